import { createFailureNotice } from '@idp/parts-react';
import { vaultTranslationRef } from '../translation';

/** What went wrong, and what to do. */
export const FailureNotice = createFailureNotice(vaultTranslationRef);

import { createFailureNotice } from '@idp/parts-react';
import { argocdTranslationRef } from '../translation';

/** What went wrong, and what to do. */
export const FailureNotice = createFailureNotice(argocdTranslationRef);

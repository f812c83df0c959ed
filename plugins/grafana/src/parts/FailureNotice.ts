import { createFailureNotice } from '@idp/parts-react';
import { grafanaTranslationRef } from '../translation';

/** What went wrong, and what to do. */
export const FailureNotice = createFailureNotice(grafanaTranslationRef);

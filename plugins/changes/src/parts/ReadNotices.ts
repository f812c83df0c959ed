import { createReadNotices } from '@idp/parts-react';
import { changesTranslationRef } from '../translation';
import { FailureNotice } from './FailureNotice';

/** How a read goes: that it failed, or is on its way. */
export const ReadNotices = createReadNotices(
  changesTranslationRef,
  FailureNotice,
);

import { createReadNotices } from '@idp/parts-react';
import { vaultTranslationRef } from '../translation';
import { FailureNotice } from './FailureNotice';

/** How a read goes: that it failed, or is on its way. */
export const ReadNotices = createReadNotices(
  vaultTranslationRef,
  FailureNotice,
);

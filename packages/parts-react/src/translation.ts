import { createTranslationRef } from '@backstage/frontend-plugin-api';

/**
 * Every text of the shared parts.
 *
 * @public
 */
export const partsTranslationRef = createTranslationRef({
  id: 'idp-parts',
  messages: {
    copy: 'Copy',
    copied: 'Copied',
    retry: 'Try again',
    sources: {
      stale: '{{name}}: what you see is as of {{time}}.',
      unknown: '{{name}}: has not answered since {{time}}.',
      keepsAsking: 'The portal keeps asking.',
      lateStale: 'As of {{time}}: {{name}} does not answer',
      lateUnknown: '{{name}} has not answered yet, since {{time}}',
    },
  },
});

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
    cancel: 'Cancel',
    list: {
      filters: 'Filters',
      search: 'Search',
      clear: 'Clear filters',
      all: 'All',
      option: '{{name}} ({{total}})',
      shown: '{{shown}} of {{total}} loaded',
      loadMore: 'Load more',
      loadingMore: 'Loading more',
    },
    sources: {
      stale: '{{name}}: what you see is as of {{time}}.',
      unknown: '{{name}}: has not answered since {{time}}.',
      keepsAsking: 'The portal keeps asking.',
      lateStale: 'As of {{time}}: {{name}} does not answer',
      lateUnknown: '{{name}} has not answered yet, since {{time}}',
    },
  },
});

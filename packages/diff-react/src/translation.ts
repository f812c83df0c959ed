import { createTranslationRef } from '@backstage/frontend-plugin-api';

/**
 * Every text of a diff.
 *
 * @public
 */
export const diffTranslationRef = createTranslationRef({
  id: 'idp-diff',
  messages: {
    loading: 'Loading the diff',
    diffOf: 'Diff of {{path}}',
    onlyMoved: 'No line differs.',
    binary: 'Binary file: there is nothing to read.',
    tooLarge: 'Too large to be shown here.',
    show: 'Show diff',
    hide: 'Hide diff',
    showOf: 'Show diff of {{path}}',
    hideOf: 'Hide diff of {{path}}',
    additions_one: '{{count}} line added',
    additions_other: '{{count}} lines added',
    deletions_one: '{{count}} line deleted',
    deletions_other: '{{count}} lines deleted',
  },
});

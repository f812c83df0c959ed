import { createTranslationRef } from '@backstage/frontend-plugin-api';

/**
 * Every text of the plugin.
 *
 * @public
 */
export const changesTranslationRef = createTranslationRef({
  id: 'plugin.idp-changes',
  messages: {
    title: 'Changes',
    state: {
      open: 'Open',
      merged: 'Merged',
      closed: 'Closed',
    },
    list: {
      intro:
        'Pull requests that golden paths opened. Merging one is the deployment.',
      filters: 'Filters',
      stateFilter: 'State',
      all: 'All',
      search: 'Search',
      searchPlaceholder: 'Title, tenant, workload, author',
      mine: 'Mine only',
      tenant: 'Tenant',
      entity: 'Touches',
      removeEntity: 'Show changes of every tenant and workload',
      loading: 'Loading changes',
      label: 'Changes',
      newer: 'Newer',
      newest: 'Newest',
      older: 'Older',
      pages: 'Pages',
      restOnNextPages: 'Nothing fits among these. Older changes follow.',
    },
    row: {
      byline: '#{{id}} · {{author}} · {{opened}}',
      opened: 'opened {{time}}',
      merged: 'merged {{time}}',
      closed: 'closed {{time}}',
      unknownAuthor: 'unknown author',
      entities: 'Touches',
    },
    empty: {
      noneTitle: 'No changes yet',
      none: 'A golden path opens the first one: it writes the files, you review them here.',
      goldenPaths: 'Choose a golden path',
      noneOpenTitle: 'No open changes',
      noneOpen: 'Everything has been merged or closed.',
      showAll: 'Show all changes',
      noMatchTitle: 'No change fits the filters',
      noMatch: 'Try fewer of them.',
      clear: 'Clear filters',
    },
    freshness: {
      title: 'The forge does not answer',
      asOf: 'What you see is as of {{time}}. The portal keeps asking.',
      never: 'It has not answered yet. The portal keeps asking.',
    },
    failure: {
      list: 'The changes could not be read',
      change: 'The change could not be read',
      files: 'The files could not be read',
      preview: 'What a merge would bring could not be worked out',
      forge: 'Where this change is decided could not be read',
      reread: 'What you see may be out of date',
      merge: 'Not merged',
      close: 'Not closed',
    },
    advice: {
      conflict:
        'Main changed the same files in the meantime. Close this change and run the golden path again: it starts from what main holds now.',
      notAllowed:
        'Ask a member of the group that owns the tenant, or a platform administrator.',
      notFound: 'It may have been removed on the forge. Go back to the list.',
      credential:
        'The portal’s own access to the forge is missing or too small. Tell the platform team; trying again will not help.',
      protected:
        'The branch is protected. Merge it on the forge, or ask the platform team to let the portal merge.',
      wait: 'Try again in a moment.',
      offline:
        'The portal could not be reached. Check your network, then try again.',
      unknown: 'Try again; if it stays, tell the platform team.',
      filesTitle: 'Files in conflict',
    },
    details: {
      back: 'Breadcrumb',
      loading: 'Loading the change',
      facts: 'About this change',
      number: 'Number',
      author: 'Author',
      goldenPath: 'Golden path',
      version: 'version {{version}}',
      touches: 'Touches',
      nothing: 'no tenant or workload',
      opened: 'Opened',
      updated: 'Updated',
      merged: 'Merged',
      closed: 'Closed',
      branch: 'Branch',
      into: '{{branch}} into {{base}}',
      mergeCommit: 'Merge commit',
      description: 'Description',
      noDescription: 'The golden path left no description.',
      reviewOn: 'Review on {{forge}}',
      onForge: 'Open on {{forge}}',
    },
    notFound: {
      title: 'There is no change {{id}}',
      text: 'It may be on another portal, or the number is mistyped.',
      back: 'All changes',
    },
    mergeability: {
      mergeable: 'Can be merged: main has not touched its files since.',
      conflict: 'Conflict with main',
      unknown: 'It is not known yet whether it can be merged.',
    },
    preview: {
      loading: 'Working out what a merge would bring',
      passed: 'Verdict: passed',
      passedText:
        'The files keep the contract, every environment renders, and the policies of the clusters let all of it in.',
      passedUnrendered: 'The files keep the contract. Nothing was rendered.',
      refused_one: 'Verdict: refused, {{count}} problem',
      refused_other: 'Verdict: refused, {{count}} problems',
      problem: '{{file}}, line {{line}}',
      title: 'What a merge brings',
      environments: 'Environment',
      boundary: 'Boundary',
      none: 'No object differs.',
      unchanged_one: '{{count}} object stays as it is.',
      unchanged_other: '{{count}} objects stay as they are.',
      noKustomize:
        'Neither kustomize nor kubectl is on the machine of the portal’s backend, so nothing could be rendered.',
    },
    objects: {
      summary_one: '{{count}} object',
      summary_other: '{{count}} objects',
    },
    decide: {
      label: 'Decision',
      merge: 'Merge',
      close: 'Close',
      notAllowed:
        'To merge or close it one has to be a member of the group that owns what it touches.',
      mergeTitle: 'Merge this change?',
      mergeText:
        'Its files go to {{base}}. Argo CD then brings them to the cluster without another question.',
      mergeConfirm: 'Merge change',
      closeTitle: 'Close this change?',
      closeText:
        'Nothing is deployed. The branch is given up; running the golden path again opens a new change.',
      closeConfirm: 'Close change',
      merged: 'Merged',
      mergedText:
        'Argo CD brings it to the cluster; the catalog shows it in seconds.',
      closed: 'Closed',
      closedText: 'Nothing was deployed.',
    },
    files: {
      title: 'Files',
      summary_one: '{{count}} file',
      summary_other: '{{count}} files',
      jump: 'Jump to a file',
      loading: 'Loading the files',
      none: 'The change touches no file.',
      added: 'added',
      modified: 'modified',
      deleted: 'deleted',
    },
    entity: {
      cardTitle: 'Open changes',
      empty: 'No open change touches this.',
      all: 'All changes',
    },
    home: {
      title: 'Open changes',
      empty: 'Nothing waits for a decision.',
    },
  },
});

/** Interactions that the sandbox's stand-in is not asked, and why. */
export const notAsked: Record<string, string> = {
  'list-without-rights': 'the stand-in has one account, with every right',
  'get-without-rights': 'the stand-in has one account, with every right',
  'logs-without-rights': 'the stand-in has one account, with every right',
  'sync-without-rights': 'the stand-in has one account, with every right',
  'rollback-without-rights': 'the stand-in has one account, with every right',
  'delete-without-rights': 'the stand-in deletes nothing',
  applicationsets: 'the portal does not ask for ApplicationSets',
  clusters: 'the portal does not ask for clusters',
  resource: 'the portal does not ask for one live object',
  'stream-resource-tree': 'the portal does not follow trees',
  'manifests-of-the-platform': 'the stand-in has one account, with every right',
  'sync-another-in-progress':
    'whether the sync before it is still running depends on time',
};

/** Fields whose keys are names, not fields. */
export const mapsOfNames = [/\.(labels|annotations|data|matchLabels)$/];

/** A difference that is known, and why it may stay. */
export interface KnownDifference {
  /** Of the line that `differences` makes of it. */
  line: RegExp;
  why: string;
}

/** Wherever they occur. */
const everywhere: KnownDifference[] = [
  {
    line: /\.managedFields: missing$/,
    why: 'who wrote which field; nobody reads it, and it is half of the answer',
  },
  {
    line: /\.sourceHydrator: missing$/,
    why: 'an empty object; hydration is not used',
  },
  {
    line: /\.operationState: (missing|the real one has no such field)$/,
    why: 'the sandbox begins with Applications that it has synced before anybody looked; the recorded sync was asked for before the answer had its state',
  },
  {
    line: /sources\[\]\.(chart|helm|kustomize): the real one has no such field$/,
    why: 'the test bed takes charts out of the Applications',
  },
];

/** Of one interaction. */
const particular: Record<string, KnownDifference[]> = {
  version: [
    {
      line: /^\.(BuildDate|Compiler|Git\w+|GoVersion|\w+Version|Platform): missing$/,
      why: 'the portal reads Version alone',
    },
  ],
  list: [
    {
      line: /\.(requiresDeletionConfirmation|syncWave|sourceTypes|isAppOfApps): missing$/,
      why: 'of Applications that hold Applications; the portal does not read them',
    },
  ],
  'list-fields': [
    {
      line: /^\.items\[\]\.status: missing$/,
      why: 'of what is asked for the real one gives the operation alone, which the stand-in does not have yet',
    },
  ],
  'get-boundary': [
    {
      line: /\.requiresDeletionConfirmation: missing$/,
      why: 'the portal does not read it',
    },
    {
      line: /\.health\.message: the real one has no such field$/,
      why: 'it has one where there is something to say',
    },
  ],
  'resource-tree': [
    {
      line: /^\.(hosts|nodes\[\]\.networkingInfo\.targetRefs\[\]\.group): missing$/,
      why: 'nodes of the cluster, and an empty group; the portal does not read them',
    },
  ],
  events: [
    {
      line: /\.(involvedObject\.resourceVersion|metadata\.annotations|metadata\.resourceVersion): missing$/,
      why: 'the portal does not read them',
    },
  ],
  project: [
    {
      line: /^\.spec\.clusterResourceWhitelist: the real one has no such field$/,
      why: 'an empty list, which the real one leaves out',
    },
    {
      line: /^\.status\.jwtTokensByRole: missing$/,
      why: 'tokens of roles, of which there are none',
    },
  ],
  'sync-with-prune': [
    {
      line: /\.health: the real one has no such field$/,
      why: 'the real one answers with what was stored, where health is not',
    },
  ],
};

/** What is known of an interaction. */
export const knownDifferences = (name: string): KnownDifference[] => [
  ...everywhere,
  ...(particular[name] ?? []),
];

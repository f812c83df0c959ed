import type { KnownDifference } from '../sandboxDifferences';

/** Interactions that the sandbox's stand-in is not asked, and why. */
export const notAsked: Record<string, string> = {
  'list-podmetrics':
    'the test bed has no metrics server, so the real one has no such kind; clusters of the platform have one',
};

/** Refusals whose words may be others, and why; status, reason and details are the same all the same. */
export const otherWords: Record<string, string> = {
  'list-bad-selector': 'it says where its parser was; nobody reads it',
  'list-bad-page': 'it says what it took the page’s token for',
  'list-expired-page':
    'it offers to go on without consistency, which neither the portal nor the stand-in does',
  'pod-log': 'KWOK’s pods and those of the sandbox say something else',
};

/** Fields whose keys are names, not fields. */
export const mapsOfNames = [
  /\.(labels|annotations|data|matchLabels|selector|capacity|requests|limits|hard|used|default|defaultRequest)$/,
];

/** Wherever they occur. */
const everywhere: KnownDifference[] = [
  {
    line: /\.managedFields: missing$/,
    why: 'who wrote which field; nobody reads it, and it is half of the answer',
  },
  {
    line: /\.metadata\.annotations: missing$/,
    why: 'what controllers of the real one note for themselves: revisions, limits, migrations',
  },
  {
    line: /\.spec\.containers\[\]\.(imagePullPolicy|resources|terminationMessagePath|terminationMessagePolicy|(liveness|readiness|startup)Probe\.(httpGet\.scheme|successThreshold)): missing$/,
    why: 'defaults that the API server writes into objects; the stand-in keeps what was applied',
  },
  {
    line: /\.spec\.(dnsPolicy|restartPolicy|schedulerName|securityContext|serviceAccount|terminationGracePeriodSeconds|preemptionPolicy|priority|tolerations|topologySpreadConstraints\[\]\.labelSelector\.matchExpressions): missing$/,
    why: 'the same, of a pod; and what the scheduler goes by',
  },
  {
    line: /\.metadata\.finalizers: missing$/,
    why: 'External Secrets tidies up before an ExternalSecret goes; in the stand-in it goes at once',
  },
  {
    line: /\.(conversionStrategy|decodingStrategy|metadataPolicy|target\.creationPolicy|target\.deletionPolicy): missing$/,
    why: 'defaults of the definition; the portal takes what is absent for them',
  },
];

const noController: KnownDifference = {
  line: /^\.items\[\]\.status: missing$/,
  why: 'no blueprint makes one, so the sandbox plays no controller of it',
};
const defaults = (fields: string): KnownDifference => ({
  line: new RegExp(`^\\.items\\[\\]\\.spec\\.(${fields}): missing$`),
  why: 'defaults that the API server writes into objects; the stand-in keeps what was applied',
});
const discovery: KnownDifference = {
  line: /^\.resources\[\]\.(categories|group|storageVersionHash|version): missing$/,
  why: 'for kubectl; the portal asks for no kinds',
};
const emptyFields: KnownDifference = {
  line: /^\[\]\.(spec|status): missing$/,
  why: 'fields that Go writes though they are empty; a bookmark is its version',
};

/** Of one interaction. */
const particular: Record<string, KnownDifference[]> = {
  'resources-core': [discovery],
  'resources-apps': [discovery],
  'resources-external-secrets': [discovery],
  'list-services': [
    {
      line: /^\.items\[\]\.(status|spec\.(clusterIPs?|internalTrafficPolicy|ipFamilies|ipFamilyPolicy|sessionAffinity)): missing$/,
      why: 'addresses of Services, which nothing is sent to in the sandbox',
    },
  ],
  'list-resourcequotas': [
    {
      line: /^\.items\[\]\.status: missing$/,
      why: 'the sandbox counts no quotas',
    },
  ],
  'list-statefulsets': [
    noController,
    defaults(
      'persistentVolumeClaimRetentionPolicy|podManagementPolicy|replicas|revisionHistoryLimit|updateStrategy',
    ),
  ],
  'list-daemonsets': [
    noController,
    defaults('revisionHistoryLimit|updateStrategy'),
  ],
  'list-cronjobs': [
    noController,
    defaults(
      'concurrencyPolicy|failedJobsHistoryLimit|jobTemplate.metadata|successfulJobsHistoryLimit|suspend',
    ),
  ],
  'list-jobs': [
    noController,
    defaults(
      'backoffLimit|completionMode|completions|manualSelector|parallelism|podReplacementPolicy|selector|suspend',
    ),
  ],
  'list-horizontalpodautoscalers': [noController, defaults('minReplicas')],
  'follow-pushsecrets': [defaults('deletionPolicy|updatePolicy')],
  'watch-bookmark-statefulsets': [emptyFields],
  'watch-changes': [
    {
      line: /^\[\]\.metadata\.deletion(GracePeriodSeconds|Timestamp): missing$/,
      why: 'it goes in two steps, because of the finalizer',
    },
  ],
};
particular['watch-selected'] = particular['watch-changes'];

/** What is known of an interaction. */
export const knownDifferences = (name: string): KnownDifference[] => [
  ...everywhere,
  ...(particular[name] ?? []),
];

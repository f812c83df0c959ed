import type { KnownDifference } from '../sandboxDifferences';

/** Interactions that the sandbox's stand-ins are not asked, by observer and name, and why. */
export const notAsked: Record<string, string> = {};

/** Fields whose keys are names, not fields. */
export const mapsOfNames = [/\.(labels|annotations)$/];

/** By observer, or by observer and name. */
const known: Record<string, KnownDifference[]> = {
  prometheus: [],
  alertmanager: [
    {
      line: /\.mutedBy: the real one has no such field$/,
      why: 'newer ones have it, as that of the chart; the recorded one is 0.25',
    },
  ],
  loki: [
    {
      line: /^\.data\.stats\.\w+: missing$/,
      why: 'what a question cost; nobody reads it',
    },
  ],
};

/** What is known of an interaction. */
export const knownDifferences = (name: string): KnownDifference[] => [
  ...(known[name.split(' ')[0]] ?? []),
  ...(known[name] ?? []),
];

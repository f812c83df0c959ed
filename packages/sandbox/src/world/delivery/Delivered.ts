import type { KubeObject } from '../cluster';
import type { Comparison } from './compare';
import type {
  Application,
  ApplicationDefinition,
  ApplicationSpec,
} from './types';

/** An Application with what the sandbox knows beside what it shows. */
export interface Delivered {
  definition: ApplicationDefinition;
  application: Application;
  /** What Git says at `revision`, as it would be applied. */
  targets: KubeObject[];
  revision: string;
  /** Why the folder cannot be rendered. */
  error?: string;
  /** Of the last look. */
  comparisons: Comparison[];
  /** The `targets` that an operation was last begun for by itself. */
  attempted?: KubeObject[];
  /** Calls off the operation that is about to begin, or the next step of one that runs. */
  cancel?: () => void;
  /** Until when a change by hand is left as it is; milliseconds. */
  heldUntil?: number;
  selfHeals: number;
}

export const isAutomatedPolicy = ({ syncPolicy }: ApplicationSpec): boolean =>
  syncPolicy?.automated !== undefined;

export const isAutomated = ({ application }: Delivered): boolean =>
  isAutomatedPolicy(application.spec);

export const isBusy = ({ application }: Delivered): boolean =>
  application.operation !== undefined;

import type { ProcessSpec } from '../process/protocol';
import type { Bed } from './Bed';

/** One process of the test bed, and what has to be there before and after it. */
export interface Service {
  name: string;
  /** Components of the build that it runs from. */
  components: string[];
  /** Services that must be ready before it is started. */
  needs: string[];
  /** Names of the ports that it listens on; the first is `name` by habit. */
  ports: string[];
  /** Files and objects that must be there before the process. */
  prepare?(bed: Bed): Promise<void>;
  command(bed: Bed): ServiceCommand;
  /** Asked until it is true. */
  ready(bed: Bed): Promise<boolean>;
  /** How long it may take to become ready on a machine that does other things, too; four minutes where it is not said. */
  readyWithinMs?: number;
  /** What only works once the process answers. */
  settle?(bed: Bed): Promise<void>;
  /** What a person opens or sets, for the list that is printed. */
  addresses?(bed: Bed): Address[];
}

export interface ServiceCommand {
  command: string;
  args: string[];
  env?: Record<string, string>;
  /** A folder of the test bed's own where it is not said. */
  cwd?: string;
  endSignal?: ProcessSpec['endSignal'];
}

export interface Address {
  what: string;
  url: string;
  /** File with the name and password or token that goes with it. */
  credentials?: string;
}

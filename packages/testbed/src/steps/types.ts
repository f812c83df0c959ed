import type { Bed } from '../bed/Bed';
import type { Profile } from '../bed/profiles';

/** One thing that the test bed proves. A step is a file; the test runs those of a profile in their order, in one bed. */
export interface Step {
  name: string;
  profile: Profile;
  /** One line of what it proves. */
  what: string;
  /** Brings what a person wants to see, so `npm run testbed` does it, too. */
  shows?: boolean;
  run(bed: Bed, report: Report): Promise<void>;
}

/** What a step tells. */
export interface Report {
  /** Runs one check; what it throws is the reason of its failure, and the step goes on. Resolves to whether it passed. */
  check(what: string, run: () => Promise<void> | void): Promise<boolean>;
  /** A figure for the list at the end. */
  measure(what: string, value: string): void;
  /** Something that is not looked at, and why. */
  leftOut(what: string, why: string): void;
}

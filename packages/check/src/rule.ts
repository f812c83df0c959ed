import type { Problem } from '@idp/platform-contract';

/** What one rule looked at, and what it found. */
export interface RuleResult {
  rule: string;
  /** Such as `12 files of 3 tenants`. */
  lookedAt: string;
  problems: Problem[];
  /** What could not be seen from here, a sentence each. */
  notes?: string[];
  /** What was looked at, one by one; shown where it is asked for. */
  details?: string[];
  milliseconds?: number;
}

/** `1 tenant`, `2 tenants`. */
export const counted = (count: number, what: string) =>
  `${count} ${what}${count === 1 ? '' : 's'}`;

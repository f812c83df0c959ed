import type { Report } from '../steps/types';

/** Counts checks and keeps what steps measured and left out. */
export class TestRun {
  passed = 0;
  failed = 0;
  private readonly measures: Array<[string, string]> = [];
  private readonly omissions = new Map<string, string>();

  constructor(private readonly print: (line: string) => void) {}

  /** What one step writes to. */
  reportOf(step: string, options: { quiet?: boolean } = {}): Report {
    return {
      check: async (what, run) => {
        try {
          await run();
          this.passed += 1;
          if (!options.quiet) this.print(`  ok      ${what}`);
          return true;
        } catch (error) {
          this.failed += 1;
          this.print(`  FAILED  ${step}: ${what}\n${indent(reasonOf(error))}`);
          return false;
        }
      },
      measure: (what, value) => {
        this.measures.push([what, value]);
      },
      leftOut: (what, why) => {
        this.omissions.set(what, why);
      },
    };
  }

  fail(what: string, error: unknown) {
    this.failed += 1;
    this.print(`  FAILED  ${what}\n${indent(reasonOf(error))}`);
  }

  printOmissions() {
    if (this.omissions.size > 0) {
      this.print('\nLeft out');
      for (const [what, why] of this.omissions) this.print(`  ${what}: ${why}`);
    }
  }

  printSummary() {
    if (this.measures.length > 0) {
      this.print('\nMeasures');
      for (const [what, value] of this.measures)
        this.print(`  ${what.padEnd(58)} ${value}`);
    }
    this.printOmissions();
    this.print(`\ntestbed: ${this.passed} passed, ${this.failed} failed`);
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function indent(text: string) {
  return text.replace(/^/gm, '          ');
}

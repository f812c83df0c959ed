import { describeChangeFiles } from './describeChangeFiles';
import { describeHostileRequests } from './describeHostileRequests';
import { describeLists } from './describeLists';
import { describeMerging } from './describeMerging';
import { describeOpening } from './describeOpening';
import { describeReading } from './describeReading';
import { describeSimultaneous } from './describeSimultaneous';
import type { CreateHarness, Files, ForgeHarness } from './harness';

/** Gives every test a forge of its own, closed after it. */
export type UseForge = (files?: Files) => Promise<ForgeHarness>;

/** What every ForgeClient does, whatever the forge. */
export function describeForge(name: string, createHarness: CreateHarness) {
  describe(`${name} as a forge`, () => {
    const open: ForgeHarness[] = [];
    const use: UseForge = async (files = { 'README.md': '# Platform\n' }) => {
      const harness = await createHarness(files);
      open.push(harness);
      return harness;
    };
    afterEach(async () => {
      for (const harness of open.splice(0)) await harness.close();
    });

    describe('reading', () => {
      describeReading(use);
    });
    describe('opening', () => {
      describeOpening(use);
    });
    describe('at the same time', () => {
      describeSimultaneous(use);
    });
    describe('hostile requests', () => {
      describeHostileRequests(use);
    });
    describe('listing', () => {
      describeLists(use);
    });
    describe('files of a change', () => {
      describeChangeFiles(use);
    });
    describe('merging and closing', () => {
      describeMerging(use);
    });
  });
}

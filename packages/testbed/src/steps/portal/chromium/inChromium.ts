import path from 'node:path';
import { findChromium } from '../../../../../toolchain/src/chromium.mjs';
import { checkout } from '../../../lib/folders';
import { portalPages } from '../../../services/portal';
import type { Step } from '../../types';
import { observeWorkload } from './observeWorkload';
import { onboardTenant } from './onboardTenant';
import { releaseWorkload } from './releaseWorkload';
import { signIn } from './signIn';
import { openVisit, pictures } from './Visit';
import { createWorkload } from './createWorkload';
import { writeSecret } from './writeSecret';

/** What a person does and sees, in a real browser, from signing in to a release. */
export const inChromium: Step = {
  name: 'in-chromium',
  profile: 'portal',
  what: 'a person signs in at Keycloak, onboards a tenant, creates a workload with a secret and releases a version, each by its form, and watches what becomes of each merge on pages that nobody reloads',
  async run(bed, report) {
    const executable = findChromium(process.env);
    if (!executable) {
      report.leftOut(
        'the story in Chromium',
        'there is no Chromium on this machine (Debian: apt-get install chromium)',
      );
      return;
    }
    const problem = bed.take(portalPages);
    if (problem) throw new Error(problem);
    const visit = await openVisit(bed, report, executable);
    try {
      await signIn(visit);
      await onboardTenant(visit);
      await createWorkload(visit);
      await writeSecret(visit);
      await releaseWorkload(visit);
      await observeWorkload(visit);
    } finally {
      await visit.close();
    }
    console.log(`  pictures are in ${path.relative(checkout, pictures)}`);
  },
};

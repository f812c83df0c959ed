import { describeArchives } from '../testing/describeArchives';
import { createGithubHarness } from '../testing/remoteHarness';

describeArchives('GitHub', createGithubHarness, 3);

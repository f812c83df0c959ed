import { describeArchives } from '../testing/describeArchives';
import { createGiteaHarness } from '../testing/remoteHarness';

describeArchives('Gitea', createGiteaHarness, 2);

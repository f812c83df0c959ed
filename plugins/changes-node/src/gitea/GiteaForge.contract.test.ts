import { describeForge } from '../testing/describeForge';
import { createGiteaHarness } from '../testing/remoteHarness';

describeForge('Gitea', createGiteaHarness);

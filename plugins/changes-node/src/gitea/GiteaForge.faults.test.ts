import { describeRemoteFaults } from '../testing/describeRemoteFaults';
import { createGiteaHarness } from '../testing/remoteHarness';

describeRemoteFaults('Gitea', createGiteaHarness);

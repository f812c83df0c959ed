import { describeRemoteFaults } from '../testing/describeRemoteFaults';
import { createGithubHarness } from '../testing/remoteHarness';

describeRemoteFaults('GitHub', createGithubHarness);

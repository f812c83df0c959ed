import { describeForge } from '../testing/describeForge';
import { createGithubHarness } from '../testing/remoteHarness';

describeForge('GitHub', createGithubHarness);

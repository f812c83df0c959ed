import { describeForge } from '../testing/describeForge';
import { createLocalHarness } from '../testing/localHarness';

describeForge('a local repository', createLocalHarness);

import { describeRemote } from '../testing/describeRemote';
import { createGithubHarness } from '../testing/remoteHarness';

describeRemote('GitHub', createGithubHarness, {
  first: 5,
  next: 5,
  unchanged: 1,
  update: 5,
});

import { describeRemote } from '../testing/describeRemote';
import { createGiteaHarness } from '../testing/remoteHarness';

describeRemote('Gitea', createGiteaHarness, {
  // The name of the default branch, and the folders on the way that are there: the root, `gitops` and `tenants`.
  first: 8,
  // The base branch, the change's branch, the commit and the pull request.
  next: 4,
  unchanged: 3,
  update: 5,
});

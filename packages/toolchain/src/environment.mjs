import path from 'node:path';

/**
 * The environment for every child: the tools first on PATH, and without npm's own variables, which would point native
 * builds and yarn at the configuration of the Node that started us.
 */
export function childEnvironment(env, { binFolder, registry }) {
  const kept = Object.entries(env).filter(
    ([name]) =>
      !/^npm_(config|lifecycle|package|node|command|execpath)/i.test(name),
  );
  const pathName = kept.find(([name]) => /^path$/i.test(name))?.[0] ?? 'PATH';
  const result = Object.fromEntries(kept);
  result[pathName] = [binFolder, result[pathName]]
    .filter(Boolean)
    .join(path.delimiter);
  result.BACKSTAGE_TELEMETRY_DISABLED = '1';
  if (registry && !result.YARN_NPM_REGISTRY_SERVER) {
    result.YARN_NPM_REGISTRY_SERVER = registry;
  }
  return result;
}

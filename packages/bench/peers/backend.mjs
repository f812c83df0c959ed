// A Backstage backend with one of the peers, sign-in and permissions, and nothing else: `node backend.mjs argocd-community --config FILE`.
// Started and asked by the bench only; its configuration says where it listens, which is loopback.
import { createRequire } from 'node:module';
import v8 from 'node:v8';
import vm from 'node:vm';
import { createBackend } from '@backstage/backend-defaults';

const require = createRequire(import.meta.url);
const peers = {
  'argocd-community': '@backstage-community/plugin-argocd-backend',
  'argocd-roadie': '@roadiehq/backstage-plugin-argo-cd-backend',
  'vault-community': '@backstage-community/plugin-vault-backend',
  // What the community's Grafana plugin has for a backend.
  'grafana-community': '@backstage/plugin-proxy-backend',
};

const name = peers[process.argv[2]];
if (!name) {
  console.error(`Name one of ${Object.keys(peers).join(', ')}.`);
  process.exit(2);
}

// The bench asks what the process holds when nothing is left to be collected.
v8.setFlagsFromString('--expose-gc');
const collect = vm.runInNewContext('gc');
process.on('message', () => {
  collect();
  collect();
  process.send(process.memoryUsage());
});

const backend = createBackend();
backend.add(import('@backstage/plugin-auth-backend'));
backend.add(import('@backstage/plugin-auth-backend-module-guest-provider'));
backend.add(import('@backstage/plugin-permission-backend'));
backend.add(
  import('@backstage/plugin-permission-backend-module-allow-all-policy'),
);
backend.add(require(name).default);
await backend.start();

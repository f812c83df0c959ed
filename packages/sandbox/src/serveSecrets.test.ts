import { ask } from './__testUtils__/wire';
import { ManualClock } from './clock';
import { SANDBOX_TOKEN, startSandbox, type Sandbox } from './startSandbox';
import { externalSecret, STORE } from './__testUtils__/objects';

const SECRETS = '/apis/external-secrets.io/v1/externalsecrets';
const PATH = 'tenant-demo/hello/token';

let sandbox: Sandbox;
let clock: ManualClock;

beforeEach(async () => {
  clock = new ManualClock();
  sandbox = await startSandbox({ forge: '/not-there-yet', port: 0, clock });
  const environment = sandbox.world.environments.get('local')!;
  [STORE, externalSecret()].forEach(object =>
    environment.cluster.apply(object),
  );
  environment.writeSecret(PATH, { TOKEN: 'canary' });
  clock.advance(5_000);
});

afterEach(() => sandbox.stop());

const kubernetes = (path: string, environment = 'local') =>
  ask(`${sandbox.url}/kubernetes/${environment}${path}`, {
    token: SANDBOX_TOKEN,
  });
const vault = (path: string, token = SANDBOX_TOKEN) =>
  ask(`${sandbox.url}/vault/local/v1/${path}`, { token });
const tell = (what: string, body: object) =>
  ask(`${sandbox.url}/control/${what}`, { method: 'POST', body });

describe('the portal, at the sandbox', () => {
  it('sees deliveries and workloads, and no Secret', async () => {
    const { body } = await kubernetes(SECRETS);
    expect(body.items[0].status.conditions[0].status).toBe('True');
    expect((await kubernetes(SECRETS, 'eks')).body.items).toEqual([]);
    for (const path of [
      '/apis/external-secrets.io/v1/secretstores',
      '/apis/external-secrets.io/v1/clustersecretstores',
      '/apis/external-secrets.io/v1alpha1/pushsecrets',
      '/api/v1/pods',
      '/apis/apps/v1/deployments',
      '/apis/metrics.k8s.io/v1beta1/namespaces/tenant-demo/pods',
    ])
      expect((await kubernetes(path)).status).toBe(200);
    for (const path of [
      '/api/v1/secrets',
      '/api/v1/namespaces/tenant-demo/secrets/hello--token',
      '/api/v1/configmaps',
      '/api/v1/namespaces/tenant-demo/pods/x/log',
    ]) {
      const { status, text } = await kubernetes(path);
      expect(status).toBe(403);
      expect(text).not.toContain(Buffer.from('canary').toString('base64'));
    }
  });

  it('sees paths of Vault, and no value', async () => {
    expect((await vault(`kv/metadata/${PATH}`)).status).toBe(200);
    const { status, text } = await vault(`kv/data/${PATH}`);
    expect(status).toBe(403);
    expect(text).not.toContain('canary');
    const author = await vault(`kv/data/${PATH}`, `${SANDBOX_TOKEN}-root`);
    expect(author.body.data.data).toEqual({ TOKEN: 'canary' });
  });

  it('meets the troubles of a cluster', async () => {
    const status = async () => (await kubernetes(SECRETS)).status;
    const trouble = (name: string, end = false) =>
      tell('trouble', { trouble: name, end });
    await trouble('narrow-account');
    expect(await status()).toBe(403);
    expect((await kubernetes('/api/v1/pods')).status).toBe(200);
    await trouble('narrow-account', true);
    await trouble('no-external-secrets');
    expect(await status()).toBe(404);
    await trouble('no-external-secrets', true);
    expect(await status()).toBe(200);
  });

  it.each([
    ['vault', () => vault('sys/health')],
    ['kubernetes', () => kubernetes('/version')],
  ])('gets no answer of %s while it is down', async (part, look) => {
    await tell('down', { part });
    await expect(look()).rejects.toThrow('fetch failed');
    await tell('up', { part });
    expect((await look()).status).toBe(200);
  });

  it('sees that nothing is delivered while Vault is down', async () => {
    await tell('down', { part: 'vault' });
    clock.advance(3_600_000);
    const ready = async () => {
      const { body } = await kubernetes(SECRETS);
      return body.items[0].status.conditions[0].status;
    };
    expect(await ready()).toBe('False');
    await tell('up', { part: 'vault' });
    clock.advance(5_000);
    expect(await ready()).toBe('True');
  });
});

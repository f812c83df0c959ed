import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { component, sendJson } from '@idp/testing-node';
import { ownScopes } from '../__testUtils__/startPlugin';
import { usePlugin } from '../__testUtils__/usePlugin';

const alerts = '/entities/component/default/orders/alerts';

describe('how the portal signs in', () => {
  const { start, upstreams } = usePlugin();
  let folder: string;
  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'idp-grafana-'));
  });
  afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

  const entities = [component('orders')];

  it('by its own client at an OpenID provider, with the token in a header of its own', async () => {
    const fake = await upstreams();
    const secret = path.join(folder, 'secret');
    fs.writeFileSync(secret, 'canary-client-secret\n');
    fake.intercept = ({ path: asked, body }, res) => {
      if (asked !== '/realms/platform/token') return false;
      const form = new URLSearchParams(body);
      sendJson(
        res,
        form.get('client_secret') === 'canary-client-secret' ? 200 : 401,
        { access_token: 'canary-access-token', expires_in: 300 },
      );
      return true;
    };
    const plugin = await start({
      fake,
      entities,
      scopes: ownScopes,
      config: {
        hosts: [
          {
            id: 'local',
            url: fake.url('grafana/local'),
            unifiedAlerting: true,
            tokenHeader: 'X-JWT-Assertion',
            oidc: {
              tokenUrl: fake.url('realms/platform/token'),
              clientId: 'backstage-grafana',
              clientSecretFile: secret,
            },
          },
        ],
        prometheus: [],
        alertmanager: [],
      },
    });
    const { body, text } = await plugin.call('get', alerts);
    expect(body.sources).toMatchObject([{ kind: 'grafana', state: 'live' }]);
    const asked = fake.asked('/grafana/');
    expect(asked).not.toHaveLength(0);
    for (const { headers } of asked) {
      expect(headers['x-jwt-assertion']).toBe('canary-access-token');
      expect(headers).not.toHaveProperty('authorization');
    }
    // One token for all calls.
    expect(fake.asked('/realms/')).toHaveLength(1);
    for (const said of [text, ...plugin.logged])
      expect(said).not.toMatch(/canary/);
  });

  it('by a token in a file, and by the new one when it was replaced', async () => {
    const fake = await upstreams();
    const file = path.join(folder, 'token');
    fs.writeFileSync(file, 'old-token');
    const prometheus = [
      { name: 'local', url: fake.url('prometheus/local'), tokenFile: file },
    ];
    const plugin = await start({
      fake,
      entities,
      scopes: ownScopes,
      config: { prometheus, alertmanager: [], hosts: [] },
    });
    fake.intercept = ({ headers }, res) => {
      if (headers.authorization === 'Bearer new-token') return false;
      sendJson(res, 401, {});
      return true;
    };
    fs.writeFileSync(file, 'new-token');
    await plugin.refresh();
    const { body } = await plugin.call('get', alerts);
    expect(body.sources).toMatchObject([{ name: 'local', state: 'live' }]);
    expect(fake.calls.at(-1)!.headers.authorization).toBe('Bearer new-token');
  });

  it('as nobody where the configuration says nothing', async () => {
    const fake = await upstreams();
    const plugin = await start({
      fake,
      entities,
      scopes: ownScopes,
      config: {
        hosts: [],
        alertmanager: [],
        prometheus: [{ name: 'local', url: fake.url('prometheus/local') }],
      },
    });
    await plugin.call('get', alerts);
    expect(fake.calls[0].headers).not.toHaveProperty('authorization');
  });

  it('nowhere where nothing is configured: every part is empty, and asks nobody', async () => {
    const fake = await upstreams();
    const plugin = await start({
      fake,
      entities,
      scopes: ownScopes,
      config: { hosts: [], prometheus: [], alertmanager: [], loki: [] },
    });
    expect((await plugin.call('get', alerts)).body).toEqual({
      rules: [],
      counts: {},
      sources: [],
      problems: [],
    });
    expect(
      (await plugin.call('get', alerts.replace('alerts', 'signals'))).body,
    ).toMatchObject({ environments: [], logEnvironments: [], sources: [] });
    expect(plugin.tasks.size).toBe(0);
    expect(fake.calls).toEqual([]);
  });
});

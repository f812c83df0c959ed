import { observe } from '../__testUtils__/observe';
import { ask } from '../__testUtils__/wire';

/**
 * Fields that Grafana's published API description (public/api-merged.json) names for Hit, DashboardMeta and Folder, as they were
 * read when this was written. They tell of fields that are made up, and nothing of what a real one leaves out or refuses: there is
 * none to ask.
 */
const HIT = [
  'description',
  'folderId',
  'folderTitle',
  'folderUid',
  'folderUrl',
  'id',
  'isDeleted',
  'isStarred',
  'orgId',
  'permanentlyDeleteDate',
  'slug',
  'sortMeta',
  'sortMetaName',
  'tags',
  'title',
  'type',
  'uid',
  'uri',
  'url',
];
const META = [
  'annotationsPermissions',
  'apiVersion',
  'canAdmin',
  'canDelete',
  'canEdit',
  'canSave',
  'canStar',
  'created',
  'createdBy',
  'expires',
  'folderId',
  'folderTitle',
  'folderUid',
  'folderUrl',
  'hasAcl',
  'isFolder',
  'isSnapshot',
  'isStarred',
  'provisioned',
  'provisionedExternalId',
  'publicDashboardEnabled',
  'slug',
  'type',
  'updated',
  'updatedBy',
  'url',
  'version',
];
const FOLDER = [
  'accessControl',
  'canAdmin',
  'canDelete',
  'canEdit',
  'canSave',
  'created',
  'createdBy',
  'hasAcl',
  'id',
  'managedBy',
  'orgId',
  'parentUid',
  'parents',
  'title',
  'uid',
  'updated',
  'updatedBy',
  'url',
  'version',
];

let sandbox: Awaited<ReturnType<typeof observe>>;

// One world for all that only look at it.
beforeAll(async () => {
  sandbox = await observe();
});

afterAll(() => sandbox.stop());

const search = async (query: Record<string, string> = {}) =>
  (await sandbox.get('/grafana/api/search', query)).body;
const uids = async (query: Record<string, string>) =>
  (await search(query)).map(({ uid }: any) => uid);
const rules = async (world = sandbox) =>
  (await world.get('/grafana/api/prometheus/grafana/api/v1/rules')).body.data
    .groups[0].rules;

describe('dashboards', () => {
  it('are those of the repository, each in its folder, and teams’ own ones', async () => {
    const found = await search({ type: 'dash-db' });
    expect(
      found.map(({ uid, folderTitle }: any) => `${folderTitle}/${uid}`),
    ).toEqual(
      expect.arrayContaining([
        'Platform/platform-health',
        'Blueprints/blueprint-web-service',
        'Tenants/tenant-boundary',
        'Team demo/team-demo',
        'Team demo/demo--hello',
      ]),
    );
    for (const hit of found)
      expect(HIT).toEqual(expect.arrayContaining(Object.keys(hit)));
    expect(
      found.find(({ uid }: any) => uid === 'tenant-boundary'),
    ).toMatchObject({
      title: 'Tenant',
      tags: ['tenant'],
      type: 'dash-db',
      url: '/d/tenant-boundary/tenant',
      folderUrl: expect.stringMatching(/^\/dashboards\/f\/\w+\/tenants$/),
    });
  });

  it('are found page by page', async () => {
    const all = await uids({ type: 'dash-db' });
    const pages = await Promise.all(
      ['1', '2', '3', '4', '5'].map(page =>
        uids({ type: 'dash-db', limit: '2', page }),
      ),
    );
    expect(pages.map(page => page.length)).toEqual([2, 2, 2, 2, 0]);
    expect(pages.flat()).toEqual(all);
  });

  it.each([
    [{ tag: 'workload' }, ['blueprint-web-service']],
    [{ query: 'secrets' }, ['platform-secrets']],
    [{ dashboardUIDs: 'tenant-boundary' }, ['tenant-boundary']],
    [{ tag: 'none' }, []],
    [{ type: 'dash-db', starred: 'true' }, []],
  ])('are found by %j', async (query, expected) => {
    expect(await uids(query as Record<string, string>)).toEqual(expected);
  });

  it('lie in folders', async () => {
    const { body } = await sandbox.get('/grafana/api/folders');
    expect(body.map(({ title }: any) => title)).toEqual([
      'Blueprints',
      'Platform',
      'Team demo',
      'Tenants',
    ]);
    const { body: one } = await sandbox.get(
      `/grafana/api/folders/${body[1].uid}`,
    );
    expect(one).toMatchObject({ title: 'Platform', uid: body[1].uid });
    expect(FOLDER).toEqual(expect.arrayContaining(Object.keys(one)));
  });
});

describe('Grafana’s own rules', () => {
  it('tell of each series how it is', async () => {
    expect(await rules()).toEqual([
      expect.objectContaining({
        name: 'Answers are slow',
        state: 'inactive',
        health: 'ok',
        type: 'alerting',
        alerts: [
          {
            labels: {
              alertname: 'Answers are slow',
              grafana_folder: 'Tenants',
              namespace: 'tenant-demo',
              severity: 'warning',
              tenant: 'demo',
              workload: 'hello',
            },
            annotations: {},
            state: 'Normal',
            activeAt: expect.any(String),
            value: '',
          },
        ],
      }),
      expect.objectContaining({ name: 'Nobody asks any more' }),
    ]);
  });

  it('are listed by folder as they are written', async () => {
    const { body } = await sandbox.get(
      '/grafana/api/ruler/grafana/api/v1/rules',
    );
    expect(Object.keys(body)).toEqual(['Tenants']);
    expect(body.Tenants[0]).toMatchObject({
      name: 'Requests',
      rules: [
        {
          for: '20s',
          labels: { severity: 'warning' },
          grafana_alert: {
            title: 'Answers are slow',
            uid: expect.any(String),
            data: [{ datasourceUid: 'prometheus' }],
          },
        },
        { grafana_alert: { title: 'Nobody asks any more' } },
      ],
    });
  });
});

describe('when the world changes', () => {
  let own: Awaited<ReturnType<typeof observe>>;

  beforeEach(async () => {
    own = await observe();
  });

  afterEach(() => own.stop());

  it('a dashboard is given whole, and as it is on main', async () => {
    const get = async () =>
      (await own.get('/grafana/api/dashboards/uid/tenant-boundary')).body;
    const before = await get();
    expect(META).toEqual(expect.arrayContaining(Object.keys(before.meta)));
    expect(before.dashboard).toMatchObject({
      uid: 'tenant-boundary',
      title: 'Tenant',
      panels: expect.any(Array),
    });
    own.clock.advance(60_000);
    const file = 'kubernetes/monitoring/base/dashboards/tenant-boundary.json';
    await own.repository.edit(file, '"title": "Tenant"', '"title": "Team"');
    await own.world.take(await own.repository.commit('Another name'));
    const after = await get();
    expect(after.dashboard.title).toBe('Team');
    expect(after.meta.version).toBe(before.meta.version + 1);
    expect(after.meta.updated).toBe(own.clock.now().toISOString());
    expect(after.meta.created).toBe(before.meta.created);
  });

  it('a rule fires when a release is slow, and is in Grafana’s own Alertmanager then', async () => {
    await own.release('registry.example.com/hello:slow-2.0.0');
    own.clock.advance(300_000);
    const [slow] = await rules(own);
    expect(slow).toMatchObject({
      state: 'firing',
      alerts: [
        {
          state: 'Alerting',
          annotations: {
            summary: expect.stringMatching(/^hello takes .* ms$/),
          },
        },
      ],
    });
    const { body } = await own.get(
      '/grafana/api/alertmanager/grafana/api/v2/alerts',
    );
    expect(body).toEqual([
      expect.objectContaining({
        labels: expect.objectContaining({ alertname: 'Answers are slow' }),
        status: expect.objectContaining({ state: 'active' }),
      }),
    ]);
    const { body: active } = await own.get(
      '/grafana/api/prometheus/grafana/api/v1/alerts',
    );
    expect(active.data.alerts).toHaveLength(1);
  });
});

describe('what is refused', () => {
  it.each([
    [
      '/api/dashboards/uid/none',
      404,
      { message: 'Dashboard not found', traceID: '' },
    ],
    [
      '/api/folders/none',
      404,
      expect.objectContaining({ message: 'folder not found' }),
    ],
    ['/api/nope', 404, { message: 'Not found', traceID: '' }],
    [
      '/api/search?limit=5001',
      422,
      expect.objectContaining({
        message: expect.stringMatching(
          /^Limit is above maximum allowed \(5000\)/,
        ),
      }),
    ],
  ])('%s', async (address, status, body) => {
    const answer = await ask(`${sandbox.url}/grafana${address}`, {
      token: sandbox.token,
    });
    expect([answer.status, answer.body]).toEqual([status, body]);
  });

  it('whoever has no token, or another', async () => {
    const { url } = sandbox;
    expect((await ask(`${url}/grafana/api/search`)).body).toMatchObject({
      message: 'Unauthorized',
      statusCode: 401,
    });
    expect(
      (await ask(`${url}/grafana/api/search`, { token: 'x' })).body.message,
    ).toBe('Invalid API key');
    expect((await ask(`${url}/grafana/api/health`)).body.database).toBe('ok');
  });

  it('a person who follows a link sees where it leads, as text', async () => {
    const { text, type } = await ask(
      `${sandbox.url}/grafana/d/x/y?var-workload=<script>`,
    );
    expect(type).toMatch(/^text\/html/);
    expect(text).toContain('<dt>var-workload</dt><dd>&lt;script&gt;</dd>');
    expect(text).not.toContain('<script>');
  });
});

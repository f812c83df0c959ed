import { ask, messages, openStream } from '../../__testUtils__/wire';
import { createFakeArgoCD, type FakeArgoCD } from './createFakeArgoCD';
import { measuredDuration } from './measuredDuration';

let fake: FakeArgoCD;
beforeEach(async () => {
  fake = await createFakeArgoCD({ applications: 100 });
});
afterEach(() => fake.stop());

const get = (path: string) => ask(`${fake.url}${path}`, { token: fake.token });

describe('an Argo CD with made-up Applications', () => {
  it('has as many as wanted, of the size that was measured', async () => {
    const { body } = await get('/api/v1/applications');
    expect(body.items).toHaveLength(100);
    expect(new Set(body.items.map((one: any) => one.metadata.uid)).size).toBe(
      100,
    );
    const [one] = body.items;
    expect(one.metadata).toMatchObject({
      name: fake.nameOf(0),
      labels: fake.labelsOf(0),
    });
    expect(one.status.history).toHaveLength(10);
    const size = JSON.stringify(one).length;
    expect(size).toBeGreaterThan(5_000);
    expect(size).toBeLessThan(7_500);
  });

  it('has two of each service, which came by the same commits', async () => {
    const { body } = await get(
      '/api/v1/applications?selector=app.kubernetes.io/part-of%3Dservice-21',
    );
    expect(body.items.map((one: any) => one.metadata.name)).toEqual([
      fake.nameOf(42),
      fake.nameOf(43),
    ]);
    const [revisions, others] = body.items.map((one: any) =>
      one.status.history.map((row: any) => row.revision),
    );
    expect(revisions).toEqual(others);
    expect(new Set(revisions).size).toBe(10);
    const metadata = await get(
      `/api/v1/applications/${fake.nameOf(42)}/revisions/${
        revisions[0]
      }/metadata`,
    );
    expect(metadata.body.message).toMatch(/^Merge change/);
  });

  it('takes names and labels of its user', async () => {
    const other = await createFakeArgoCD({
      applications: 3,
      nameOf: index => `z${9 - index}`,
      labelsOf: index => ({ number: String(index) }),
    });
    const { body } = await ask(
      `${other.url}/api/v1/applications?selector=number!%3D1`,
      {
        token: other.token,
      },
    );
    await other.stop();
    expect(body.items.map((one: any) => one.metadata.name)).toEqual([
      'z7',
      'z9',
    ]);
  });

  it('changes one for everybody at once', async () => {
    const name = fake.nameOf(7);
    const { body: list } = await get('/api/v1/applications');
    const stream = openStream(
      `${fake.url}/api/v1/stream/applications?resourceVersion=${list.metadata.resourceVersion}`,
      { token: fake.token },
    );
    while (fake.counts().total < 2) await new Promise(setImmediate);
    await new Promise(setImmediate);
    fake.change('argocd', name, { health: { status: 'Degraded' } });
    await stream.until(text => text.endsWith('\n\n'));
    expect(messages(stream.text())).toEqual([
      expect.objectContaining({
        type: 'MODIFIED',
        application: expect.objectContaining({
          metadata: expect.objectContaining({ name }),
          status: expect.objectContaining({ health: { status: 'Degraded' } }),
        }),
      }),
    ]);
    stream.close();
    const { body } = await get(`/api/v1/applications/${name}`);
    expect(body.status.health.status).toBe('Degraded');
    expect(body.status.sync.status).toBe('Synced');
  });

  it('counts what it is asked', async () => {
    await get('/api/v1/applications?name=x');
    const answer = await get(`/api/v1/applications/${fake.nameOf(1)}`);
    await get(`/api/v1/applications/${fake.nameOf(2)}/resource-tree`);
    const { total, byPath, bytes } = fake.counts();
    expect([total, byPath]).toEqual([
      3,
      {
        'GET /api/v1/applications': 1,
        'GET /api/v1/applications/{name}': 1,
        'GET /api/v1/applications/{name}/resource-tree': 1,
      },
    ]);
    expect(bytes).toBeGreaterThan(answer.text.length);
    fake.resetCounts();
    expect(fake.counts()).toEqual({ total: 0, byPath: {}, bytes: 0 });
  });

  it('hangs and goes on', async () => {
    fake.hang();
    let answered = false;
    const answer = get(`/api/v1/applications/${fake.nameOf(3)}`).then(got => {
      answered = true;
      return got;
    });
    while (fake.counts().total === 0) await new Promise(setImmediate);
    await new Promise(setImmediate);
    expect(answered).toBe(false);
    fake.resume();
    expect((await answer).status).toBe(200);
  });

  it('says on a stream what happened while it hung, afterwards', async () => {
    const stream = openStream(
      `${fake.url}/api/v1/stream/applications?fields=result.type,result.application.metadata.name`,
      { token: fake.token },
    );
    await stream.until(text => messages(text).length === 100);
    fake.hang();
    fake.change('argocd', fake.nameOf(3), { health: { status: 'Degraded' } });
    await new Promise(setImmediate);
    expect(messages(stream.text())).toHaveLength(100);
    fake.resume();
    const text = await stream.until(all => messages(all).length === 101);
    expect(messages(text).at(-1)).toEqual({
      type: 'MODIFIED',
      application: { metadata: { name: fake.nameOf(3) } },
    });
    stream.close();
  });
});

describe('the time that an answer takes', () => {
  const at = (applications: number, path: string, query = {}) =>
    measuredDuration(applications)({ method: 'GET', path, query } as any);
  const LIST = '/api/v1/applications';

  it.each([
    [1_000, LIST, {}, 166],
    [10_000, LIST, {}, 1632],
    [10_000, LIST, { fields: 'items.metadata.name' }, 806],
    [10_000, LIST, { name: 'x' }, 124],
    [10_000, LIST, { selector: 'a=b' }, 8.9],
    [1_000, `${LIST}/x`, {}, 6.6],
    [1_000, `${LIST}/x/revisions/y/metadata`, {}, 6.6],
    [1_000, '/api/v1/stream/applications', {}, 0],
  ])(
    'is with %s Applications at %s %j: %s ms',
    (applications, path, query, wanted) => {
      expect(at(applications, path, query)).toBeCloseTo(wanted, 5);
    },
  );

  it('lies between for numbers between', () => {
    expect(at(5_500, LIST)).toBeCloseTo((166 + 1632) / 2, 5);
    expect(at(100, LIST)).toBeLessThan(166);
  });
});

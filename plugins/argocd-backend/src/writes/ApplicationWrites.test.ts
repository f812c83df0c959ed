import { ApplicationWrites, type Write } from './ApplicationWrites';

describe('a write that is asked for twice', () => {
  const created: string[] = [];
  const sync = jest.fn(async () => {});
  const writes = new ApplicationWrites({
    auditor: {
      createEvent: async ({ eventId }) => {
        created.push(eventId);
        return { success: async () => {}, fail: async () => {} };
      },
    },
    instances: { get: () => ({ sync } as any) },
  });
  const application = {
    instance: 'local',
    namespace: 'argocd',
    name: 'orders',
  };
  const ask = (write: Write, user = 'user:default/kim') =>
    writes.do({
      write,
      application,
      actor: user,
      entityRef: 'component:default/orders',
      find: async () => ({
        entry: {
          application: { ref: application, project: 'payments' },
        } as any,
        confirmed: true,
        permissions: { refresh: true, sync: true },
      }),
    });

  it('is done once while it runs, and leaves one audit event', async () => {
    const write: Write = { action: 'sync', body: { prune: true } };
    await Promise.all([
      ask(write),
      ask({ action: 'sync', body: { prune: true } }),
      // Another wish or another person is another matter.
      ask({ action: 'sync', body: {} }),
      ask(write, 'user:default/sam'),
    ]);
    expect(sync).toHaveBeenCalledTimes(3);
    expect(created).toHaveLength(3);
    await ask(write);
    expect(sync).toHaveBeenCalledTimes(4);
  });
});

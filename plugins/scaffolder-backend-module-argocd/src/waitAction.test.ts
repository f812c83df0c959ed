import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { ResponseError } from '@backstage/errors';
import type { EntityApplications } from '@idp/plugin-argocd-common';
import { createWaitAction } from './waitAction';

const REVISION = 'a'.repeat(40);
const OLD = 'b'.repeat(40);

function answer(
  more: {
    sync?: string;
    health?: string;
    revision?: string;
    state?: string;
    date?: string;
    operation?: object;
  } = {},
): EntityApplications {
  const { revision = REVISION } = more;
  return {
    applications: [
      {
        ref: { instance: 'local', namespace: 'argocd', name: 'orders' },
        sync: { status: more.sync ?? 'Synced', revisions: [revision] },
        health: { status: more.health ?? 'Healthy' },
        operation: more.operation,
        conditions: [],
        deployments: [],
      },
    ],
    revisions: { [revision]: { revision, date: more.date } },
    instances: [{ name: 'local', state: more.state ?? 'live', since: '' }],
  } as unknown as EntityApplications;
}

describe('argocd:deployment:wait', () => {
  function run(
    answers: Array<EntityApplications | Error>,
    input: object = {},
    options: { now?: () => number; checkpoints?: Map<string, unknown> } = {},
  ) {
    const { checkpoints = new Map() } = options;
    const asked: any[] = [];
    const action = createWaitAction({
      auth: mockServices.auth(),
      argocd: {
        getEntityApplications: async (ref, { token } = {}) => {
          asked.push({ ref, token });
          const next = answers.length > 1 ? answers.shift()! : answers[0];
          if (next instanceof Error) throw next;
          return next;
        },
      },
      pollMs: 1,
      now: options.now,
    });
    const outputs: Record<string, unknown> = {};
    const log: string[] = [];
    const done = action.handler({
      input: {
        entityRef: 'component:payments/orders',
        revision: REVISION,
        timeoutMinutes: 15,
        ...input,
      },
      logger: mockServices.logger.mock({ info: line => log.push(line) }),
      getInitiatorCredentials: async () => mockCredentials.user(),
      checkpoint: async ({ key, fn }: any) => {
        if (!checkpoints.has(key)) checkpoints.set(key, await fn());
        return checkpoints.get(key);
      },
      output: (name: string, value: unknown) => {
        outputs[name] = value;
      },
    } as any);
    return { asked, done, log, outputs };
  }

  it('waits until all is synced and healthy at the commit, and says for what', async () => {
    const { asked, done, log, outputs } = run([
      answer({ revision: OLD }),
      answer({ sync: 'OutOfSync' }),
      answer({ operation: { phase: 'Running' } }),
      answer({ health: 'Progressing' }),
      answer({ health: 'Progressing' }),
      new Error('the backend restarts'),
      answer({ state: 'stale' }),
      answer(),
    ]);
    await done;
    expect(outputs).toEqual({
      applications: [
        { instance: 'local', namespace: 'argocd', name: 'orders' },
      ],
    });
    expect(log).toEqual([
      'Waiting. local/orders: has not seen the change yet',
      'Waiting. local/orders: OutOfSync',
      'Waiting. local/orders: its sync runs',
      'Waiting. local/orders: Progressing',
      'Waiting. the portal cannot say at the moment',
      'Waiting. local/orders: its Argo CD is not reached',
      'component:payments/orders runs it',
    ]);
    expect(asked[0].ref).toBe('component:payments/orders');
    expect(asked[0].token).toMatch(/idp-argocd/);
  });

  it('takes a later commit for one that holds the change', async () => {
    const later = answer({ revision: OLD, date: '2026-11-26T10:00:01.000Z' });
    const { done, outputs } = run([later], {
      mergedAt: '2026-11-26T10:00:00Z',
    });
    await done;
    expect(outputs.applications).toHaveLength(1);
  });

  it('ends with what is missing when its time is over, counted over reruns', async () => {
    let now = 0;
    const checkpoints = new Map();
    const refused = await ResponseError.fromResponse(
      new Response('{}', { status: 403 }) as any,
    );
    const aborted = run([refused], {}, { now: () => now, checkpoints });
    await expect(aborted.done).rejects.toThrow('403');
    now = 16 * 60_000;
    const again = run(
      [
        answer({
          revision: OLD,
          operation: { phase: 'Failed', message: 'one object was refused' },
        }),
      ],
      {},
      { now: () => now, checkpoints },
    );
    await expect(again.done).rejects.toThrow(
      'component:payments/orders does not run it after 15 minutes. local/orders: has not got there: one object was refused',
    );
  });

  it('waits for an Argo CD that is named and has nothing yet', async () => {
    const { done } = run(
      [answer()],
      { instances: ['local', 'eks'], timeoutMinutes: 1 },
      { now: steps(0, 61_000) },
    );
    await expect(done).rejects.toThrow('eks: has no Application of it yet');
  });

  it('refuses what is no reference', async () => {
    await expect(run([answer()], { entityRef: 'orders' }).done).rejects.toThrow(
      /entityRef is 'orders': write a full reference/,
    );
  });
});

function steps(...times: number[]): () => number {
  return () => (times.length > 1 ? times.shift()! : times[0]);
}

import { diffObjects } from './diffObjects';
import { maskSecrets } from './maskSecrets';

const CANARY = 'canary-Secret-value-1';
const OTHER = 'canary-Secret-value-2';

const secret = (fields: object, metadata: object = {}) => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 'db', ...metadata },
  type: 'Opaque',
  ...fields,
});

describe('the values of a Secret', () => {
  it('are masked, and it shows which of them differ', () => {
    expect(
      maskSecrets(
        secret({ data: { same: CANARY, other: CANARY, old: CANARY } }),
        secret({
          data: { same: CANARY, other: OTHER },
          stringData: { new: OTHER },
        }),
      ),
    ).toEqual({
      before: secret({
        data: { same: '++++++++', other: '++++++++', old: '++++++++' },
      }),
      after: secret({
        data: { same: '++++++++', other: '+++++++++' },
        stringData: { new: '++++++++' },
      }),
    });
  });

  it.each([
    ['data of another shape', secret({ data: CANARY }), undefined],
    ['a field that nobody knows', secret({ extra: [CANARY] }), secret({})],
    ['numbers', secret({ data: { pin: 4711 } }), undefined],
    [
      'a copy in an annotation',
      secret(
        {},
        {
          annotations: {
            'kubectl.kubernetes.io/last-applied-configuration': `{"data":"${CANARY}"}`,
          },
        },
      ),
      undefined,
    ],
    [
      'a token in an annotation',
      secret({}, { annotations: { note: 'hvs.CAESIJcanaryCAESIJ4711' } }),
      undefined,
    ],
    [
      'a key in a label',
      secret({}, { labels: { key: 'canary0123456789abcdefCANARY' } }),
      undefined,
    ],
    [
      'a kind that changes',
      { ...secret({ data: { a: CANARY } }), kind: 'ConfigMap' },
      secret({ data: { a: CANARY } }),
    ],
  ])('are masked in %s', (_, before, after) => {
    const masked = JSON.stringify(maskSecrets(before, after));
    expect(masked).not.toMatch(/canary|4711/i);
  });

  it('leave what no Secret holds as it is', () => {
    const config = { kind: 'ConfigMap', data: { a: 'b' } };
    const custom = { apiVersion: 'acme.io/v1', kind: 'Secret', data: 'b' };
    expect(maskSecrets(config, custom)).toEqual({
      before: config,
      after: custom,
    });
  });

  it('leave names and harmless annotations readable', () => {
    const before = secret(
      {},
      {
        labels: { 'app.kubernetes.io/part-of': 'orders' },
        annotations: { 'argocd.argoproj.io/sync-wave': '1' },
      },
    );
    expect(maskSecrets(before, undefined).before).toEqual(before);
  });

  it('are in no patch, whatever Argo CD masks', async () => {
    const items = await diffObjects([
      {
        group: '',
        kind: 'Secret',
        name: 'db',
        before: JSON.stringify(secret({ data: { a: CANARY, b: CANARY } })),
        after: JSON.stringify(secret({ data: { a: OTHER, b: CANARY } })),
      },
    ]);
    expect(items[0].patch).toContain('-  a: ++++++++\n+  a: +++++++++\n');
    expect(JSON.stringify(items)).not.toMatch(/canary/i);
  });
});

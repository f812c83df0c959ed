import { normalisedKubernetes } from './record';

const normalised = (json: unknown) =>
  normalisedKubernetes({
    status: 200,
    contentType: 'application/json',
    headers: {},
    json,
  }).json;

describe('normalisedKubernetes', () => {
  it('leaves nothing that is made of a value, and no page, address or time of the run', () => {
    expect(
      normalised({
        metadata: {
          continue: 'eyJ2IjoibWV0YS5rOHMuaW8vdjEiLCJydiI6NTYwfQ',
          annotations: {
            'force-sync': '85011.045145',
            'reconcile.external-secrets.io/data-hash': '0a1b2c',
          },
          creationTimestamp: '2026-11-26T05:52:48Z',
        },
        status: {
          podIP: '10.244.1.17',
          syncedResourceVersion: '2-0a1b2c',
        },
      }),
    ).toEqual({
      metadata: {
        continue: 'a-page',
        annotations: {
          'force-sync': '1',
          'reconcile.external-secrets.io/data-hash': 'a-hash',
        },
        creationTimestamp: '2026-01-01T00:00:00Z',
      },
      status: { podIP: '10.0.0.1', syncedResourceVersion: '2-a-hash' },
    });
  });

  it('leaves the empty token of a whole list, which says that no page follows', () => {
    expect(normalised({ metadata: { continue: '' } })).toEqual({
      metadata: { continue: '' },
    });
  });
});

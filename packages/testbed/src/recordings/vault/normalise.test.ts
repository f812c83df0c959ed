import { normalisedVault } from './record';

describe('normalisedVault', () => {
  it('leaves no token, accessor, time or id of the run', () => {
    const answer = normalisedVault({
      status: 200,
      contentType: 'application/json',
      json: {
        request_id: '8f0b8b52-8d1b-4a39-95b1-0f5f0c3a0e4d',
        auth: {
          client_token: 'hvs.CAESIJ-secret_9',
          accessor: 'aB3dE5',
          lease_duration: 3600,
        },
        data: {
          last_updated_by: { client_id: 'vd/GIk/1lfed0s3rl+2c=' },
          created_time: '2026-11-26T05:52:48.783123Z',
          cluster_name: 'vault-cluster-1a2b3c4d',
          server_time_utc: 1795672375,
        },
      },
    });
    expect(answer.json).toEqual({
      request_id: '00000000-0000-4000-8000-000000000001',
      auth: {
        client_token: 'hvs.a-token',
        accessor: 'an-accessor',
        lease_duration: 3600,
      },
      data: {
        last_updated_by: { client_id: 'a-client' },
        created_time: '2026-01-01T00:00:00Z',
        cluster_name: 'vault-cluster-00000000',
        server_time_utc: 1,
      },
    });
  });
});

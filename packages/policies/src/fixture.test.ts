import { readFixture } from './fixture';

const object = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'x', namespace: 'tenant-demo' },
};

describe('readFixture', () => {
  it('takes the deployer, a tenant’s labels and the operation from what is there', () => {
    const { request } = readFixture({ object });
    expect(request).toMatchObject({
      operation: 'CREATE',
      userInfo: { username: 'system:serviceaccount:tenant-demo:deployer' },
      namespaceLabels: {
        'platform.idp/kind': 'tenant',
        'platform.idp/tenant': 'demo',
      },
    });
    expect(readFixture({ object, oldObject: object }).request.operation).toBe(
      'UPDATE',
    );
    expect(readFixture({ oldObject: object }).request).toMatchObject({
      operation: 'DELETE',
      name: 'x',
      namespace: 'tenant-demo',
    });
  });

  it('takes people with their groups, and accounts by a short name', () => {
    const user = (value: unknown) =>
      readFixture({ object, user: value }).request.userInfo;
    expect(user('a/b').username).toBe('system:serviceaccount:a:b');
    expect(user({ name: 'oidc:x', groups: ['oidc:demo'] })).toEqual({
      username: 'oidc:x',
      groups: ['oidc:demo', 'system:authenticated'],
    });
  });

  it('refuses a field that it does not know, so that none is ignored', () => {
    expect(() => readFixture({ object, oldobject: object })).toThrow(
      /no field oldobject/,
    );
    expect(() => readFixture('x')).toThrow(/map of fields/);
  });
});

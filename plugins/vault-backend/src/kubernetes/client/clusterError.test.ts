import { clusterError } from './clusterError';

const refused = (message: string) =>
  clusterError(
    'local',
    { code: 403, body: JSON.stringify({ kind: 'Status', message }) },
    {
      verb: 'patch',
      resource: { group: 'external-secrets.io', plural: 'externalsecrets' },
    },
  );

describe('clusterError, of a refusal', () => {
  it('names the rule that a role lacks', () => {
    expect(
      refused(
        'externalsecrets.external-secrets.io "a" is forbidden: User "portal" cannot patch resource "externalsecrets" in API group "external-secrets.io" in the namespace "b"',
      ).reason,
    ).toContain(
      "{apiGroups: ['external-secrets.io'], resources: [externalsecrets], verbs: [patch]}",
    );
  });

  it.each([
    `externalsecrets.external-secrets.io "a" is forbidden: ValidatingAdmissionPolicy 'p' with binding 'p' denied request: Not now.`,
    'admission webhook "validate.example.com" denied the request: Not now.',
  ])('looks for no rule where a policy says no: %s', message => {
    const error = refused(message);
    expect(error.code).toBe('forbidden');
    expect(error.reason).toContain('a policy of the cluster');
    expect(error.reason).not.toContain('needs the rule');
  });

  it('says that the token was taken for nobody’s', () => {
    expect(
      refused('User "system:anonymous" cannot patch resource').reason,
    ).toContain('serviceAccountToken');
  });
});

import fs from 'node:fs';

export interface KubeconfigUser {
  certificate?: { cert: string; key: string };
  token?: string;
}

/** Writes a kubeconfig that only its owner may read. */
export function writeKubeconfig(
  file: string,
  {
    server,
    ca,
    user,
    namespace = 'default',
  }: { server: string; ca: string; user: KubeconfigUser; namespace?: string },
): string {
  fs.writeFileSync(
    file,
    JSON.stringify(
      {
        apiVersion: 'v1',
        kind: 'Config',
        clusters: [
          {
            name: 'testbed',
            cluster: { server, 'certificate-authority': ca },
          },
        ],
        users: [
          {
            name: 'user',
            user: user.certificate
              ? {
                  'client-certificate': user.certificate.cert,
                  'client-key': user.certificate.key,
                }
              : { token: user.token },
          },
        ],
        contexts: [
          {
            name: 'testbed',
            context: { cluster: 'testbed', user: 'user', namespace },
          },
        ],
        'current-context': 'testbed',
      },
      null,
      2,
    ),
    { mode: 0o600 },
  );
  return file;
}

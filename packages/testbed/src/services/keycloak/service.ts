import fs from 'node:fs';
import path from 'node:path';
import { type Bed, Fact } from '../../bed/Bed';
import type { Service } from '../../bed/types';
import { signer } from '../../kube/pki';
import { answers } from '../../lib/http';
import { makePeople, type People } from '../../people/people';
import { pki } from '../kube';
import { portalUrl } from '../portalUrl';
import { issuerOf, keycloakUrl } from './addresses';
import { readRealm } from './realm';

export interface Keycloak {
  /** As tokens name it. */
  issuer: string;
  people: People;
  /** By client id. */
  secrets: Record<string, string>;
}

export const keycloak = new Fact<Keycloak>('Keycloak');

/** Small, and quick to start rather than to run. */
const javaOptions = [
  '-Xms64m -Xmx384m -XX:+UseSerialGC -XX:TieredStopAtLevel=1',
  '-XX:MaxMetaspaceSize=256m -XX:+ExitOnOutOfMemoryError',
  '-Dfile.encoding=UTF-8 -Djava.security.egd=file:/dev/urandom',
].join(' ');

export const keycloakService: Service = {
  name: 'keycloak',
  components: ['keycloak'],
  // Its certificate is signed by the authority of the bed.
  needs: ['kube-apiserver'],
  ports: ['keycloak', 'keycloak-management'],
  async prepare(bed) {
    if (bed.has(keycloak)) return; // started again
    const { folder, ca } = bed.take(pki);
    signer(folder, ca)(
      'keycloak',
      '/CN=keycloak',
      'serverAuth',
      'IP:127.0.0.1,DNS:localhost',
    );
    // It writes into its own folder.
    await fs.promises.cp(
      path.join(bed.componentFolder('keycloak'), 'home'),
      home(bed),
      { recursive: true, mode: fs.constants.COPYFILE_FICLONE },
    );
    const people = makePeople();
    const { json, secrets } = readRealm(people, {
      portal: portalUrl(bed),
      argocd: bed.url('argocd-server'),
    });
    const imported = path.join(home(bed), 'data', 'import');
    fs.mkdirSync(imported, { recursive: true });
    fs.writeFileSync(
      path.join(imported, 'platform.json'),
      JSON.stringify(json),
      { mode: 0o600 },
    );
    bed.leave(keycloak, {
      issuer: issuerOf(bed),
      people,
      secrets,
    });
    for (const [client, secret] of Object.entries(secrets))
      bed.secretFile(`keycloak-${client}.secret`, secret);
    for (const { name, password, otpSecret } of Object.values(people)) {
      bed.secretFile(
        `person-${name}`,
        `${password}\none-time codes, SHA-1, 30 s, key as text: ${otpSecret}`,
      );
    }
  },
  command(bed) {
    const { folder } = bed.take(pki);
    const listen = (name: string) => `${bed.ports.get(name)}`;
    return {
      command: path.join(home(bed), 'bin', 'kc.sh'),
      args: [
        'start',
        '--optimized',
        '--import-realm',
        '--cache=local',
        '--http-host=127.0.0.1',
        `--https-port=${listen('keycloak')}`,
        `--https-certificate-file=${path.join(folder, 'keycloak.crt')}`,
        `--https-certificate-key-file=${path.join(folder, 'keycloak.key')}`,
        `--hostname=${keycloakUrl(bed)}`,
        '--http-management-scheme=http',
        `--http-management-port=${listen('keycloak-management')}`,
      ],
      env: { JAVA_OPTS: javaOptions },
    };
  },
  async ready(bed) {
    return answers(`${bed.url('keycloak-management')}/health/ready`);
  },
  readyWithinMs: 900_000,
  addresses: bed => [
    {
      what: 'Keycloak, as sam',
      url: keycloakUrl(bed),
      credentials: bed.file('credentials', 'person-sam'),
    },
  ],
};

function home(bed: Bed): string {
  return path.join(bed.dir('keycloak'), 'home');
}

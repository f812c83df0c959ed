import { generateKeyPairSync, randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import {
  commit,
  makeCheckout,
  removeCheckouts,
  repositoryOf,
  write,
} from '../../__testUtils__/checkout';
import { openRepository } from '../../repository';
import { secretsRule } from './index';

afterEach(removeCheckouts);

// Made anew each time, so that this file holds none.
const ALPHABET =
  'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const random = (length: number, alphabet = ALPHABET) =>
  Array.from(
    randomBytes(length),
    byte => alphabet[byte % alphabet.length],
  ).join('');
const githubToken = () => `ghp_${random(36)}`;
const privateKey = () =>
  generateKeyPairSync('ec', {
    namedCurve: 'P-256',
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  }).privateKey;
const jwt = () =>
  [
    Buffer.from('{"alg":"HS256","typ":"JWT"}').toString('base64url'),
    Buffer.from('{"sub":"portal","aud":"x"}').toString('base64url'),
    random(43),
  ].join('.');

const run = (files: Record<string, string>) => secretsRule(repositoryOf(files));
const texts = async (files: Record<string, string>) =>
  (await run(files)).problems.map(
    ({ file, line, message }) => `${file}:${line} ${message}`,
  );

const values = (text: string) => ({ 'kubernetes/loki/values.yaml': text });

describe('credentials', () => {
  it.each([
    ['a GitHub token', githubToken, 'GITHUB_TOKEN'],
    ['a private key', privateKey, 'PrivateKey'],
    [
      'a private key in base64',
      () => Buffer.from(privateKey()).toString('base64'),
      'PRIVATE_KEY_IN_BASE64',
    ],
    ['a signed token', jwt, 'JSON_WEB_TOKEN'],
    [
      'a Vault token',
      () => `hvs.${random(90)}`,
      'HASHICORP_VAULT_SERVICE_TOKEN',
    ],
    [
      'a token of kubeadm',
      () => `a1b2c3.${random(14, 'abcdefghij')}42`,
      'KUBEADM_BOOTSTRAP_TOKEN',
    ],
    [
      'an AWS key',
      () => `AKIA${random(16, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567')}`,
      'AWS',
    ],
  ])('%s is found in any file, and not shown', async (_, make, looksLike) => {
    const secret = make();
    const { problems } = await run({ 'src/x.txt': `first line\n${secret}\n` });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({ file: 'src/x.txt', line: 2 });
    expect(problems[0].message).toContain(looksLike);
    for (const line of secret.split('\n').filter(text => text.length > 8)) {
      expect(JSON.stringify(problems)).not.toContain(line.slice(0, 12));
    }
  });

  it('a comment beside it does not let it pass', async () => {
    const text = `// ${'secretlint-disable'}\nconst token = '${githubToken()}';\n`;
    expect(await texts({ 'src/x.ts': text })).toHaveLength(1);
  });

  it('is found in a file of two bytes a character, beside a byte 0, and in the name of a file', async () => {
    const secret = githubToken();
    expect(
      await texts({
        'a.txt': Buffer.from(`\ufefftoken ${secret}`, 'utf16le') as any,
        'b.bin': `\0\0${secret}\n`,
        [`c-${githubToken()}.md`]: '',
      }),
    ).toEqual([
      expect.stringMatching(/^a\.txt:1 .*GITHUB_TOKEN.* stands here$/),
      expect.stringMatching(/^b\.bin:1 .*GITHUB_TOKEN.* stands here$/),
      expect.stringMatching(
        /^c-\*\*\*\.md:1 .*GITHUB_TOKEN.* stands in the name of the file$/,
      ),
    ]);
  });

  it.each(['certs/gateway.p12', 'infra/terraform.tfstate', '.env'])(
    'a file %s is refused by its name',
    async file => {
      expect(await texts({ [file]: 'x' })).toEqual([
        `${file}:1 a file of this name holds keys`,
      ]);
    },
  );
});

describe('manifests', () => {
  it.each([
    [
      'a Secret with data',
      'apiVersion: v1\nkind: Secret\nmetadata:\n  name: x\ndata:\n  a: eA==\n',
      5,
    ],
    [
      'a Secret among the values of a chart',
      'extraObjects:\n  - apiVersion: v1\n    kind: Secret\n    stringData:\n      a: x\n',
      4,
    ],
    ['a secretGenerator', 'secretGenerator:\n  - name: x\n', 1],
    ['a password', 'grafana:\n  adminPassword: changeme\n', 2],
    [
      'a password of a variable',
      'env:\n  - name: DB_PASSWORD\n    value: hunter2\n',
      3,
    ],
    [
      'a password among parameters of a chart',
      'parameters:\n  - {name: grafana.adminPassword, value: hunter2}\n',
      2,
    ],
    [
      'a password in a literal of a generator',
      'configMapGenerator:\n  - name: x\n    literals: [USER=kim, PASSWORD=hunter2]\n',
      3,
    ],
    [
      'a password in an argument',
      'args: [--user=kim, --db-password=hunter2]\n',
      1,
    ],
    [
      'a password in a command',
      'command: [sh, -c, "psql --password hunter2 && true"]\n',
      1,
    ],
    [
      'a password in a configuration that is a text',
      'data:\n  app.ini: |\n    [db]\n    user = kim\n    password = hunter2\n',
      2,
    ],
    [
      'a password in JSON that is a text',
      `data:\n  app.json: '{"db": {"clientSecret": "hunter2"}}'\n`,
      2,
    ],
    [
      'a random text that the field calls a digest',
      `a:\n  checksum: ${'q7Rk2vX9'}mB4tZ8wL3nD6cHf5\n`,
      2,
    ],
    [
      'a random text behind the name of a digest',
      `a: sha256:${'q7Rk2vX9'}mB4tZ8wL3nD6cHf5aQ1w\n`,
      1,
    ],
    ['a random text', `a:\n  key: ${'q7Rk2vX9'}mB4tZ8wL3nD6cHf5\n`, 2],
    [
      'a random text in hex',
      `a:\n  salt: ${'9f3a7c15'}e2d84b60f1a93c7be5d20846\n`,
      2,
    ],
  ])('%s', async (_, text, line) => {
    const found = await texts(values(text));
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(`kubernetes/loki/values.yaml:${line} `);
  });

  it('a Secret that a golden path would write', async () => {
    expect(
      await texts({
        'templates/x/skeleton/secret.yaml':
          'apiVersion: v1\nkind: Secret\nstringData:\n  a: x\n',
        'templates/x/template.yaml': 'password:\n  title: Password\n',
      }),
    ).toEqual([
      'templates/x/skeleton/secret.yaml:3 a Secret has stringData in Git',
    ]);
  });

  it('digests, names, references and templates are none', async () => {
    const text = `
image: quay.io/x/y:v1@sha256:${'4f53cda18c2baa0c0354bb5f9a3ecbe5'.repeat(2)}
checksum: ${'4f53cda18c2baa0c0354bb5f9a3ecbe5'}
targetRevision: 3d5da77c0ffee1234567890abcdef12345678901
configMap: hello--config-7dh5k2bf6c
existingSecret: grafana-admin
password: $__file{/etc/secrets/password}
clientSecret: $oidc.keycloak.clientSecret
passwordKey: admin-password
env:
  - {name: DB_PASSWORD, valueFrom: {secretKeyRef: {name: db, key: password}}}
  - {name: PASSWORD_FILE, value: /etc/secrets/password}
  - {name: ADMIN_PASSWORD, value: $(DB_PASSWORD)}
args: [--password-file=/etc/secrets/password, --token=$(TOKEN), --auth-token, --port=80]
text: |
  # Nobody needs a token: the policy lets Prometheus ask.
  password = $__file{/etc/secrets/password}
  token: {{ .Values.token }}
  "clientSecret": "$oidc.secret"
  rule = password(min)
integrity: sha512-${'4f53cda18c2baa0c0354bb5f9a3ecbe5'.repeat(4)}
path: /var/lib/kubelet/pods/PluginV2/registry
class: ValidatingAdmissionPolicyBindingV1beta1
query: sum(rate(container_cpu_usage_seconds_total{job="kubelet"}[5m]))
`;
    expect(await texts(values(text))).toEqual([]);
  });
});

describe('history', () => {
  const leaked = (secret: string) => {
    const root = makeCheckout({
      'app/config.ts': `// one\nexport const a = '${secret}';\n`,
    });
    commit(root);
    write(root, { 'app/config.ts': 'export {};\n' });
    commit(root);
    return root;
  };

  it('finds what a later commit removed', async () => {
    const secret = githubToken();
    const root = leaked(secret);
    const { problems, lookedAt } = await secretsRule(openRepository(root));
    expect(lookedAt).toBe('1 file, 2 commits with 1 earlier version');
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({ file: 'app/config.ts', line: 2 });
    expect(problems[0].message).toMatch(
      /in an earlier version, of commit [0-9a-f]{12}$/,
    );
    expect(JSON.stringify(problems)).not.toContain(secret.slice(4, 12));
  });

  it('finds what a commit says', async () => {
    const root = makeCheckout({ 'a.txt': 'x' });
    commit(root, `Use ${githubToken()}`);
    const { problems } = await secretsRule(openRepository(root));
    expect(problems.map(({ message }) => message)).toEqual([
      expect.stringMatching(/in the message of commit/),
    ]);
  });

  it('says that it did not look where there is none', async () => {
    const { notes, lookedAt } = await run({ 'a.txt': 'x' });
    expect(lookedAt).toBe('1 file, no history');
    expect(notes).toEqual([expect.stringMatching(/is no git checkout/)]);
  });

  it('an exception lets a value pass everywhere, and is asked for its reason', async () => {
    const root = leaked(githubToken());
    const [{ message }] = (await secretsRule(openRepository(root))).problems;
    const [, fingerprint] = /fingerprint ([0-9a-f]{16})/.exec(message)!;
    const accept = async (fields: string) => {
      fs.writeFileSync(
        path.join(root, 'check-exceptions.yaml'),
        `secrets:\n  - fingerprint: '${fingerprint}'\n    file: app/config.ts\n${fields}`,
      );
      const { problems } = await secretsRule(openRepository(root));
      return problems.map(problem => problem.message);
    };
    expect(
      await accept('    reason: Revoked, and never had a right\n'),
    ).toEqual([]);
    expect(await accept('')).toEqual([
      'an exception needs fingerprint, file and reason',
      message,
    ]);
    fs.writeFileSync(
      path.join(root, 'check-exceptions.yaml'),
      `secrets:\n  - fingerprint: '0000000000000000'\n    file: app/x.ts\n    reason: Nothing of the kind\n`,
    );
    const { problems } = await secretsRule(openRepository(root));
    expect(problems.map(problem => problem.message)).toEqual([
      message,
      'nothing has the fingerprint 0000000000000000',
    ]);
  });
});

it('exceptions of other rules need no list of secrets, and there are none of other names', async () => {
  const exceptions = (text: string) => texts({ 'check-exceptions.yaml': text });
  expect(await exceptions('schemas: []\n')).toEqual([]);
  expect(await exceptions('secret: []\n')).toEqual([
    'check-exceptions.yaml:1 there are no exceptions called secret',
  ]);
  expect(await exceptions('secrets: none\n')).toEqual([
    'check-exceptions.yaml:1 the file has no list `secrets`',
  ]);
});

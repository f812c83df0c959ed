import { execFileSync } from 'node:child_process';
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { findOnPath } from '../lib/findOnPath';
import { Problem } from '../lib/problem';

/** The certificates and keys of one control plane, as files. All of them are thrown away with the test bed. */
export interface Pki {
  folder: string;
  ca: KeyPair;
  apiserver: KeyPair;
  /** Members of system:masters. */
  admin: KeyPair;
  controllerManager: KeyPair;
  scheduler: KeyPair;
  /** Plays the kubelets of all nodes. */
  kwok: KeyPair;
  serviceAccounts: { publicKey: string; privateKey: string };
}

/** Makes an authority, the certificates that it signs, and the key pair of the service accounts' tokens. */
export function makePki(folder: string): Pki {
  if (!findOnPath('openssl')) {
    throw new Problem(
      'The certificates of the test bed are made by openssl, which is not on PATH. Install it.',
    );
  }
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = (name: string) => path.join(folder, name);
  const openssl = (...args: string[]) =>
    execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });

  const ca = { cert: file('ca.crt'), key: file('ca.key') };
  writeKey(ca.key);
  openssl(
    ...['req', '-x509', '-new', '-key', ca.key, '-out', ca.cert],
    ...['-subj', '/CN=testbed', '-days', '30'],
    ...['-addext', 'basicConstraints=critical,CA:TRUE'],
    ...['-addext', 'keyUsage=critical,keyCertSign,cRLSign,digitalSignature'],
  );

  const sign = signer(folder, ca);

  const keys = crypto.generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const serviceAccounts = {
    publicKey: file('service-accounts.pub'),
    privateKey: file('service-accounts.key'),
  };
  fs.writeFileSync(serviceAccounts.publicKey, keys.publicKey);
  fs.writeFileSync(serviceAccounts.privateKey, keys.privateKey, {
    mode: 0o600,
  });

  return {
    folder,
    ca,
    serviceAccounts,
    apiserver: sign(
      'apiserver',
      '/CN=kube-apiserver',
      'serverAuth',
      [
        'IP:127.0.0.1',
        'IP:10.0.0.1',
        'DNS:localhost',
        'DNS:kubernetes',
        'DNS:kubernetes.default',
        'DNS:kubernetes.default.svc',
      ].join(','),
    ),
    admin: sign('admin', '/O=system:masters/CN=testbed-admin', 'clientAuth'),
    controllerManager: sign(
      'controller-manager',
      '/CN=system:kube-controller-manager',
      'clientAuth',
    ),
    scheduler: sign('scheduler', '/CN=system:kube-scheduler', 'clientAuth'),
    kwok: sign('kwok', '/O=system:masters/CN=system:kwok', 'clientAuth'),
  };
}

export interface KeyPair {
  cert: string;
  key: string;
}

/** Makes certificates that an authority signs: name of the files, subject, what for, and other names. */
export function signer(folder: string, ca: KeyPair) {
  const file = (name: string) => path.join(folder, name);
  const openssl = (...args: string[]) =>
    execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });
  return (
    name: string,
    subject: string,
    usage: 'serverAuth' | 'clientAuth',
    names?: string,
  ): KeyPair => {
    const pair = { cert: file(`${name}.crt`), key: file(`${name}.key`) };
    writeKey(pair.key);
    const request = file(`${name}.csr`);
    const extensions = file(`${name}.ext`);
    openssl(
      ...['req', '-new', '-key', pair.key, '-subj', subject, '-out', request],
    );
    fs.writeFileSync(
      extensions,
      [
        `extendedKeyUsage=${usage}`,
        'keyUsage=critical,digitalSignature',
        ...(names ? [`subjectAltName=${names}`] : []),
      ].join('\n'),
    );
    openssl(
      ...['x509', '-req', '-in', request, '-out', pair.cert, '-days', '30'],
      ...['-CA', ca.cert, '-CAkey', ca.key, '-CAcreateserial'],
      ...['-extfile', extensions],
    );
    return pair;
  };
}

function writeKey(file: string) {
  const { privateKey } = crypto.generateKeyPairSync('ec', {
    namedCurve: 'prime256v1',
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  fs.writeFileSync(file, privateKey, { mode: 0o600 });
}

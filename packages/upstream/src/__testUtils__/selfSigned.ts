import { generateKeyPairSync, sign } from 'node:crypto';
import forge from 'node-forge';

/** A certificate for localhost that nobody trusts, made when a test wants it. */
export function selfSigned(): { key: string; cert: string } {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = forge.pki.publicKeyFromPem(publicKey);
  certificate.serialNumber = '01';
  const hour = 3_600_000;
  certificate.validity.notBefore = new Date(Date.now() - hour);
  certificate.validity.notAfter = new Date(Date.now() + hour);
  const name = [{ name: 'commonName', value: 'localhost' }];
  certificate.setSubject(name);
  certificate.setIssuer(name);
  certificate.setExtensions([
    { name: 'basicConstraints', cA: true },
    { name: 'subjectAltName', altNames: [{ type: 2, value: 'localhost' }] },
  ]);
  // forge's own signing takes seconds.
  const { sha256WithRSAEncryption } = forge.pki.oids;
  const signed: any = certificate;
  signed.signatureOid = sha256WithRSAEncryption;
  signed.siginfo.algorithmOid = sha256WithRSAEncryption;
  signed.tbsCertificate = (forge.pki as any).getTBSCertificate(certificate);
  signed.signature = sign(
    'sha256',
    Buffer.from(forge.asn1.toDer(signed.tbsCertificate).getBytes(), 'binary'),
    privateKey,
  ).toString('binary');
  return { key: privateKey, cert: forge.pki.certificateToPem(certificate) };
}

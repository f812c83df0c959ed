const SHORTEST = 20;
/** Words and names change between letters and digits, or small and large, rarely; random text does all the time. */
const LEAST_CHANGES = 0.3;
const LEAST_ENTROPY = 0.82;

/** What is public by its nature: digests, certificates, revisions, and texts that programs take apart. */
const PUBLIC_FIELD =
  /(sha(1|256|384|512)|digest|checksum|integrity|fingerprint|thumbprint|targetRevision|revision|commit)$/i;
/** Of the right length, in hex or base64: a name in front makes no digest of a password. */
const DIGEST =
  /\b(?:sha1[:=-](?:[0-9a-f]{40}|[A-Za-z0-9+/]{27}=)|sha256[:=-](?:[0-9a-f]{64}|[A-Za-z0-9+/]{43}=)|sha384[:=-](?:[0-9a-f]{96}|[A-Za-z0-9+/]{64})|sha512[:=-](?:[0-9a-f]{128}|[A-Za-z0-9+/]{86}==))(?![A-Za-z0-9+/=])/g;
/** As digests and commits are written where the field says that it is one. */
const HEX =
  /^(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64}|[0-9a-f]{96}|[0-9a-f]{128})$/i;
const CERTIFICATE =
  /-----BEGIN (?:CERTIFICATE|PUBLIC KEY|EC PARAMETERS)-----[\s\S]*?-----END (?:CERTIFICATE|PUBLIC KEY|EC PARAMETERS)-----/g;
/** What kustomize hangs on the name of a generated ConfigMap. */
const NAME_HASH = /-[2456789bcdfghkmt]{10}$/;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const ID_FIELD = /(^|[a-z_-])u?u?ids?$/i;

/** Parts of a scalar that look random, and so may be a key or a generated password. */
export function randomParts(field: string, text: string): string[] {
  return text
    .replace(DIGEST, ' ')
    .replace(CERTIFICATE, ' ')
    .split(/[^A-Za-z0-9+/=_-]+/)
    .map(part => part.replace(NAME_HASH, ''))
    .filter(part => part.length >= SHORTEST && !isPublic(field, part))
    .filter(looksRandom);
}

function isPublic(field: string, part: string) {
  return (
    (UUID.test(part) && ID_FIELD.test(field)) ||
    (HEX.test(part) && PUBLIC_FIELD.test(field))
  );
}

function looksRandom(part: string): boolean {
  const letters = part.replace(/[^A-Za-z0-9]/g, '');
  if (letters.length < SHORTEST || !/[0-9]/.test(letters)) return false;
  let changes = 0;
  for (let i = 1; i < letters.length; i++) {
    if (classOf(letters[i]) !== classOf(letters[i - 1])) changes++;
  }
  if (changes / (letters.length - 1) < LEAST_CHANGES) return false;
  const most = Math.log2(Math.min(letters.length, alphabetOf(letters)));
  return entropyOf(letters) / most >= LEAST_ENTROPY;
}

function classOf(character: string) {
  if (/[0-9]/.test(character)) return 0;
  return /[a-z]/.test(character) ? 1 : 2;
}

function alphabetOf(text: string): number {
  if (/^[0-9a-f]+$/.test(text) || /^[0-9A-F]+$/.test(text)) return 16;
  const large = /[A-Z]/.test(text) ? 26 : 0;
  const small = /[a-z]/.test(text) ? 26 : 0;
  return 10 + large + small;
}

/** Bits a character, after Shannon. */
function entropyOf(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) {
    counts.set(character, (counts.get(character) ?? 0) + 1);
  }
  let bits = 0;
  for (const count of counts.values()) {
    bits -= (count / text.length) * Math.log2(count / text.length);
  }
  return bits;
}

import { foldName } from '../request';

/** An entry of a tree. */
export interface TreeEntry {
  /** As git writes it: `40000`, `100644`, `100755`, `120000`, `160000`. */
  mode: string;
  oid: string;
}

export const FOLDER_MODE = '40000';

export const isRegularFile = (entry: TreeEntry | undefined): boolean =>
  entry?.mode === '100644' || entry?.mode === '100755';

const BLANK = 32;
const SLASH = 47;
const FIRST_OF_FOLDER_MODE = 52;
const OID_BYTES = 20;

/**
 * A folder as Git stores it, read in place: looking something up in one of thousands of entries, or replacing it, makes
 * no list of the others.
 */
export class Tree {
  /** Where each entry starts, and after them where the last one ends; made at the first use. */
  private starts?: Uint32Array;

  constructor(readonly data: Buffer) {}

  get(name: string): TreeEntry | undefined {
    const index = this.indexOf(name);
    if (index === undefined) return undefined;
    const start = this.offsets()[index];
    const end = this.offsets()[index + 1];
    return {
      mode: this.data.toString('latin1', start, this.nameStart(start) - 1),
      oid: this.data.toString('hex', end - OID_BYTES, end),
    };
  }

  /** The data of this tree with some entries replaced, added or (null) removed. */
  with(changes: Map<string, TreeEntry | null>): Buffer {
    const offsets = this.offsets();
    const pieces: Array<{ at: number; until: number; bytes?: Buffer }> = [];
    const inserts: Array<{ key: Buffer; bytes: Buffer }> = [];
    for (const [name, entry] of changes) {
      const index = this.indexOf(name);
      if (index !== undefined) {
        pieces.push({ at: offsets[index], until: offsets[index + 1] });
      }
      if (entry) inserts.push(encodeEntry(name, entry));
    }
    inserts.sort((a, b) => Buffer.compare(a.key, b.key));
    for (const { key, bytes } of inserts) {
      const at = offsets[this.firstNotBefore(key)];
      pieces.push({ at, until: at, bytes });
    }
    pieces.sort((a, b) => a.at - b.at);
    const parts: Buffer[] = [];
    let copied = 0;
    for (const { at, until, bytes } of pieces) {
      parts.push(this.data.subarray(copied, at));
      if (bytes) parts.push(bytes);
      copied = Math.max(copied, until);
    }
    parts.push(this.data.subarray(copied));
    return Buffer.concat(parts);
  }

  /** For each of `names` an entry that differs from it, but not to every file system. */
  twinsOf(names: string[]): Array<[name: string, existing: string]> {
    const wanted = new Map(names.map(name => [foldName(name), name]));
    const lowered = names.map(name => Buffer.from(name.toLowerCase()));
    const twins: Array<[string, string]> = [];
    const offsets = this.offsets();
    for (
      let index = 0;
      names.length > 0 && index + 1 < offsets.length;
      index++
    ) {
      const start = this.nameStart(offsets[index]);
      const end = offsets[index + 1] - OID_BYTES - 1;
      if (!this.mayBeTwin(lowered, start, end)) continue;
      const existing = this.data.toString('utf8', start, end);
      const name = wanted.get(foldName(existing));
      if (name !== undefined && name !== existing) twins.push([name, existing]);
    }
    return twins;
  }

  private mayBeTwin(lowered: Buffer[], start: number, end: number): boolean {
    for (const name of lowered) {
      if (this.isSameButForCase(name, start, end)) return true;
    }
    for (let index = start; index < end; index++) {
      if (this.data[index] > 127) return true;
    }
    return false;
  }

  /** From the end, where the names of siblings differ. Setting the bit of lower case may find too much, never too little. */
  private isSameButForCase(lowered: Buffer, start: number, end: number) {
    if (lowered.length !== end - start) return false;
    for (let index = lowered.length - 1; index >= 0; index--) {
      // eslint-disable-next-line no-bitwise
      if ((this.data[start + index] | 32) !== (lowered[index] | 32)) {
        return false;
      }
    }
    return true;
  }

  private indexOf(name: string): number | undefined {
    const bytes = Buffer.from(name);
    for (const key of [bytes, Buffer.from(`${name}/`)]) {
      const index = this.firstNotBefore(key);
      const start = this.offsets()[index];
      if (index + 1 === this.offsets().length) continue;
      const nameStart = this.nameStart(start);
      const nameEnd = this.offsets()[index + 1] - OID_BYTES - 1;
      if (bytes.compare(this.data, nameStart, nameEnd) === 0) return index;
    }
    return undefined;
  }

  /** The first entry that does not come before `key` in Git's order, in which the name of a folder ends with a slash. */
  private firstNotBefore(key: Buffer): number {
    let low = 0;
    let high = this.offsets().length - 1;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (this.comesBefore(middle, key)) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private comesBefore(index: number, key: Buffer): boolean {
    const offsets = this.offsets();
    const nameStart = this.nameStart(offsets[index]);
    const nameEnd = offsets[index + 1] - OID_BYTES - 1;
    const length = nameEnd - nameStart;
    const shared = Math.min(length, key.length);
    const order = this.data.compare(
      key,
      0,
      shared,
      nameStart,
      nameStart + shared,
    );
    if (order !== 0) return order < 0;
    if (length >= key.length) return false;
    if (!this.isFolder(offsets[index])) return true;
    return key[length] === SLASH
      ? key.length > length + 1
      : key[length] > SLASH;
  }

  private isFolder(start: number): boolean {
    return this.data[start] === FIRST_OF_FOLDER_MODE;
  }

  /** Modes have six digits, that of a folder five. */
  private nameStart(start: number): number {
    return start + (this.isFolder(start) ? 6 : 7);
  }

  private offsets(): Uint32Array {
    this.starts ??= findEntries(this.data);
    return this.starts;
  }
}

function findEntries(data: Buffer): Uint32Array {
  const starts: number[] = [];
  let position = 0;
  while (position < data.length) {
    starts.push(position);
    const blank = position + (data[position] === FIRST_OF_FOLDER_MODE ? 5 : 6);
    let end = blank;
    while (end < data.length && data[end] !== 0) end++;
    if (data[blank] !== BLANK || end + OID_BYTES >= data.length) {
      throw new Error(`A tree is damaged at byte ${position}; run git fsck`);
    }
    position = end + 1 + OID_BYTES;
  }
  return Uint32Array.from([...starts, position]);
}

function encodeEntry(name: string, { mode, oid }: TreeEntry) {
  return {
    key: Buffer.from(mode === FOLDER_MODE ? `${name}/` : name),
    bytes: Buffer.concat([
      Buffer.from(`${mode} ${name}\0`),
      Buffer.from(oid, 'hex'),
    ]),
  };
}

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

// Rendering takes a while on machines that do other things as well.
jest.setTimeout(60_000);

const checkout = path.join(__dirname, '../../../..');

/** A copy of files for the tests of one file; each test may change it, and the next one finds it as it was. */
export interface Copy {
  readonly root: string;
  /** Changes a file; fails where the change changes nothing. */
  edit(file: string, change: (text: string) => string): void;
  /** Adds or replaces a file. */
  write(file: string, text: string): void;
  remove(file: string): void;
}

/**
 * Copies once, before the first test.
 *
 * @param from - folders and files of this checkout, or texts by path
 */
export function useCopy(
  from: readonly string[] | Readonly<Record<string, string>>,
): Copy {
  let root = '';
  /** What changed files were; undefined where there was none. */
  const before = new Map<string, string | undefined>();
  const full = (file: string) => path.join(root, file);
  const write = (file: string, text: string) => {
    fs.mkdirSync(path.dirname(full(file)), { recursive: true });
    fs.writeFileSync(full(file), text);
  };
  const remember = (file: string) => {
    if (before.has(file)) return;
    before.set(
      file,
      fs.existsSync(full(file))
        ? fs.readFileSync(full(file), 'utf8')
        : undefined,
    );
  };

  beforeAll(() => {
    root = fs.realpathSync(
      fs.mkdtempSync(path.join(os.tmpdir(), 'idp-check-')),
    );
    if (Array.isArray(from)) {
      for (const name of from) {
        fs.cpSync(path.join(checkout, name), full(name), { recursive: true });
      }
    } else {
      for (const [file, text] of Object.entries(from)) write(file, text);
    }
  });
  afterEach(() => {
    for (const [file, text] of before) {
      if (text === undefined) fs.rmSync(full(file), { force: true });
      else write(file, text);
    }
    before.clear();
  });
  afterAll(() => fs.rmSync(root, { recursive: true, force: true }));

  return {
    get root() {
      return root;
    },
    edit(file, change) {
      remember(file);
      const text = fs.readFileSync(full(file), 'utf8');
      const changed = change(text);
      if (changed === text) throw new Error(`The edit of ${file} did nothing.`);
      fs.writeFileSync(full(file), changed);
    },
    write(file, text) {
      remember(file);
      write(file, text);
    },
    remove(file) {
      remember(file);
      fs.rmSync(full(file));
    },
  };
}

import fs from 'node:fs';
import path from 'node:path';

const MAX_FILE_BYTES = 1024 * 1024;

/** The text of every file below the given folders of a checkout, by its path from the root. */
export function readRepository(
  root: string,
  folders: string[],
): Map<string, string> {
  const files = new Map<string, string>();
  const visit = (relative: string) => {
    for (const entry of fs.readdirSync(path.join(root, relative), {
      withFileTypes: true,
    })) {
      const file = `${relative}/${entry.name}`;
      if (entry.isDirectory()) visit(file);
      else if (entry.isFile()) files.set(file, readText(path.join(root, file)));
      else files.set(file, ''); // a link or a device: judged by its name
    }
  };
  for (const folder of folders) {
    if (fs.existsSync(path.join(root, folder))) visit(folder);
  }
  return files;
}

function readText(file: string): string {
  const { size } = fs.statSync(file);
  if (size > MAX_FILE_BYTES) {
    throw new Error(
      `${file} has ${size} bytes; a file of a GitOps repository has at most ${MAX_FILE_BYTES}.`,
    );
  }
  return fs.readFileSync(file, 'utf8');
}

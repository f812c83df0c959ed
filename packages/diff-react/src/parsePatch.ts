import { parseDiff, type FileData } from 'react-diff-view';

/** Reads the unified diff of one file; undefined where it holds no line to show, as of a file that only moved. */
export function parsePatch(patch: string): FileData | undefined {
  try {
    const [file] = parseDiff(patch);
    return file?.hunks?.length ? file : undefined;
  } catch {
    return undefined;
  }
}

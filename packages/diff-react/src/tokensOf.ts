import { tokenize, type HunkData, type HunkTokens } from 'react-diff-view';
import refractor from 'refractor/core';
import bash from 'refractor/lang/bash';
import json from 'refractor/lang/json';
import markdown from 'refractor/lang/markdown';
import typescript from 'refractor/lang/typescript';
import yaml from 'refractor/lang/yaml';

[bash, json, markdown, typescript, yaml].forEach(refractor.register);

/** The words of a diff by their role in the file's language; undefined for plain text. */
export function tokensOf(
  hunks: HunkData[],
  language: string | undefined,
): HunkTokens | undefined {
  if (!language) return undefined;
  try {
    return tokenize(hunks, { highlight: true, refractor, language });
  } catch {
    // Half a file need not be well formed; plain text reads as well.
    return undefined;
  }
}

/** C0 and C1 controls but for tab, line feed and carriage return. */
// eslint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/u;

/**
 * Characters that make a reviewer read something else than what is there: text direction, zero width, other invisible
 * ones and line separators. Zero-width joiners stay between letters that need them, in Persian or in an emoji.
 */
const DECEPTIVE =
  /(?<![\u0080-\u{10ffff}])[\u200c\u200d]|[\u200c\u200d](?![\u0080-\u{10ffff}])|[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb]|[\u{e0000}-\u{e0fff}]/u;

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The text of a file; undefined when its bytes are not UTF-8. */
export function decodeUtf8(content: Buffer): string | undefined {
  try {
    return decoder.decode(content);
  } catch {
    return undefined;
  }
}

/** The first character of a text that has no place in a file of Git: its position and its code point. */
export function findForbiddenCharacter(
  text: string,
): { line: number; column: number; codePoint: string } | undefined {
  const found = [CONTROL.exec(text), DECEPTIVE.exec(text)]
    .filter(match => match !== null)
    .sort((a, b) => a.index - b.index)[0];
  if (!found) return undefined;
  const before = text.slice(0, found.index).split('\n');
  return {
    line: before.length,
    column: before[before.length - 1].length + 1,
    codePoint: `U+${found[0]
      .codePointAt(0)!
      .toString(16)
      .toUpperCase()
      .padStart(4, '0')}`,
  };
}

/** The text without the characters that {@link findForbiddenCharacter} looks for. */
export function stripForbiddenCharacters(text: string): string {
  return text
    .replace(new RegExp(CONTROL, 'gu'), '')
    .replace(new RegExp(DECEPTIVE, 'gu'), '');
}

/** One line: no forbidden characters, every run of white space a single space. */
export function oneLine(text: string): string {
  return stripForbiddenCharacters(text.replace(/\s+/gu, ' ')).trim();
}

/** A value for an error message: printable, quoted, at most 80 characters. */
export function quoted(value: string): string {
  const shown = value.length > 80 ? `${value.slice(0, 80)}…` : value;
  return JSON.stringify(shown).replace(
    /[^\x20-\x7e…]/gu,
    char => `\\u{${char.codePointAt(0)!.toString(16)}}`,
  );
}

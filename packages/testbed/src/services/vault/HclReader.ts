/** Reads words, texts and maps of HCL, one after the other; the line is in the error where something else stands. */
export class HclReader {
  private at = 0;

  constructor(private readonly text: string) {}

  atEnd(): boolean {
    this.skip();
    return this.at >= this.text.length;
  }

  takes(symbol: string): boolean {
    this.skip();
    if (!this.text.startsWith(symbol, this.at)) return false;
    this.at += symbol.length;
    return true;
  }

  symbol(symbol: string) {
    if (!this.takes(symbol)) this.fail(symbol);
  }

  word(word: string) {
    this.symbol(word);
  }

  string(): string {
    this.skip();
    return JSON.parse(this.match(/"(?:[^"\\]|\\.)*"/y, 'a text'));
  }

  map(): Record<string, unknown> {
    this.symbol('{');
    const result: Record<string, unknown> = {};
    while (!this.takes('}')) {
      this.skip();
      const key = this.match(/[A-Za-z_][A-Za-z0-9_]*/y, 'a name');
      this.symbol('=');
      result[key] = this.value();
    }
    return result;
  }

  private value(): unknown {
    this.skip();
    const next = this.text[this.at];
    if (next === '{') return this.map();
    if (next === '[') return this.list();
    if (next === '<') return this.heredoc();
    if (next === '"') return this.string();
    return JSON.parse(this.match(/true|false|\d+/y, 'a value'));
  }

  private list(): string[] {
    this.symbol('[');
    const result: string[] = [];
    while (!this.takes(']')) {
      result.push(this.string());
      this.takes(',');
    }
    return result;
  }

  private heredoc(): string {
    const [, , lines] =
      this.matchAll(/<<-([A-Z]+)\n([^]*?)\n[ \t]*\1\n/y) ??
      this.fail('a heredoc');
    const indent = Math.min(
      ...lines
        .split('\n')
        .filter(line => line.trim())
        .map(line => /^[ \t]*/.exec(line)![0].length),
    );
    return `${lines
      .split('\n')
      .map(line => line.slice(indent))
      .join('\n')}\n`;
  }

  private skip() {
    this.matchAll(/(?:\s|#[^\n]*\n|\/\/[^\n]*\n)*/y);
  }

  private match(pattern: RegExp, what: string): string {
    const found = this.matchAll(pattern);
    return found ? found[0] : this.fail(what);
  }

  private matchAll(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (!found) return undefined;
    this.at = pattern.lastIndex;
    return found;
  }

  private fail(expected: string): never {
    const line = this.text.slice(0, this.at).split('\n').length;
    throw new Error(
      `Line ${line} of the self-initialisation: expected ${expected}, found '${this.text.slice(
        this.at,
        this.at + 20,
      )}'.`,
    );
  }
}

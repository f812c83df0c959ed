const MOST = 200_000;

/**
 * One copy of each text: ten thousand Applications share their revisions, repositories, images and names of people, and
 * each message of the stream brings its own copy.
 */
export class Strings {
  #known = new Map<string, string>();

  /** Replaces the texts within a value by their one copy. */
  share<T>(value: T): T {
    if (typeof value === 'string') return this.#one(value) as T;
    if (Array.isArray(value)) {
      for (let at = 0; at < value.length; at += 1) {
        value[at] = this.share(value[at]);
      }
    } else if (typeof value === 'object' && value !== null) {
      const fields = value as Record<string, unknown>;
      for (const key of Object.keys(fields)) {
        fields[key] = this.share(fields[key]);
      }
    }
    return value;
  }

  #one(text: string): string {
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    // What is in use is met again soon.
    if (this.#known.size >= MOST) this.#known = new Map();
    this.#known.set(text, text);
    return text;
  }
}

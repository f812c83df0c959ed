/** Keys by something that they have in common. */
export class KeyIndex {
  private readonly sets = new Map<string, Set<string>>();

  add(value: string, key: string): void {
    const set = this.sets.get(value);
    if (set) set.add(key);
    else this.sets.set(value, new Set([key]));
  }

  remove(value: string, key: string): void {
    const set = this.sets.get(value);
    set?.delete(key);
    if (set?.size === 0) this.sets.delete(value);
  }

  /** As they are now, whatever is written while one goes through them. */
  keys(value: string): string[] {
    return [...(this.sets.get(value) ?? [])];
  }
}

/** Replaces what differs from run to run by values that do not, the same value by the same value. */
export class Normaliser {
  private readonly uids = new Map<string, string>();
  private readonly commits = new Map<string, string>();
  private readonly versions = new Map<string, string>();

  /** `literals`: texts of this run, such as addresses and folders, and what stands for them. */
  constructor(private readonly literals: Array<[string, string]>) {}

  text(text: string): string {
    let result = text;
    for (const [from, to] of this.literals)
      result = result.split(from).join(to);
    return result
      .replace(
        /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g,
        uid =>
          numbered(
            this.uids,
            uid,
            n => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
          ),
      )
      .replace(/\b(?!0{40})[0-9a-f]{40}\b/g, commit =>
        numbered(this.commits, commit, n =>
          n.toString(16).padStart(8, '0').repeat(5),
        ),
      )
      .replace(
        /\b20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)/g,
        '2026-01-01T00:00:00Z',
      )
      .replace(
        /("resourceVersion\\?":\\?")(\d+)/g,
        (_, before, version) =>
          before + numbered(this.versions, version, n => String(1000 + n)),
      )
      .replace(/("generation\\?":)\d+/g, '$11')
      .replace(/("(?:reconcileTimeoutSeconds|id)\\?":)\d+/g, '$11')
      .replace(
        /-[bcdf-hj-np-tv-z2456789]{8,10}-[bcdf-hj-np-tv-z2456789]{5}\b/g,
        '-5d8f7c9b6d-x7x7x',
      )
      .replace(/\b(hello)-[bcdf-hj-np-tv-z2456789]{8,10}\b/g, '$1-5d8f7c9b6d');
  }
}

function numbered(
  known: Map<string, string>,
  value: string,
  make: (n: number) => string,
): string {
  let result = known.get(value);
  if (!result) {
    result = make(known.size + 1);
    known.set(value, result);
  }
  return result;
}

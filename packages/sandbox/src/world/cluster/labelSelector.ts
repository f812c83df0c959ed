type Labels = Readonly<Record<string, string>>;

/** A label selector of Kubernetes, as a test. Throws with the part that cannot be read. */
export function readSelector(text: string): (labels: Labels) => boolean {
  const tests = text
    .split(/,(?![^(]*\))/)
    .map(part => part.trim())
    .filter(Boolean)
    .map(readRequirement);
  return labels => tests.every(test => test(labels));
}

function readRequirement(part: string): (labels: Labels) => boolean {
  const set = /^(\S+)\s+(in|notin)\s*\(([^()]*)\)$/.exec(part);
  if (set) {
    const values = set[3].split(',').map(value => value.trim());
    return labels => values.includes(labels[set[1]]) === (set[2] === 'in');
  }
  const equal = /^([^\s=!]+)\s*(==|=|!=)\s*([^\s=!]*)$/.exec(part);
  if (equal) {
    return labels => (labels[equal[1]] === equal[3]) === (equal[2] !== '!=');
  }
  const exists = /^(!?)([\w./-]+)$/.exec(part);
  if (exists) return labels => exists[2] in labels === (exists[1] === '');
  throw new Error(JSON.stringify(part));
}

import type { RelabelRule } from './relabel';

/** The rules by which a part `discovery.relabel` of an Alloy configuration makes labels of what the API server says. */
export function alloyRules(config: string, part: string): RelabelRule[] {
  const start = config.indexOf(`discovery.relabel "${part}" {`);
  if (start < 0) throw new Error(`Alloy has no discovery.relabel "${part}"`);
  const rest = config.slice(start);
  const end = /^\}/m.exec(rest)?.index;
  const lines = rest
    .slice(0, end)
    .split('\n')
    .map(line => line.trim())
    .filter(line => !line.startsWith('//'));
  return [...lines.join('\n').matchAll(/^rule \{\n([^]*?)\n\}$/gm)].map(
    ([, body]) => readRule(body),
  );
}

function readRule(body: string): RelabelRule {
  const found = new Map<string, any>();
  for (const line of body.split('\n')) {
    const [, key, value] = /^(\w+)\s*=\s*(.+)$/.exec(line) ?? [];
    if (!key) throw new Error(`Alloy's rule has a line that is none: ${line}`);
    found.set(key, JSON.parse(value));
  }
  return {
    sourceLabels: found.get('source_labels') ?? [],
    separator: found.get('separator'),
    regex: found.get('regex'),
    targetLabel: found.get('target_label'),
    replacement: found.get('replacement'),
    action: found.get('action'),
  };
}

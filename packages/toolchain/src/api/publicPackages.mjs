import fs from 'node:fs';
import path from 'node:path';

/**
 * The packages that are for others, each with its entry points: `{folder, name, entries: [{source, report}]}`, paths
 * relative to the checkout. A package is for others when its `publishConfig.access` is `public`.
 */
export function publicPackages(root) {
  return ['packages', 'plugins']
    .flatMap(group =>
      fs
        .readdirSync(path.join(root, group))
        .sort()
        .map(name => `${group}/${name}`),
    )
    .filter(folder => fs.existsSync(path.join(root, folder, 'package.json')))
    .flatMap(folder => {
      const manifest = JSON.parse(
        fs.readFileSync(path.join(root, folder, 'package.json'), 'utf8'),
      );
      if (manifest.publishConfig?.access !== 'public') return [];
      return [{ folder, name: manifest.name, entries: entriesOf(manifest) }];
    });
}

function entriesOf({ exports, main }) {
  return Object.entries(exports ?? { '.': main })
    .filter(([, source]) => /\.tsx?$/.test(source))
    .map(([entry, source]) => ({
      source: path.posix.normalize(source),
      report:
        entry === '.'
          ? 'report.api.md'
          : `report-${entry.replace(/^\.\//, '')}.api.md`,
    }));
}

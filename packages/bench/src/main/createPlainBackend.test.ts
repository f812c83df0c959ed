import fs from 'node:fs';
import path from 'node:path';

const packages = path.resolve(__dirname, '../../..');

/** What files add to a backend of Backstage's own. */
const added = (...files: string[]) =>
  files
    .flatMap(file => [
      ...fs
        .readFileSync(path.join(packages, file), 'utf8')
        .matchAll(/\.add\(\s*import\(\s*'(@backstage\/[^']+)',?\s*\)/g),
    ])
    .map(([, name]) => name)
    .sort();

describe('the portal that our share is held against', () => {
  it('has all of Backstage’s own plugins that ours has, and no other', () => {
    const ours = added('backend/src/index.ts');
    expect(ours).toContain('@backstage/plugin-catalog-backend');
    expect(
      added(
        'bench/src/lib/addBackstage.ts',
        'bench/src/main/createPlainBackend.ts',
      ),
    ).toEqual(ours);
  });
});

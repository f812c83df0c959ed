import fs from 'node:fs';
import path from 'node:path';
import { packageFolder } from '../lib/folders';
import { holdAgainst } from './holdAgainst';

const recorded = JSON.parse(
  fs.readFileSync(
    path.join(packageFolder, 'recordings', 'argocd', 'version.json'),
    'utf8',
  ),
);
const changed = (change: { status?: number; contentType?: string }) => ({
  ...recorded,
  answer: { ...recorded.answer, ...change },
});

describe('holdAgainst', () => {
  it('takes the answer that was recorded', () => {
    expect(() => holdAgainst('argocd', recorded)).not.toThrow();
  });

  it('says which status or type is another one', () => {
    expect(() => holdAgainst('argocd', changed({ status: 500 }))).toThrow(
      'status 500, recorded was 200',
    );
    expect(() =>
      holdAgainst('argocd', changed({ contentType: 'text/plain' })),
    ).toThrow('type text/plain, recorded was application/json');
  });
});

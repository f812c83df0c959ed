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

  it('says what else is another one, where that was asked for', () => {
    const status = ({ status: is }: { status: number }) => ({ is });
    expect(() => holdAgainst('argocd', recorded, status)).not.toThrow();
    let asked = 0;
    expect(() =>
      holdAgainst('argocd', recorded, () => ({ n: asked++ })),
    ).toThrow('{"n":0}, recorded was {"n":1}');
  });
});

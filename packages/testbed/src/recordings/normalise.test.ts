import { Normaliser } from './normalise';
import { frames } from './record';

describe('Normaliser', () => {
  it('gives the same value the same name, in every text', () => {
    const normaliser = new Normaliser([]);
    const uid = '1b4e28ba-2fa1-4bd2-883f-0016d3cca427';
    const first = normaliser.text(`{"uid":"${uid}"}`);
    expect(first).toBe('{"uid":"00000000-0000-4000-8000-000000000001"}');
    expect(normaliser.text(uid)).toBe('00000000-0000-4000-8000-000000000001');
  });

  it('takes times, commits and versions of this run away', () => {
    const normaliser = new Normaliser([['http://127.0.0.1:1', 'https://x']]);
    const commit = `${'a'.repeat(39)}1`;
    expect(
      normaliser.text(
        `{"resourceVersion":"48213","at":"2026-11-26T03:04:05Z","url":"http://127.0.0.1:1/a","revision":"${commit}"}`,
      ),
    ).toBe(
      `{"resourceVersion":"1001","at":"2026-01-01T00:00:00Z","url":"https://x/a","revision":"${'00000001'.repeat(
        5,
      )}"}`,
    );
  });

  it('leaves a commit of zeros, which is nobody’s', () => {
    const zeros = '0'.repeat(40);
    expect(new Normaliser([]).text(zeros)).toBe(zeros);
  });
});

describe('frames', () => {
  it('reads newline-delimited JSON, and leaves what is not whole yet', () => {
    expect(frames('{"a":1}\n{"b":2}\n{"c"').map(f => f.message)).toEqual([
      '{"a":1}',
      '{"b":2}',
    ]);
  });

  it('reads server-sent events', () => {
    expect(frames('data: {"a":1}\n\ndata: {"b":2}\n\ndata: {"c"')).toEqual([
      { before: 'data: ', message: '{"a":1}', after: '\n\n' },
      { before: 'data: ', message: '{"b":2}', after: '\n\n' },
    ]);
  });
});

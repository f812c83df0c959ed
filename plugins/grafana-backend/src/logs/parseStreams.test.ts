import { parseStreams } from './parseStreams';

const options = { environment: 'local', workloadLabel: 'workload' };
const parse = (streams: unknown) =>
  parseStreams(streams, options).map(({ line }) => line);
const T = '1795673740';
const stream = (labels: object, ...values: unknown[]) => ({
  stream: labels,
  values,
});

describe('lines of streams', () => {
  it('are put in order, to the nanosecond, each with a name of its own', () => {
    const lines = parse([
      stream(
        { pod: 'a', container: 'app', workload: 'orders' },
        [`${T}000000003`, 'third'],
        [`${T}000000001`, 'first'],
      ),
      stream(
        { pod: 'b' },
        [`${T}000000002`, 'second'],
        [`${T}000000003`, 'third'],
        [`${T}000000003`, 'third'],
      ),
    ]);
    expect(lines.map(({ text }) => text)).toEqual([
      'first',
      'second',
      'third',
      'third',
      'third',
    ]);
    expect(new Set(lines.map(({ id }) => id)).size).toBe(5);
    expect(lines[0]).toMatchObject({
      at: '2026-11-26T06:15:40.000000001Z',
      environment: 'local',
      pod: 'a',
      container: 'app',
      workload: 'orders',
    });
  });

  it.each([
    [{ detected_level: 'error' }, 'x', 'error'],
    [{ detected_level: 'critical' }, 'x', 'fatal'],
    [{ level: 'warning' }, 'x', 'warn'],
    // As a filter for levels finds it.
    [{ detected_level: 'unknown' }, 'level=panic msg="x"', 'unknown'],
    [{}, 'level=panic msg="x"', 'fatal'],
    [{}, 'ts=1 level=warn msg="x"', 'warn'],
    [{}, '2026-11-26 06:00:00 ERROR something', 'error'],
    [{}, '[INFO] started', 'info'],
    [{}, 'no errors here', 'unknown'],
    [{ level: 'constructor' }, 'x', 'unknown'],
    [{}, `{"severity":"ERROR"}`, 'error'],
  ])('with %j and %j are of level %3$s', (labels, text, level) => {
    expect(parse([stream(labels, [`${T}000000000`, text])])[0].level).toBe(
      level,
    );
  });

  it('take their level from structured metadata, too', () => {
    expect(
      parse([
        stream({}, [`${T}000000000`, 'x', { detected_level: 'trace' }]),
      ])[0].level,
    ).toBe('trace');
  });

  it('are text: colours and what hides or turns round are taken out', () => {
    const [line] = parse([
      stream({}, [
        `${T}000000000`,
        '\u001b[31mred\u001b[0m \u202eevil\u0000 <b>x</b>\tend\n',
      ]),
    ]);
    expect(line.text).toBe('red \ufffdevil\ufffd <b>x</b>\tend');
  });

  it('are cut where they are long', () => {
    const [line] = parse([stream({}, [`${T}000000000`, 'x'.repeat(20_000)])]);
    expect(line.text).toHaveLength(8_000);
    expect(line.cut).toBe(true);
  });

  it('are none of what is none', () => {
    expect(
      parse([
        null,
        5,
        { stream: 'x', values: [['1', 'x']] },
        stream(
          { pod: 7 },
          null,
          [5, 'x'],
          ['now', 'x'],
          [`${T}000000000`, 5],
          {},
        ),
      ]),
    ).toEqual([]);
    expect(parse(undefined)).toEqual([]);
  });
});

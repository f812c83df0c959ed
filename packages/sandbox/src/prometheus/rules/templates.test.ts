import { exponential, fillIn } from './templates';

const data = (value: number) => ({
  labels: { pod: 'a', user: 'kim' },
  externalLabels: { domain: 'example.com' },
  value,
});

describe('a text of a rule', () => {
  it.each([
    ['{{ $labels.pod }} on {{$externalLabels.domain}}', 1, 'a on example.com'],
    ['{{ $labels.none }}.', 1, '.'],
    ['{{ $value }}', 0.25, '0.25'],
    ['{{ $value }}', 1e-7, '1e-07'],
    ['{{ $value | humanizePercentage }}', 0.45678, '45.68%'],
    ['{{ $value | humanize }}', 1_234_567, '1.235M'],
    ['{{ $value | humanize }}', 0.0123, '12.3m'],
    ['{{ $value | humanize }}', 0, '0'],
    ['{{ $value | humanizeDuration }}', 93_784, '1d 2h 3m 4s'],
    ['{{ $value | humanizeDuration }}', 61, '1m 1s'],
    ['{{ $value | humanizeDuration }}', 5.5, '5.5s'],
    ['x{{ with $labels.user }}: {{ . }}{{ end }}', 1, 'x: kim'],
    ['x{{ with $labels.none }}: {{ . }}{{ end }}', 1, 'x'],
  ])('%s of %d is %s', (template, value, expected) => {
    expect(fillIn(template, data(value))).toBe(expected);
  });

  it('says in its place what it cannot fill in', () => {
    expect(fillIn('{{ query "up" }}!', data(1))).toBe(
      '<error expanding template: query "up" is not played by the sandbox>!',
    );
  });
});

describe('the value of an alert', () => {
  it.each([
    [1, '1e+00'],
    [0.45, '4.5e-01'],
    [1234, '1.234e+03'],
    [1e120, '1e+120'],
    [Infinity, '+Inf'],
    [NaN, 'NaN'],
  ])('%d is written as %s', (value, expected) => {
    expect(exponential(value)).toBe(expected);
  });
});

/** What the texts of an alert are filled in with. */
export interface TemplateData {
  labels: Readonly<Record<string, string>>;
  externalLabels: Readonly<Record<string, string>>;
  value: number;
}

const FUNCTIONS: Readonly<Record<string, (value: number) => string>> = {
  humanize: humanize,
  humanizePercentage: value => `${significant(value * 100)}%`,
  humanizeDuration: humanizeDuration,
};

/**
 * Fills in a text of a rule: `{{ $labels.a }}`, `{{ $externalLabels.a }}`, `{{ $value | humanize }}` and `{{ with … }}`. What
 * else a template may say becomes an error in its place, as Prometheus writes it.
 */
export function fillIn(template: string, data: TemplateData): string {
  const withoutBlocks = template.replace(
    /\{\{-?\s*with\s+(.+?)\s*-?\}\}([\s\S]*?)\{\{-?\s*end\s*-?\}\}/g,
    (_, expression: string, inner: string) => {
      const value = evaluate(expression, data);
      return value ? inner.replace(/\{\{-?\s*\.\s*-?\}\}/g, value) : '';
    },
  );
  return withoutBlocks.replace(
    /\{\{-?\s*(.+?)\s*-?\}\}/g,
    (_, expression: string) =>
      evaluate(expression, data) ??
      `<error expanding template: ${expression} is not played by the sandbox>`,
  );
}

function evaluate(expression: string, data: TemplateData): string | undefined {
  const [source, ...pipes] = expression.split('|').map(part => part.trim());
  const label = /^\$(labels|externalLabels)\.(\w+)$/.exec(source);
  if (label && pipes.length === 0) {
    return data[label[1] as 'labels' | 'externalLabels'][label[2]] ?? '';
  }
  if (source !== '$value') return undefined;
  if (pipes.length === 0) return goNumber(data.value);
  if (pipes.length > 1 || !Object.hasOwn(FUNCTIONS, pipes[0])) return undefined;
  return FUNCTIONS[pipes[0]](data.value);
}

/** A number as Go prints it: with an exponent where it is very large. */
function goNumber(value: number): string {
  if (value === Infinity) return '+Inf';
  if (value === -Infinity) return '-Inf';
  if (value !== 0 && (Math.abs(value) >= 1e21 || Math.abs(value) < 1e-4))
    return exponential(value);
  return String(value);
}

/** `4.5e-01`, as Prometheus writes the value of an alert. */
export function exponential(value: number): string {
  if (!Number.isFinite(value)) return goNumber(value);
  return value
    .toExponential()
    .replace(/e([+-])(\d)$/, (_, sign, digit) => `e${sign}0${digit}`);
}

/** Four significant digits, as `%.4g`. */
function significant(value: number): string {
  return Number.isFinite(value)
    ? String(Number(value.toPrecision(4)))
    : goNumber(value);
}

function humanize(value: number): string {
  if (value === 0 || !Number.isFinite(value)) return significant(value);
  const units =
    Math.abs(value) >= 1
      ? ['', 'k', 'M', 'G', 'T', 'P', 'E', 'Z', 'Y']
      : ['', 'm', 'u', 'n', 'p', 'f', 'a', 'z', 'y'];
  const factor = Math.abs(value) >= 1 ? 1000 : 1 / 1000;
  let rest = value;
  let index = 0;
  while (
    index < units.length - 1 &&
    (factor > 1 ? Math.abs(rest) >= 1000 : Math.abs(rest) < 1)
  ) {
    rest /= factor;
    index += 1;
  }
  return `${significant(rest)}${units[index]}`;
}

function humanizeDuration(value: number): string {
  if (!Number.isFinite(value)) return significant(value);
  const sign = value < 0 ? '-' : '';
  const total = Math.abs(value);
  if (total < 1) return total === 0 ? '0s' : `${humanize(value)}s`;
  const whole = Math.floor(total);
  const seconds = whole % 60;
  const minutes = Math.floor(whole / 60) % 60;
  const hours = Math.floor(whole / 3600) % 24;
  const days = Math.floor(whole / 86400);
  if (days > 0) return `${sign}${days}d ${hours}h ${minutes}m ${seconds}s`;
  if (hours > 0) return `${sign}${hours}h ${minutes}m ${seconds}s`;
  if (minutes > 0) return `${sign}${minutes}m ${seconds}s`;
  return `${sign}${significant(total)}s`;
}

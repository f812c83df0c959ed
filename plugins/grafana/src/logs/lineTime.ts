import type { TimeWords } from '../time';

const formats = new Map<string, Intl.DateTimeFormat>();

/** The time of a line to the millisecond, on the reader’s clock; what is no time stands as it is. */
export function lineTime(at: string, { language, zone }: TimeWords): string {
  const moment = Date.parse(at);
  if (Number.isNaN(moment)) return at;
  const key = `${language} ${zone}`;
  const format =
    formats.get(key) ??
    new Intl.DateTimeFormat(language, {
      timeZone: zone,
      hourCycle: 'h23',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      fractionalSecondDigits: 3,
    });
  formats.set(key, format);
  return format.format(moment);
}

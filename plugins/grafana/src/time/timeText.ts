import { stretchesOf, wallOf } from './zone';

const DAY_MS = 86_400_000;

export interface TimeWords {
  language: string;
  zone: string;
}

/** The label of a tick: the time, and at midnight, or between days, the date. */
export function tickText(
  moment: number,
  stepMs: number,
  { language, zone }: TimeWords,
): string {
  const midnight = wallOf(moment, zone) % DAY_MS === 0;
  return new Intl.DateTimeFormat(language, {
    timeZone: zone,
    ...(stepMs >= DAY_MS || midnight
      ? { day: 'numeric', month: 'short' }
      : { hour: '2-digit', minute: '2-digit' }),
  }).format(moment);
}

/** Writes moments of a range in full; with the offset where the clocks are changed within it, so that no hour is meant twice. */
export function momentText(
  from: number,
  to: number,
  { language, zone }: TimeWords,
  { seconds = false }: { seconds?: boolean } = {},
): (moment: number) => string {
  const changed = stretchesOf(from, to, zone).length > 1;
  const format = new Intl.DateTimeFormat(language, {
    timeZone: zone,
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    ...(seconds && { second: '2-digit' }),
    ...(changed && { timeZoneName: 'shortOffset' }),
  });
  return moment => format.format(moment);
}

/** What the zone is called, such as “Central European Summer Time”. */
export function zoneText(
  moment: number,
  { language, zone }: TimeWords,
): string {
  const name = new Intl.DateTimeFormat(language, {
    timeZone: zone,
    timeZoneName: 'long',
  })
    .formatToParts(moment)
    .find(({ type }) => type === 'timeZoneName')?.value;
  return name ?? zone;
}

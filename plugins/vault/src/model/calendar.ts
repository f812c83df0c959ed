import type { RotationCalendar } from '@idp/plugin-vault-common';

const DAY = 86_400_000;
const MONTH = /^(20\d\d)-(0[1-9]|1[0-2])$/;

const dateOf = (time: number) => new Date(time).toISOString().slice(0, 10);

/** The month that an address names, such as `2026-11`; this one where it names none. */
export function monthOf(text: string | null, now: Date): string {
  return text && MONTH.test(text) ? text : now.toISOString().slice(0, 7);
}

/** The month so many months on. */
export function monthAfter(month: string, months: number): string {
  const [year, number] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 + months, 1))
    .toISOString()
    .slice(0, 7);
}

/** The dates of a month in whole weeks that begin on Monday, with those of the months before and after that fill them. */
export function weeksOf(month: string): string[][] {
  const [year, number] = month.split('-').map(Number);
  const first = Date.UTC(year, number - 1, 1);
  const last = Date.UTC(year, number, 0);
  const monday = first - ((new Date(first).getUTCDay() + 6) % 7) * DAY;
  const weeks: string[][] = [];
  for (let start = monday; start <= last; start += 7 * DAY) {
    weeks.push(
      Array.from({ length: 7 }, (_, day) => dateOf(start + day * DAY)),
    );
  }
  return weeks;
}

/** What falls due on a date. */
export function dueOn(calendar: RotationCalendar | undefined, date: string) {
  return calendar?.days.find(day => day.date === date)?.secrets ?? [];
}

import { timed, type View } from './views';

/**
 * Runs two things in turns, so that whatever else the machine does slows both; each is the first of the two every other time.
 * Milliseconds of each.
 */
export async function inTurns<Name extends string>(
  views: Record<Name, View>,
  goesOn: (n: number) => boolean,
): Promise<Record<Name, number[]>> {
  const pair = Object.entries<View>(views).map(([name, view]) => ({
    name: name as Name,
    view,
  }));
  const reversed = [...pair].reverse();
  const times = Object.fromEntries(
    pair.map(({ name }) => [name, [] as number[]]),
  ) as Record<Name, number[]>;
  for (let n = 0; goesOn(n); n++) {
    for (const { name, view } of n % 2 ? pair : reversed) {
      times[name].push(await timed(() => view(n)));
    }
  }
  return times;
}

/**
 * The address of a dashboard with a range of time. Both ends are milliseconds since 1970, or relative as Grafana writes it,
 * such as `now-6h` and `now`.
 *
 * @public
 */
export function withTimeRange(
  url: string,
  range: { from: number | string; to: number | string },
): string {
  const address = new URL(url);
  address.searchParams.set('from', String(range.from));
  address.searchParams.set('to', String(range.to));
  return address.toString();
}

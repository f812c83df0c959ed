const FACTORS: Readonly<Record<string, number>> = {
  m: 1e-3,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
};

/** A quantity of Kubernetes, such as `50m` or `128Mi`, in cores, bytes or pieces. */
export function readQuantity(quantity: unknown): number {
  const found = /^(\d+(?:\.\d+)?)([a-zA-Z]*)$/.exec(String(quantity ?? ''));
  if (!found) return 0;
  const [, count, unit] = found;
  return Number(count) * (unit === '' ? 1 : FACTORS[unit] ?? 0);
}

import { keyOf, type Labels, type Sample } from '../storage';

interface Bucket {
  upper: number;
  count: number;
}

/** Quantiles of classic histograms: of each group of series that differ in `le` alone. */
export function histogramQuantile(
  q: number,
  vector: readonly Sample[],
  drop: (labels: Labels) => Labels,
): Sample[] {
  const groups = new Map<string, { labels: Labels; buckets: Bucket[] }>();
  for (const { labels, value } of vector) {
    const upper = readUpper(labels.le);
    if (upper === undefined) continue;
    const rest = drop(labels);
    const key = keyOf(rest);
    const group = groups.get(key) ?? { labels: rest, buckets: [] };
    groups.set(key, group);
    group.buckets.push({ upper, count: value });
  }
  return [...groups.values()].map(({ labels, buckets }) => ({
    labels,
    value: bucketQuantile(q, buckets),
  }));
}

function readUpper(le: string | undefined): number | undefined {
  if (le === undefined || le === '') return undefined;
  const upper = le === '+Inf' ? Infinity : Number(le);
  return Number.isNaN(upper) ? undefined : upper;
}

function bucketQuantile(q: number, unsorted: Bucket[]): number {
  if (Number.isNaN(q)) return NaN;
  if (q < 0) return -Infinity;
  if (q > 1) return Infinity;
  const buckets = merged(unsorted.sort((a, b) => a.upper - b.upper));
  const last = buckets.length - 1;
  if (last < 1 || buckets[last].upper !== Infinity) return NaN;
  // Rates of buckets of the same moment may disagree a little; counts never go down.
  for (let i = 1; i <= last; i++) {
    buckets[i].count = Math.max(buckets[i].count, buckets[i - 1].count);
  }
  const total = buckets[last].count;
  if (total === 0 || Number.isNaN(total)) return NaN;
  const rank = q * total;
  const found = buckets.findIndex(({ count }) => count >= rank);
  const index = found < 0 ? last : found;
  if (index === last) return buckets[last - 1].upper;
  const { upper, count } = buckets[index];
  if (index === 0 && upper <= 0) return upper;
  const start = index === 0 ? 0 : buckets[index - 1].upper;
  const below = index === 0 ? 0 : buckets[index - 1].count;
  return start + (upper - start) * ((rank - below) / (count - below));
}

function merged(sorted: Bucket[]): Bucket[] {
  const result: Bucket[] = [];
  for (const bucket of sorted) {
    const before = result[result.length - 1];
    if (before?.upper === bucket.upper) before.count += bucket.count;
    else result.push({ ...bucket });
  }
  return result;
}

import type { Deployment } from '@idp/plugin-argocd-common';

/** Two deployments side by side, the older one first. */
export interface Pair {
  from: number;
  to: number;
}

/** Reads a pair out of an address, if both deployments are there. */
export function pairOf(
  params: URLSearchParams,
  deployments: readonly Deployment[],
): Pair | undefined {
  const ids = [params.get('from'), params.get('to')].map(Number);
  const [from, to] = ids.sort((a, b) => a - b);
  const known = (id: number) => deployments.some(one => one.id === id);
  return from !== to && known(from) && known(to) ? { from, to } : undefined;
}

/** What is chosen after a press: two at most, the one chosen longest ago makes room. */
export function choose(chosen: readonly number[], id: number): number[] {
  if (chosen.includes(id)) return chosen.filter(one => one !== id);
  return [...chosen, id].slice(-2);
}

import type { EntitySecret, NextStep } from '@idp/plugin-vault-common';

/** What to do next, unless one of the deliveries, which are shown below, says the same words. */
export function nextOf({
  next,
  deliveries,
}: Pick<EntitySecret, 'next' | 'deliveries'>): NextStep | undefined {
  if (!next || next.command) return next;
  const said = deliveries.some(
    ({ message, chain }) =>
      message === next.message ||
      chain.some(link => link.message === next.message),
  );
  return said ? undefined : next;
}

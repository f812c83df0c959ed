import {
  matchesDashboard,
  type DashboardSelector,
} from '@idp/plugin-grafana-common';
import { fieldsOf, type DashboardRecord } from '../grafana/parseDashboard';
import type { DashboardInventory } from '../inventory/DashboardInventory';

/** The dashboards of one Grafana that a selector asks for. A tag that every answer must have is looked up, not searched. */
export function selectDashboards(
  inventory: DashboardInventory,
  instance: { name: string; publicUrl?: string },
  selector: DashboardSelector,
): DashboardRecord[] {
  const tag = requiredTag(selector);
  const candidates =
    tag === undefined
      ? inventory.all(instance.name)
      : inventory.byTag(instance.name, tag);
  return candidates.filter(item =>
    matchesDashboard(selector, fieldsOf(item, instance.publicUrl)),
  );
}

function requiredTag(selector: DashboardSelector): string | undefined {
  if (selector.op === '&&') {
    return requiredTag(selector.left) ?? requiredTag(selector.right);
  }
  return selector.op === '@>' &&
    selector.right.op === 'literal' &&
    typeof selector.right.value === 'string'
    ? selector.right.value
    : undefined;
}

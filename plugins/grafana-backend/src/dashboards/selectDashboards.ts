import {
  matchesDashboard,
  type DashboardSelector,
} from '@idp/plugin-grafana-common';
import { fieldsOf, type DashboardRecord } from '../grafana/parseDashboard';
import type { DashboardInventory } from '../inventory/DashboardInventory';

/** The dashboards of one Grafana that a selector asks for. Tags that an answer must have are looked up, not searched. */
export function selectDashboards(
  inventory: DashboardInventory,
  instance: { name: string; publicUrl?: string },
  selector: DashboardSelector,
): DashboardRecord[] {
  const tags = tagsOf(selector);
  const candidates = tags
    ? new Set(tags.flatMap(tag => inventory.byTag(instance.name, tag)))
    : inventory.all(instance.name);
  return [...candidates].filter(item =>
    matchesDashboard(selector, fieldsOf(item, instance.publicUrl)),
  );
}

/** Tags of which whatever is selected has one; undefined where that cannot be told. */
export function tagsOf(selector: DashboardSelector): string[] | undefined {
  switch (selector.op) {
    case '@>':
      return selector.right.op === 'literal' &&
        typeof selector.right.value === 'string'
        ? [selector.right.value]
        : undefined;
    case '&&':
      return tagsOf(selector.left) ?? tagsOf(selector.right);
    case '||': {
      const left = tagsOf(selector.left);
      const right = tagsOf(selector.right);
      return left && right && [...left, ...right];
    }
    default:
      return undefined;
  }
}

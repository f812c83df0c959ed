import type { DashboardSelector } from './parse';

/**
 * The fields of a dashboard that a selector may ask for, as Grafana's search names them. `url` and `folderUrl` are whole
 * addresses; what lies in no folder has an empty `folderTitle`.
 *
 * @public
 */
export interface DashboardFields {
  uid: string;
  title: string;
  url: string;
  tags: readonly string[];
  folderTitle: string;
  folderUid?: string;
  folderUrl?: string;
}

export const FIELDS = [
  'tags',
  'title',
  'uid',
  'url',
  'folderTitle',
  'folderUid',
  'folderUrl',
] as const satisfies ReadonlyArray<keyof DashboardFields>;

/**
 * Whether a dashboard is what a selector asks for. Values are compared strictly; what comes out as anything but `true` is a
 * no, as in the community plugin.
 *
 * @public
 */
export function matchesDashboard(
  selector: DashboardSelector,
  dashboard: DashboardFields,
): boolean {
  return evaluate(selector, dashboard) === true;
}

function evaluate(node: DashboardSelector, fields: DashboardFields): unknown {
  switch (node.op) {
    case 'literal':
      return node.value;
    case 'field':
      return fields[node.name];
    case '!':
      return !evaluate(node.argument, fields);
    case '&&':
      return evaluate(node.left, fields) && evaluate(node.right, fields);
    case '||':
      return evaluate(node.left, fields) || evaluate(node.right, fields);
    case '==':
      return evaluate(node.left, fields) === evaluate(node.right, fields);
    case '!=':
      return evaluate(node.left, fields) !== evaluate(node.right, fields);
    default:
      return fields.tags.includes(evaluate(node.right, fields) as string);
  }
}

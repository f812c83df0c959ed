/** Whether labels fit a label selector; one that is not there fits nothing. */
export function matchesLabels(
  selector: any,
  labels: Record<string, string>,
): boolean {
  if (!selector) return false;
  const { matchLabels = {}, matchExpressions = [] } = selector;
  return (
    Object.entries(matchLabels).every(
      ([name, value]) => labels[name] === value,
    ) &&
    matchExpressions.every(({ key, operator, values = [] }: any) => {
      const has = Object.hasOwn(labels, key);
      switch (operator) {
        case 'In':
          return has && values.includes(labels[key]);
        case 'NotIn':
          return !has || !values.includes(labels[key]);
        case 'Exists':
          return has;
        case 'DoesNotExist':
          return !has;
        default:
          return false;
      }
    })
  );
}

/** `app=echo, tier in (a, b)`, as kubectl writes it. */
export function selectorText(selector: any): string {
  const { matchLabels = {}, matchExpressions = [] } = selector ?? {};
  return [
    ...Object.entries(matchLabels).map(([name, value]) => `${name}=${value}`),
    ...matchExpressions.map(({ key, operator, values = [] }: any) => {
      switch (operator) {
        case 'In':
          return `${key} in (${values.join(', ')})`;
        case 'NotIn':
          return `${key} notin (${values.join(', ')})`;
        case 'DoesNotExist':
          return `!${key}`;
        default:
          return key;
      }
    }),
  ].join(', ');
}

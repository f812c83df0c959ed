import type { KubeObject } from '../world';

const PLUSES = '++++++++';

/**
 * Puts pluses in the place of a Secret's values, as Argo CD does: as many for equal values of both sides, more for another
 * value, so that a difference is still seen.
 */
export function hideSecretData(
  target: KubeObject | undefined,
  live: KubeObject | undefined,
): [KubeObject | undefined, KubeObject | undefined] {
  const isSecret = (object?: KubeObject) =>
    object?.kind === 'Secret' && object.apiVersion === 'v1';
  if (!isSecret(target) && !isSecret(live)) return [target, live];
  const seen = new Map<string, Map<string, string>>();
  const hide = (object: KubeObject | undefined) => {
    if (!object) return undefined;
    const { stringData, ...rest } = object;
    const values: Record<string, unknown> = {
      ...object.data,
      ...Object.fromEntries(
        Object.entries(stringData ?? {}).map(([key, value]) => [
          key,
          Buffer.from(String(value)).toString('base64'),
        ]),
      ),
    };
    if (Object.keys(values).length === 0) return rest as KubeObject;
    return {
      ...(rest as KubeObject),
      data: Object.fromEntries(
        Object.entries(values).map(([key, value]) => {
          if (!seen.has(key)) seen.set(key, new Map());
          const masks = seen.get(key)!;
          const text = String(value);
          if (!masks.has(text))
            masks.set(text, PLUSES + '+'.repeat(masks.size));
          return [key, masks.get(text)];
        }),
      ),
    };
  };
  return [hide(target), hide(live)];
}

import type { ForgeClient } from '@idp/plugin-changes-node';

/** The same forge, with a count of what was asked of it. */
export function countCalls(forge: ForgeClient): {
  forge: ForgeClient;
  /** How often each method was called since the last reset. */
  calls: Map<string, number>;
  total: () => number;
  reset: () => void;
} {
  const calls = new Map<string, number>();
  const counted = new Proxy(forge, {
    get(target, property) {
      const member = Reflect.get(target, property, target);
      if (typeof member !== 'function') return member;
      return (...args: unknown[]) => {
        const name = String(property);
        if (name !== 'fileUrl') calls.set(name, (calls.get(name) ?? 0) + 1);
        return member.apply(target, args);
      };
    },
  });
  return {
    forge: counted,
    calls,
    total: () => [...calls.values()].reduce((sum, count) => sum + count, 0),
    reset: () => calls.clear(),
  };
}

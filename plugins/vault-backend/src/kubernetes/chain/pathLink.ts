import type { DeliveryFacts, Link, PathFacts } from './facts';

/** The first link: whether there is something to deliver. */
export function pathLink(
  path: PathFacts | undefined,
  facts: DeliveryFacts,
): Link {
  if (!path) {
    return {
      name: facts.object.name,
      state: 'unknown',
      message: facts.problems[0]
        ? `Where it reads cannot be told: ${facts.problems[0]}.`
        : 'It names no path: a generator may make its value.',
    };
  }
  const { mount, path: below } = path.source.ref;
  if (path.source.covers === 'prefix') {
    return {
      name: `${mount}/${below === '' ? '' : `${below}/`}…`,
      state: 'ok',
    };
  }
  const name = `${mount}/${below}`;
  const { knowledge } = path;
  const who = writers(knowledge?.writtenBy);
  switch (knowledge?.state) {
    case 'present':
      return { name, state: 'ok' };
    case 'missing':
      return { name, state: 'broken', message: emptyWords(name, path, who) };
    case 'deleted':
      return {
        name,
        state: 'broken',
        message: `The current version of ${name} is deleted: ${who} can bring it back, or write it anew.`,
      };
    case 'destroyed':
      return {
        name,
        state: 'broken',
        message: `The current version of ${name} is destroyed and cannot be brought back: ${who} must write it anew.`,
      };
    default:
      return {
        name,
        state: 'unknown',
        message: `Vault has not told whether ${name} is there${
          knowledge?.reason ? `: ${knowledge.reason}` : ''
        }.`,
      };
  }
}

function emptyWords(name: string, path: PathFacts, who: string): string {
  const push = path.pushes[0];
  if (!push) return `The path ${name} is empty: ${who} must write it.`;
  return push.ready?.status === false
    ? `The path ${name} is empty: the PushSecret ${push.name} writes it and fails; kubectl -n ${push.namespace} describe pushsecret ${push.name} says why.`
    : `The path ${name} is empty: the PushSecret ${push.name} in ${push.namespace} writes it, and has not yet.`;
}

/** `somebody in group payments`, where it is known who writes. */
function writers(ref: string | undefined): string {
  return ref
    ? `somebody in ${ref.replace(/^([a-z]+):(default\/)?/, '$1 ')}`
    : 'somebody who may write there';
}

import type { StoreRef } from '../objects/ExternalSecret';
import type { DeliveryFacts, Link } from './facts';

/** The second link: whether External Secrets gets into Vault. */
export function storeLink(
  ref: StoreRef | undefined,
  facts: DeliveryFacts,
): Link {
  const { object, unread } = facts;
  if (!ref) {
    return {
      name: '',
      state: 'unknown',
      message: 'It names no store: a generator may make its value.',
    };
  }
  const { kind, name } = ref;
  const store = facts.storeOf(ref);
  if (!store) {
    if (unread.stores) {
      return {
        name,
        state: 'unknown',
        message: `The portal cannot read the ${kind}s of cluster ${facts.cluster}.`,
      };
    }
    const where =
      kind === 'SecretStore' ? ` in the namespace ${object.namespace}` : '';
    return {
      name,
      state: 'broken',
      message: `There is no ${kind} ${name}${where}: create it, or name another in secretStoreRef.`,
    };
  }
  const { ready } = store;
  if (ready?.status === true) return { name, state: 'ok' };
  if (ready?.status === undefined) {
    return {
      name,
      state: 'unknown',
      message: `External Secrets has not said whether the ${kind} ${name} works.`,
    };
  }
  const scope = kind === 'SecretStore' ? `-n ${object.namespace} ` : '';
  const more = `kubectl ${scope}describe ${kind.toLowerCase()} ${name} says more.`;
  return {
    name,
    state: 'broken',
    message:
      ready.reason === 'InvalidStoreConfiguration'
        ? `The ${kind} ${name} is not configured as its provider needs it: ${more}`
        : `External Secrets does not get in with the ${kind} ${name}: its Vault may be sealed or away, or refuses its role or account; ${more}`,
  };
}

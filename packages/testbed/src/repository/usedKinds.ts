import { deliveries } from './delivered';
import { fixtureCases } from './policies';

/** Kinds that External Secrets watches, whatever is written. */
const watched = [
  'external-secrets.io ExternalSecret',
  'external-secrets.io SecretStore',
  'generators.external-secrets.io GeneratorState',
];

/** `group Kind` of everything that this repository delivers, and of the fixtures of its policies. */
export async function usedKinds(): Promise<Set<string>> {
  const delivered = [
    ...(await deliveries('local')),
    ...(await deliveries('eks')),
  ].flatMap(({ objects }) => objects);
  const asked = [...fixtureCases().values()]
    .flat()
    .map(({ request }) => request.oldObject ?? request.object);
  return new Set([
    ...watched,
    ...[...delivered, ...asked].map(
      object => `${object?.apiVersion?.split('/')[0]} ${object?.kind}`,
    ),
  ]);
}

import type {
  Delivery,
  EntitySecret,
  NextStep,
} from '@idp/plugin-vault-common';
import { putCommand, undeleteCommand, type CommandPlace } from './commands';

/** What the next step depends on. */
export type Standing = Pick<
  EntitySecret,
  'ref' | 'because' | 'finding' | 'vault' | 'writtenBy'
> & {
  deliveries: ReadonlyArray<
    Pick<Delivery, 'cluster' | 'state' | 'message' | 'keys'>
  >;
};

/** What to do next about a secret, in words, with the command that a person runs; undefined where there is nothing to do. */
export function nextStep(
  secret: Standing,
  place: CommandPlace = {},
): NextStep | undefined {
  switch (secret.finding) {
    case 'foreign':
      return foreign(secret);
    case 'missing':
      return missing(secret, place);
    case 'unknown':
      return unknown(secret);
    case 'not-delivered':
      return notDelivered(secret);
    case 'unowned':
      return unowned(secret);
    default:
      return rotate(secret, place);
  }
}

function foreign({ because, ref }: Standing): NextStep {
  const path = `${ref.mount}/${ref.path}`;
  return because === 'external-secret'
    ? {
        message: `An ExternalSecret reads ${path}, which is not of this entity's own paths. To share a value, have it written at a path of its own.`,
      }
    : {
        message: `The annotation names ${path}, and nobody but the entity's author says that it is its own. A platform administrator confirms it by vault.owners in the configuration or a module, or whoever writes the secret by its custom metadata: owner.`,
      };
}

function missing(secret: Standing, place: CommandPlace): NextStep {
  const { ref, vault } = secret;
  const path = `${ref.mount}/${ref.path}`;
  const current = vault?.versions?.current;
  if (vault?.state === 'deleted' && current) {
    return {
      message: `Version ${current} of ${path} is deleted. ${writer(
        secret,
      )} brings it back, or writes a new one.`,
      command: undeleteCommand(ref, current, place),
    };
  }
  const why =
    vault?.state === 'destroyed'
      ? `Version ${current} of ${path} is destroyed and cannot be brought back`
      : `Nothing has been written to ${path} yet`;
  return write(secret, `${why}. ${writer(secret)} writes it`, place);
}

function rotate(secret: Standing, place: CommandPlace): NextStep | undefined {
  const { rotation } = secret.vault ?? {};
  if (!rotation || rotation.state === 'fresh') return undefined;
  const when = rotation.dueAt.slice(0, 10);
  const why =
    rotation.state === 'overdue'
      ? `It should have been changed by ${when}, after ${rotation.maxAgeDays} days`
      : `It is to be changed by ${when}`;
  return write(
    secret,
    `${why} (class ${rotation.class}). ${writer(
      secret,
    )} makes a new value where it is used, and writes it with all keys`,
    place,
  );
}

function unknown({ deliveries, vault }: Standing): NextStep {
  if (vault?.reason) return { message: vault.reason };
  const silent = deliveries.find(({ state }) => state === 'unknown');
  return {
    message:
      silent?.message ??
      'The portal cannot tell: see what it says of the Vault and the clusters.',
  };
}

function notDelivered({ deliveries }: Standing): NextStep | undefined {
  const late = deliveries.find(
    ({ state }) => state === 'waiting' || state === 'stale',
  );
  if (!late) return undefined;
  return {
    message:
      late.message ??
      `It has not arrived in ${late.cluster}: look at its ExternalSecret.`,
  };
}

function unowned({ ref, vault }: Standing): NextStep {
  const { state } = vault ?? {};
  if (state === 'deleted' || state === 'destroyed') {
    return {
      message: `${ref.mount}/${ref.path} is ${state}, and no ExternalSecret reads it: whoever may write it takes away what is left, with its metadata.`,
    };
  }
  return {
    message: `No ExternalSecret reads ${ref.mount}/${ref.path}. The golden path “Add a secret” puts it to use; if nobody needs it, whoever may write it deletes it.`,
  };
}

function write(
  { deliveries, ref }: Standing,
  message: string,
  place: CommandPlace,
): NextStep {
  const keys = [...new Set(deliveries.flatMap(({ keys: some }) => some ?? []))];
  const { command, input } = putCommand(ref, keys, place);
  const how = input
    ? `The command reads the JSON object ${input} from standard input.`
    : 'The command reads the value from standard input.';
  return { message: `${message}. ${how}`, command };
}

function writer({ writtenBy }: Standing): string {
  if (!writtenBy) return 'Whoever may write it';
  const [kind, name] = writtenBy.split(':');
  const short = (name ?? kind).replace(/^default\//, '');
  return kind === 'group' ? `Somebody in the group ${short}` : short;
}

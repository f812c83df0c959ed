import type { Workload } from '../objects/Workload';
import type { DeliveryFacts, Link } from './facts';

const RANK: Array<Link['state']> = ['broken', 'unknown', 'waiting', 'ok'];

/** The last link: whether what needs the Secret runs. Of several workloads the one that is worst off. */
export function workloadLink(
  secretExists: boolean | undefined,
  { cluster, object, unread, workloads }: DeliveryFacts,
): Link {
  if (workloads.length === 0) {
    return {
      name: '',
      state: 'unknown',
      message: unread.workloads
        ? `The portal cannot read the workloads of cluster ${cluster}.`
        : `No workload of the namespace ${object.namespace} reads the Secret: name it in envFrom where it is needed.`,
    };
  }
  const links = workloads
    .map(workload => linkOf(workload, object.target, secretExists))
    .sort((a, b) => RANK.indexOf(a.state) - RANK.indexOf(b.state));
  const [worst] = links;
  return links.length === 1
    ? worst
    : { ...worst, name: `${worst.name} and ${links.length - 1} more` };
}

function linkOf(
  { kind, name, pods, failed, secrets }: Workload,
  secret: string,
  secretExists: boolean | undefined,
): Link {
  const required = secrets.some(item => item.name === secret && item.required);
  if (secretExists === false && required) {
    return {
      name,
      state: 'broken',
      message: `New pods of the ${kind} ${name} do not start without the Secret.`,
    };
  }
  if (failed) {
    return {
      name,
      state: 'broken',
      message: `The ${kind} ${name} has failed; the Secret may not be why.`,
    };
  }
  if (!pods || pods.ready >= pods.wanted) return { name, state: 'ok' };
  const message = `${pods.ready} of ${pods.wanted} pods of the ${kind} ${name} are ready.`;
  return pods.ready === 0
    ? {
        name,
        state: 'broken',
        message: `${message} The Secret may not be why.`,
      }
    : { name, state: 'ok', message };
}

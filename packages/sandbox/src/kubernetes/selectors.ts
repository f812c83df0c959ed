import type { KubeObject } from '../world';
import { readSelector } from '../world/cluster/labelSelector';
import { badRequest } from './status';
import type { Resource } from './resources';

/** Fields that a kind can be selected by, beside name and namespace. */
const FIELDS: Record<string, readonly string[]> = {
  Pod: [
    'spec.nodeName',
    'spec.restartPolicy',
    'spec.schedulerName',
    'spec.serviceAccountName',
    'status.phase',
    'status.podIP',
    'status.nominatedNodeName',
  ],
  Event: [
    'involvedObject.kind',
    'involvedObject.namespace',
    'involvedObject.name',
    'involvedObject.uid',
    'involvedObject.apiVersion',
    'involvedObject.resourceVersion',
    'involvedObject.fieldPath',
    'reason',
    'reportingComponent',
    'source',
    'type',
  ],
  Secret: ['type'],
  Namespace: ['status.phase'],
  ReplicaSet: ['status.replicas'],
  Job: ['status.successful'],
  ExternalSecret: [
    'spec.secretStoreRef.name',
    'spec.secretStoreRef.kind',
    'spec.target.name',
    'spec.refreshInterval',
  ],
};

/** The selectors of a request, as a test of an object. */
export function readSelectors(
  resource: Resource,
  query: { labelSelector?: string; fieldSelector?: string },
): (object: KubeObject) => boolean {
  const tests: Array<(object: KubeObject) => boolean> = [];
  if (query.labelSelector) {
    try {
      const fits = readSelector(query.labelSelector);
      tests.push(({ metadata }) => fits(metadata.labels ?? {}));
    } catch (error) {
      throw badRequest(
        `unable to parse requirement: ${(error as Error).message}`,
      );
    }
  }
  for (const part of (query.fieldSelector ?? '').split(',').filter(Boolean))
    tests.push(readField(resource, part));
  return object => tests.every(test => test(object));
}

function readField(resource: Resource, part: string) {
  const match = /^([^=!]+)(==|=|!=)(.*)$/.exec(part);
  if (!match) {
    throw badRequest(
      `invalid selector: ${JSON.stringify(
        part,
      )}; can't understand ${JSON.stringify(part)}`,
    );
  }
  const [, field, operator, value] = match;
  const known = ['metadata.name', 'metadata.namespace'];
  if (![...known, ...(FIELDS[resource.kind] ?? [])].includes(field)) {
    throw badRequest(`field label not supported: ${field}`);
  }
  const path = field.split('.');
  return (object: KubeObject) => {
    const found = path.reduce<any>((at, name) => at?.[name], object);
    return (String(found ?? '') === value) === (operator !== '!=');
  };
}

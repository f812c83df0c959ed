import type { DiscoveryApi, FetchApi } from '@backstage/frontend-plugin-api';
import { ResponseError } from '@backstage/errors';
import type { NameAvailability } from '@idp/plugin-changes-common';
import type { NameQuery } from './nameQuery';

/** Asks the changes backend whether a name is free. */
export async function askNames(
  query: NameQuery,
  apis: { discoveryApi: DiscoveryApi; fetchApi: FetchApi },
  signal?: AbortSignal,
): Promise<NameAvailability> {
  const base = await apis.discoveryApi.getBaseUrl('idp-changes');
  const params = new URLSearchParams(
    Object.entries(query).filter(([, value]) => value),
  );
  const response = await apis.fetchApi.fetch(`${base}/names?${params}`, {
    signal,
  });
  if (!response.ok) throw await ResponseError.fromResponse(response);
  return response.json();
}

/** Why a name cannot be had, as a sentence; undefined when it can. */
export function takenReason(answer: NameAvailability): string | undefined {
  if (answer.available) return undefined;
  if (answer.problem) return answer.problem;
  const { takenBy } = answer;
  if (takenBy?.kind === 'change') {
    return takenBy.id
      ? `Taken by the open change ${takenBy.id}, “${takenBy.title}”${
          takenBy.author ? ` of ${takenBy.author.name}` : ''
        }.`
      : 'Taken by an open change.';
  }
  return 'Taken: it is on the platform already.';
}

import { connectionError, statusError, UpstreamError } from '@idp/upstream';
import { nameOf, ruleOf } from './resources';

/** What was asked for when it failed. */
export interface Call {
  verb: 'list' | 'watch' | 'patch';
  resource: { group: string; plural: string };
}

/** An error of the official client as one of ours: without address and token, and with what helps. */
export function clusterError(
  cluster: string,
  error: unknown,
  call: Call,
): UpstreamError {
  if (error instanceof UpstreamError) return error;
  const { code, name, statusCode, type } = error as {
    code?: unknown;
    name?: unknown;
    statusCode?: unknown;
    type?: unknown;
  };
  const status = [code, statusCode].find(
    (item): item is number => typeof item === 'number' && item >= 100,
  );
  if (status !== undefined) return answered(cluster, status, error, call);
  if (
    name === 'TimeoutError' ||
    name === 'AbortError' ||
    type === 'request-timeout'
  ) {
    return new UpstreamError(cluster, 'timeout', 'did not answer in time');
  }
  if (name === 'SyntaxError') {
    return new UpstreamError(
      cluster,
      'bad-answer',
      'answered with something that is not JSON: its url in the configuration may be that of a login page or a proxy',
    );
  }
  if (code === 'ENOENT' || code === 'EACCES') {
    return new UpstreamError(
      cluster,
      'misconfigured',
      `the file of its token or of its authority cannot be read (${code}): look at caFile and at the account of the portal’s pod`,
    );
  }
  if (code === 'ERR_STREAM_PREMATURE_CLOSE') {
    return new UpstreamError(cluster, 'unreachable', 'closed the connection');
  }
  return connectionError(cluster, error);
}

function answered(
  cluster: string,
  status: number,
  error: unknown,
  call: Call,
): UpstreamError {
  const body = saidIn(error);
  if (status === 401) {
    return new UpstreamError(
      cluster,
      'unauthorized',
      'does not accept the token of the portal’s account (401): look at serviceAccountToken of the cluster',
      { upstreamStatus: status },
    );
  }
  if (status === 403) {
    return new UpstreamError(cluster, 'forbidden', forbidden(body, call), {
      upstreamStatus: status,
    });
  }
  if (status >= 300 && status < 400) {
    return new UpstreamError(
      cluster,
      'redirected',
      'leads elsewhere: its url in the configuration may be that of a login page or a proxy',
      { upstreamStatus: status },
    );
  }
  const { headers } = error as { headers?: Record<string, string> };
  return statusError(
    cluster,
    { status, body, retryAfter: headers?.['retry-after'] },
    [],
  );
}

function forbidden(body: string, { resource, verb }: Call): string {
  if (body.includes('system:anonymous')) {
    return 'takes the portal for nobody (system:anonymous): look at serviceAccountToken of the cluster';
  }
  // Of a policy, or of a webhook, after the role has permitted it.
  if (/denied (the )?request/.test(body)) {
    return `a policy of the cluster does not let the portal’s account ${verb} ${nameOf(
      resource,
    )}, though its ClusterRole does`;
  }
  return `the portal’s account may not ${verb} ${nameOf(
    resource,
  )}: its ClusterRole needs the rule {${ruleOf(resource, verb)}}`;
}

function saidIn(error: unknown): string {
  const { body } = error as { body?: unknown };
  return typeof body === 'string' ? body : JSON.stringify(body ?? {});
}

/** What it said last cannot be told on from here: it has to be listed anew. */
export class GoneError extends Error {}

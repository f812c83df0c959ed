/**
 * HTTP access to an upstream API: limits, rotation of tokens, circuit, freshness, single flight
 *
 * @packageDocumentation
 */

export { readName } from './config/readName';
export { readOidc } from './config/readOidc';
export { readTimeout } from './config/readTimeout';
export { reachable, readUrl } from './config/readUrl';
export {
  bearerOf,
  noCredential,
  staticToken,
  tokenFromFile,
  type UpstreamCredential,
} from './http/credentials';
export { connectionError, statusError } from './http/failures';
export { defaultLimits, type UpstreamLimits } from './http/limits';
export { CallMetrics } from './http/metrics';
export { oidcCredential, type OidcSignIn } from './http/oidcCredential';
export { reasonOf, redact } from './http/redact';
export { noToken, renewedToken, type IssuedToken } from './http/renewedToken';
export type { QueryValue, UpstreamRequest } from './http/requestUrl';
export {
  UpstreamClient,
  type CallOptions,
  type UpstreamOptions,
} from './http/UpstreamClient';
export { UpstreamError, type UpstreamErrorCode } from './http/UpstreamError';
export { Backoff, pause } from './resilience/backoff';
export {
  CircuitBreaker,
  type CircuitOptions,
} from './resilience/CircuitBreaker';
export { Freshness, type FreshnessState } from './resilience/Freshness';
export { ShortCache } from './resilience/ShortCache';

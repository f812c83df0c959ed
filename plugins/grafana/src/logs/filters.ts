import { searchOf } from '@idp/parts-react';
import { LOG_LEVELS, type LogLevel } from '@idp/plugin-grafana-common';

export interface LogFilters {
  search: string;
  level: LogLevel[];
}

/** Reads the filters out of an address; what it doesn't know it takes for unset. */
export function filtersOf(params: URLSearchParams): LogFilters {
  const asked = params.getAll('level');
  return {
    search: searchOf(params),
    level: LOG_LEVELS.filter(level => asked.includes(level)),
  };
}

/** Writes filters into an address beside what else stands there. */
export function withFilters(
  params: URLSearchParams,
  { search, level }: LogFilters,
): URLSearchParams {
  const next = new URLSearchParams(params);
  next.delete('q');
  next.delete('level');
  if (search) next.set('q', search);
  level.forEach(one => next.append('level', one));
  return next;
}

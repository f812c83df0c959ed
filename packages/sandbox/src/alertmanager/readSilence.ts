import { compileRegex } from '../prometheus';
import { AlertmanagerError, InvalidRequest, required } from './errors';
import { fits, type AlertMatcher } from './matchers';
import type { Silence } from './Silences';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const isEmpty = (body: object) => Object.keys(body).length === 0;

/** The id of a silence in an address. */
export function readSilenceId(id: string): string {
  if (UUID.test(id)) return id;
  throw new InvalidRequest(
    422,
    601,
    `silenceID in path must be of type uuid: ${JSON.stringify(id)}`,
  );
}

/** A silence that somebody wants, with the id of the one whose place it takes. */
export function readSilence(
  body: any,
): Omit<Silence, 'id' | 'updatedAt'> & { id?: string } {
  if (typeof body !== 'object' || body === null || isEmpty(body))
    throw required('silence in body');
  for (const name of ['startsAt', 'endsAt']) readable(body[name]);
  for (const name of [
    'comment',
    'createdBy',
    'endsAt',
    'matchers',
    'startsAt',
  ]) {
    if (body[name] === undefined) throw required(`${name} in body`);
  }
  const { id, comment, createdBy } = body;
  const matchers = readMatchers(body.matchers);
  const startsAt = Date.parse(body.startsAt);
  const endsAt = Date.parse(body.endsAt);
  if (endsAt <= startsAt) {
    throw new AlertmanagerError(
      400,
      'Failed to create silence: start time must be before end time',
    );
  }
  return {
    ...(id && { id: String(id) }),
    startsAt,
    endsAt,
    createdBy: String(createdBy),
    comment: String(comment),
    matchers,
  };
}

function readable(time: unknown): void {
  if (time === undefined || Number.isFinite(Date.parse(String(time)))) return;
  const text = JSON.stringify(time);
  throw new InvalidRequest(
    400,
    400,
    `parsing silence body from "" failed, because parsing time ${text} as "2006-01-02 15:04:05": cannot parse ${text} as "2006"`,
  );
}

function readMatchers(wire: unknown): AlertMatcher[] {
  if (!Array.isArray(wire) || wire.length === 0) {
    throw new InvalidRequest(
      422,
      612,
      'matchers in body should have at least 1 items',
    );
  }
  const matchers = wire.map(
    (matcher: any): AlertMatcher => ({
      name: String(matcher?.name ?? ''),
      value: String(matcher?.value ?? ''),
      isRegex: matcher?.isRegex === true,
      isEqual: matcher?.isEqual !== false,
    }),
  );
  matchers.forEach(({ value, isRegex }, index) => {
    if (!isRegex) return;
    try {
      compileRegex(value, true);
    } catch (error) {
      throw new AlertmanagerError(
        400,
        `silence invalid: invalid label matcher ${index}: invalid regular expression ${JSON.stringify(
          value,
        )}: ${(error as Error).message}`,
      );
    }
  });
  // It would silence everything.
  if (fits({}, matchers)) {
    throw new AlertmanagerError(
      400,
      'silence invalid: at least one matcher must not match the empty string',
    );
  }
  return matchers;
}

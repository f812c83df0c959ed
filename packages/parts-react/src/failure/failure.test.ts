import { adviceFor, failureOf, isForbidden } from './failure';

describe('failureOf', () => {
  it('prefers what the backend said', () => {
    expect(
      failureOf({
        message: 'Request failed with 403 Forbidden',
        statusCode: 403,
        body: { error: { message: 'Only members of payments may.' } },
      }),
    ).toEqual({ message: 'Only members of payments may.', status: 403 });
  });

  it.each([
    [new Error('Failed to fetch'), 'Failed to fetch'],
    ['no', 'no'],
    [undefined, 'undefined'],
  ])('reads %p', (error, message) => {
    expect(failureOf(error)).toEqual({ message });
  });
});

describe('adviceFor', () => {
  it.each([
    [undefined, 'offline'],
    [401, 'notAllowed'],
    [403, 'notAllowed'],
    [404, 'notFound'],
    [409, 'conflict'],
    [429, 'wait'],
    [503, 'wait'],
    [500, 'unknown'],
  ])('of status %s is %s', (status, advice) => {
    expect(adviceFor({ status })).toBe(advice);
  });
});

describe('isForbidden', () => {
  it('is true of nothing but a refusal', () => {
    expect(isForbidden({ statusCode: 403 })).toBe(true);
    expect(isForbidden({ statusCode: 404 })).toBe(false);
    expect(isForbidden(undefined)).toBe(false);
  });
});

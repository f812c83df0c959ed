import { UpstreamError } from '@idp/upstream';
import { upstreamErrors } from './upstreamErrors';

function answerTo(error: unknown) {
  const next = jest.fn();
  const res = { set: jest.fn(), status: jest.fn(), json: jest.fn() };
  res.status.mockReturnValue(res);
  upstreamErrors(
    error,
    { method: 'GET', originalUrl: '/api/things?a=b' } as any,
    res as any,
    next,
  );
  return { next, res };
}

describe('the failure of an upstream', () => {
  it.each([
    ['not-found', 404, 'NotFoundError'],
    ['conflict', 409, 'ConflictError'],
    ['rejected', 400, 'InputError'],
    ['unreachable', 503, 'ServiceUnavailableError'],
    ['unauthorized', 502, 'UpstreamError'],
  ] as const)(
    '%s is answered in the shape of Backstage’s',
    (code, status, name) => {
      const { next, res } = answerTo(new UpstreamError('eu', code, 'says no'));
      expect(next).not.toHaveBeenCalled();
      expect(res.status).toHaveBeenCalledWith(status);
      expect(res.json).toHaveBeenCalledWith({
        error: { name, message: 'eu: says no', code },
        request: { method: 'GET', url: '/api/things?a=b' },
        response: { statusCode: status },
      });
      expect(res.set).not.toHaveBeenCalled();
    },
  );

  it('says when to ask again, where the upstream did', () => {
    const { res } = answerTo(
      new UpstreamError('eu', 'rate-limited', 'waits', {
        retryAfterSeconds: 7,
      }),
    );
    expect(res.set).toHaveBeenCalledWith('Retry-After', '7');
  });

  it('is no other failure’s answer', () => {
    const error = new Error('other');
    const { next, res } = answerTo(error);
    expect(next).toHaveBeenCalledWith(error);
    expect(res.status).not.toHaveBeenCalled();
  });
});

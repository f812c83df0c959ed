import type { RequestListener } from 'node:http';
import { json, serve, type Served } from '../__testUtils__/serve';
import { staticToken } from './credentials';
import { UpstreamClient, type UpstreamOptions } from './UpstreamClient';
import { UpstreamError } from './UpstreamError';

const TOKEN = 'canary-token-4711';

describe('UpstreamClient', () => {
  const servers: Served[] = [];
  const clients: UpstreamClient[] = [];
  afterEach(async () => {
    await Promise.all(clients.splice(0).map(client => client.close()));
    await Promise.all(servers.splice(0).map(server => server.stop()));
  });

  async function upstream(
    answer: RequestListener,
    options: Partial<UpstreamOptions> = {},
  ) {
    const server = await serve(answer);
    servers.push(server);
    const client = new UpstreamClient({
      upstream: 'test',
      instance: 'local',
      baseUrl: `${server.url}/base/`,
      credential: staticToken(TOKEN),
      ...options,
    });
    clients.push(client);
    return { client, server };
  }

  async function refusal(call: Promise<unknown>): Promise<UpstreamError> {
    const error = await call.then(
      () => undefined,
      caught => caught,
    );
    expect(error).toBeInstanceOf(UpstreamError);
    expect(error.message).not.toContain(TOKEN);
    expect(error.message).not.toContain('127.0.0.1');
    return error;
  }

  it('asks with its token, and encodes what it is given', async () => {
    const { client, server } = await upstream((_, res) => json(res, { a: 1 }));
    const answer = await client.json({
      path: ['apps', '../x?y#z'],
      query: { name: 'a&b=c', revisions: ['1', '2'], none: undefined },
    });
    expect(answer).toEqual({ a: 1 });
    const [{ url, headers, method }] = server.requests;
    expect(url).toBe(
      '/base/apps/..%2Fx%3Fy%23z?name=a%26b%3Dc&revisions=1&revisions=2',
    );
    expect(method).toBe('GET');
    expect(headers.authorization).toBe(`Bearer ${TOKEN}`);
  });

  it.each(['', '.', '..'])("takes '%s' for no part of a path", async part => {
    const { client, server } = await upstream((_, res) => json(res, {}));
    await expect(client.json({ path: ['apps', part] })).rejects.toThrow(
      'cannot be a part of a path',
    );
    expect(server.requests).toEqual([]);
  });

  it('sends JSON and forms', async () => {
    const bodies: string[] = [];
    const { client, server } = await upstream((req, res) => {
      req.on('data', chunk => bodies.push(String(chunk)));
      req.on('end', () => json(res, {}));
    });
    await client.send({ method: 'POST', path: ['a'], body: { b: 'c' } });
    await client.send({ method: 'POST', path: ['a'], form: { b: 'c d' } });
    expect(bodies).toEqual(['{"b":"c"}', 'b=c+d']);
    expect(
      server.requests.map(({ headers }) => headers['content-type']),
    ).toEqual(['application/json', 'application/x-www-form-urlencoded']);
  });

  it.each([
    [401, 'unauthorized', 502],
    [403, 'forbidden', 502],
    [404, 'not-found', 404],
    [409, 'conflict', 409],
    [400, 'rejected', 400],
    [500, 'failed', 502],
    [503, 'failed', 502],
  ])('says what %d means', async (status, code, statusCode) => {
    const { client } = await upstream((_, res) =>
      json(res, { message: `no: Bearer ${TOKEN}\n  at line` }, status),
    );
    const error = await refusal(client.json({ path: ['a'] }));
    expect(error).toMatchObject({ code, statusCode, upstreamStatus: status });
    expect(error.message).toMatch(
      new RegExp(`^local: .*\\(${status}\\): no: Bearer \\*\\*\\* at line$`),
    );
  });

  it('says how long to wait after 429', async () => {
    const { client } = await upstream((_, res) =>
      res.writeHead(429, { 'retry-after': '7' }).end(),
    );
    expect(await refusal(client.json({ path: ['a'] }))).toMatchObject({
      code: 'rate-limited',
      retryAfterSeconds: 7,
    });
  });

  it('follows no redirect, and tells nothing of it but the host', async () => {
    const elsewhere = await serve((_, res) => json(res, {}));
    servers.push(elsewhere);
    const { client } = await upstream((_, res) =>
      res
        .writeHead(302, {
          location: `https://login.example.com/auth?state=${TOKEN}`,
        })
        .end(),
    );
    const error = await refusal(client.json({ path: ['a'] }));
    expect(error.code).toBe('redirected');
    expect(error.message).toBe(
      'local: redirects to the host login.example.com, which is not followed: write its own address in url',
    );
    expect(elsewhere.requests).toEqual([]);
  });

  it.each([
    ['text/html', '<!doctype html><p>Sign in</p>', /a page for browsers/],
    ['text/plain', 'ok', /something that is not JSON/],
    ['application/json', '{"items": [{"a"', /broken or cut short/],
    ['application/json', '', /broken or cut short/],
  ])('says what is wrong with %s %j', async (type, body, words) => {
    const { client } = await upstream((_, res) =>
      res.writeHead(200, { 'content-type': type }).end(body),
    );
    const error = await refusal(client.json({ path: ['a'] }));
    expect(error.code).toBe('bad-answer');
    expect(error.message).toMatch(words);
  });

  it('reads no more than its limit, said or unsaid', async () => {
    const piece = Buffer.alloc(1024 * 1024, ' ');
    let sent = 0;
    const { client } = await upstream((req, res) => {
      res.writeHead(200, {
        'content-type': 'application/json',
        ...(req.url!.endsWith('said') && {
          'content-length': String(200 * piece.length),
        }),
      });
      const more = () => {
        while (sent < 200 && !res.destroyed) {
          sent += 1;
          if (!res.write(piece)) return;
        }
      };
      res.on('drain', more);
      more();
    });
    const limits = { maxBytes: 2 * piece.length };
    const unsaid = await refusal(client.json({ path: ['unsaid'] }, limits));
    expect(unsaid.message).toBe('local: answered with more than 2048 KiB');
    const said = await refusal(client.json({ path: ['said'] }, limits));
    expect(said.code).toBe('too-large');
    expect(sent).toBeLessThan(200);
  });

  it('waits no longer than its limit, for a beginning or an end', async () => {
    const { client } = await upstream((req, res) => {
      if (req.url!.endsWith('nothing')) return;
      res.writeHead(200, { 'content-type': 'application/json' });
      const timer = setInterval(() => res.write(' '), 5);
      res.on('close', () => clearInterval(timer));
    });
    const limits = { answerMs: 60 };
    expect(
      await refusal(client.json({ path: ['nothing'] }, limits)),
    ).toMatchObject({
      code: 'timeout',
      statusCode: 504,
      message: 'local: did not answer within 0.06 s',
    });
    expect(
      await refusal(client.json({ path: ['slowly'] }, limits)),
    ).toMatchObject({ code: 'timeout' });
  });

  it('says that nobody is there, or that the connection broke', async () => {
    const { client, server } = await upstream(req => req.socket.destroy());
    expect(await refusal(client.json({ path: ['a'] }))).toMatchObject({
      code: 'unreachable',
      message: 'local: closed the connection',
    });
    await server.stop();
    servers.pop();
    expect(await refusal(client.json({ path: ['a'] }))).toMatchObject({
      code: 'unreachable',
      message: 'local: refuses the connection',
    });
  });

  it('ends when the caller does', async () => {
    const { client } = await upstream(() => {});
    const aborter = new AbortController();
    const call = client.json({ path: ['a'] }, { signal: aborter.signal });
    aborter.abort(new Error('gone'));
    await expect(call).rejects.toThrow('gone');
  });

  it('has no more calls at once than allowed', async () => {
    let open = 0;
    let most = 0;
    const { client } = await upstream(
      (_, res) => {
        open += 1;
        most = Math.max(most, open);
        setImmediate(() => {
          open -= 1;
          json(res, {});
        });
      },
      { limits: { concurrency: 3 } },
    );
    await Promise.all(
      Array.from({ length: 20 }, () => client.json({ path: ['a'] })),
    );
    expect(most).toBeLessThanOrEqual(3);
  });

  it.each([
    'ftp://argocd',
    'argocd',
    'https://user:secret@argocd',
    'https://argocd?token=x',
  ])('takes %s for no base', baseUrl => {
    expect(
      () =>
        new UpstreamClient({ upstream: 'test', instance: 'local', baseUrl }),
    ).toThrow(/address|user|query/);
  });
});

import type { RequestListener } from 'node:http';
import { serve, type Served } from '../__testUtils__/serve';
import { UpstreamClient } from '../http/UpstreamClient';
import type { UpstreamLimits } from '../http/limits';

const SSE = 'text/event-stream';

describe('the messages of a stream', () => {
  let server: Served;
  let client: UpstreamClient;
  afterEach(async () => {
    await client.close();
    await server.stop();
  });

  async function open(
    answer: RequestListener,
    limits: Partial<UpstreamLimits> = {},
    signal?: AbortSignal,
  ) {
    server = await serve(answer);
    client = new UpstreamClient({
      upstream: 'test',
      instance: 'local',
      baseUrl: server.url,
      limits,
    });
    return client.messages({ path: ['stream'] }, { signal });
  }

  async function all(messages: AsyncIterable<string | undefined>) {
    const got: Array<string | undefined> = [];
    let error: unknown;
    try {
      for await (const message of messages) got.push(message);
    } catch (caught) {
      error = caught;
    }
    return { got, error };
  }

  it('are server-sent events, however they are cut into pieces', async () => {
    const text = ':\ndata: {"a":"ü"} \n\ndata: one\ndata: two\n\n';
    const messages = await open((_, res) => {
      res.writeHead(200, { 'content-type': SSE });
      for (const byte of Buffer.from(text)) res.write(Buffer.from([byte]));
      res.end();
    });
    expect(await all(messages)).toEqual({
      got: [undefined, undefined, '{"a":"ü"} ', 'one\ntwo'],
      error: undefined,
    });
    expect(server.requests[0].headers.accept).toBe(SSE);
  });

  it('are lines of JSON where the upstream has no events', async () => {
    const messages = await open((_, res) =>
      res
        .writeHead(200, { 'content-type': 'application/json' })
        .end('{"a":1}\r\n\n{"a":2}\n{"a":'),
    );
    expect((await all(messages)).got).toEqual([
      undefined,
      '{"a":1}',
      undefined,
      '{"a":2}',
    ]);
  });

  it('never include what was cut amid a line', async () => {
    const messages = await open((_, res) => {
      res.writeHead(200, { 'content-type': SSE });
      res.write('data: whole\n\ndata: ha', () => res.socket!.destroy());
    });
    const { got, error } = await all(messages);
    expect(got).toEqual([undefined, 'whole']);
    expect(error).toMatchObject({ code: 'unreachable' });
  });

  it('end in an error when a line is too long', async () => {
    const messages = await open(
      (_, res) => {
        res.writeHead(200, { 'content-type': SSE });
        res.write(`data: ${'x'.repeat(3000)}`);
      },
      { maxLineBytes: 2048 },
    );
    expect((await all(messages)).error).toMatchObject({
      code: 'too-large',
      message: 'local: sent a line of more than 2 KiB',
    });
  });

  it('end in an error after silence, and signs of life are none', async () => {
    const messages = await open(
      (_, res) => {
        res.writeHead(200, { 'content-type': SSE });
        let beats = 0;
        const timer = setInterval(() => {
          beats += 1;
          if (beats < 6) res.write(':\n');
        }, 40);
        res.on('close', () => clearInterval(timer));
      },
      { idleMs: 150 },
    );
    const { got, error } = await all(messages);
    expect(got.length).toBeGreaterThanOrEqual(6);
    expect(error).toMatchObject({
      code: 'timeout',
      message: 'local: its stream was silent for 0.15 s',
    });
  });

  it.each([
    [200, 'text/html', 'bad-answer'],
    [403, 'application/json', 'forbidden'],
  ])('do not begin after %d %s', async (status, type, code) => {
    const messages = await open((_, res) =>
      res.writeHead(status, { 'content-type': type }).end('<html>'),
    );
    expect(await all(messages)).toEqual({
      got: [],
      error: expect.objectContaining({ code }),
    });
  });

  it('end when the caller does', async () => {
    const aborter = new AbortController();
    const messages = await open(
      (_, res) => {
        res.writeHead(200, { 'content-type': SSE });
        res.write('data: a\n\n');
      },
      {},
      aborter.signal,
    );
    await messages.next();
    await messages.next();
    const next = messages.next();
    aborter.abort(new Error('gone'));
    await expect(next).rejects.toThrow('gone');
  });
});

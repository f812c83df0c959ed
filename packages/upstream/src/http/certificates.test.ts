import fs from 'node:fs/promises';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { selfSigned } from '../__testUtils__/selfSigned';
import { UpstreamClient } from './UpstreamClient';

describe('an upstream with a certificate of its own authority', () => {
  let folder: string;
  let server: Server;
  const clients: UpstreamClient[] = [];
  beforeAll(async () => {
    folder = await fs.mkdtemp(path.join(os.tmpdir(), 'idp-upstream-'));
    const made = selfSigned();
    await fs.writeFile(path.join(folder, 'ca.crt'), made.cert);
    server = createServer(made, (_, res) =>
      res.writeHead(200, { 'content-type': 'application/json' }).end('{}'),
    );
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(async () => {
    await Promise.all(clients.map(client => client.close()));
    server.closeAllConnections();
    await new Promise(resolve => server.close(resolve));
    await fs.rm(folder, { recursive: true });
  });
  const ask = (caFile?: string) => {
    const { port } = server.address() as AddressInfo;
    const client = new UpstreamClient({
      upstream: 'test',
      instance: 'local',
      baseUrl: `https://localhost:${port}`,
      caFile: caFile && path.join(folder, caFile),
    });
    clients.push(client);
    return client.json({ path: ['a'] });
  };

  it('is not trusted, and it is said which key to write', async () => {
    await expect(ask()).rejects.toMatchObject({
      code: 'untrusted',
      message: expect.stringMatching(
        /name the file of its authority in caFile/,
      ),
    });
  });

  it('is trusted with its bundle', async () => {
    await expect(ask('ca.crt')).resolves.toEqual({});
  });

  it.each([
    ['none.crt', /caFile cannot be read \(ENOENT\)/],
    ['empty.crt', /holds no certificate in PEM/],
  ])('with %s is told what is wrong', async (name, words) => {
    await fs.writeFile(path.join(folder, 'empty.crt'), '');
    await expect(ask(name)).rejects.toMatchObject({
      code: 'misconfigured',
      message: expect.stringMatching(words),
    });
  });
});

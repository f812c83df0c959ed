import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { json, serve } from '../__testUtils__/serve';
import { tokenFromFile } from './credentials';
import { UpstreamClient } from './UpstreamClient';

describe('a token from a file', () => {
  let folder: string;
  let file: string;
  beforeEach(async () => {
    folder = await fs.mkdtemp(path.join(os.tmpdir(), 'idp-upstream-'));
    file = path.join(folder, 'token');
  });
  afterEach(() => fs.rm(folder, { recursive: true, force: true }));

  it('is read again when the file was replaced', async () => {
    let now = 0;
    const credential = tokenFromFile(file, () => now);
    await fs.writeFile(file, 'first-token\n');
    expect(await credential.headers()).toEqual({
      authorization: 'Bearer first-token',
    });
    await fs.writeFile(`${file}.new`, 'second-token\n');
    await fs.rename(`${file}.new`, file);
    now += 2_000;
    expect(await credential.headers()).toEqual({
      authorization: 'Bearer second-token',
    });
    expect(credential.secrets()).toEqual(['second-token', 'first-token']);
    await fs.rm(file);
    now += 2_000;
    expect(await credential.headers()).toEqual({
      authorization: 'Bearer second-token',
    });
  });

  it('is read at once when the upstream refuses the old one', async () => {
    await fs.writeFile(file, 'old-token');
    const server = await serve((req, res) =>
      req.headers.authorization === 'Bearer new-token'
        ? json(res, { ok: true })
        : json(res, {}, 401),
    );
    const client = new UpstreamClient({
      upstream: 'test',
      instance: 'local',
      baseUrl: server.url,
      credential: tokenFromFile(file, () => 0),
    });
    await expect(client.json({ path: ['a'] })).rejects.toMatchObject({
      code: 'unauthorized',
    });
    await fs.writeFile(file, 'new-token');
    await expect(client.json({ path: ['a'] })).resolves.toEqual({ ok: true });
    expect(server.requests).toHaveLength(3);
    await client.close();
    await server.stop();
  });

  it('is missed in words', async () => {
    const client = new UpstreamClient({
      upstream: 'test',
      instance: 'local',
      baseUrl: 'http://127.0.0.1:1',
      credential: tokenFromFile(file),
    });
    await expect(client.json({ path: ['a'] })).rejects.toMatchObject({
      code: 'misconfigured',
      message:
        'local: The token cannot be read from its file (ENOENT): look at tokenFile',
    });
    await client.close();
  });
});

import crypto from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { HookRelay } from './HookRelay';

const secret = 'not-a-real-secret';
const sign = (text: string) =>
  crypto.createHmac('sha256', secret).update(text).digest('hex');
const push = JSON.stringify({
  ref: 'refs/heads/main',
  repository: {
    html_url: 'http://127.0.0.1:3000/acme/platform',
    default_branch: 'main',
    created_at: '2026-01-01T00:00:00Z',
  },
});

describe('HookRelay', () => {
  let told: Array<{ headers: http.IncomingHttpHeaders; body: string }>;
  let controller: http.Server;
  let relay: HookRelay;
  let address: string;

  beforeEach(async () => {
    told = [];
    controller = http.createServer((request, response) => {
      let body = '';
      request.on('data', chunk => (body += chunk));
      request.on('end', () => {
        told.push({ headers: request.headers, body });
        response.end();
      });
    });
    await new Promise<void>(resolve => {
      controller.listen(0, '127.0.0.1', resolve);
    });
    const { port } = controller.address() as AddressInfo;
    relay = new HookRelay({ secret, target: `http://127.0.0.1:${port}/` });
    address = await relay.listen();
  });

  afterEach(() => {
    relay.close();
    controller.close();
  });

  const send = (signature: string) =>
    fetch(address, {
      method: 'POST',
      headers: { 'x-gitea-signature': signature },
      body: push,
    });

  it('says in GitHub’s words what Gitea says, signed', async () => {
    expect((await send(sign(push))).status).toBe(200);
    const [{ headers, body }] = told;
    expect(headers['x-github-event']).toBe('push');
    expect(headers['x-hub-signature-256']).toBe(`sha256=${sign(body)}`);
    expect(JSON.parse(body)).toEqual({
      ref: 'refs/heads/main',
      repository: {
        html_url: 'http://127.0.0.1:3000/acme/platform',
        default_branch: 'main',
      },
    });
  });

  it('passes on nothing that is not signed', async () => {
    expect((await send(sign('another text'))).status).toBe(403);
    expect(told).toEqual([]);
  });
});

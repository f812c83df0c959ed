import http from 'node:http';
import net, { type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { NameProxy } from './NameProxy';

describe('NameProxy', () => {
  const target = net.createServer(socket =>
    socket.once('data', data => socket.end(`echo ${data}`)),
  );
  let port: number;

  beforeAll(async () => {
    target.listen(0, '127.0.0.1');
    await once(target, 'listening');
    port = (target.address() as AddressInfo).port;
  });

  afterAll(() => {
    target.close();
  });

  const portOf = (proxy: NameProxy) =>
    ((proxy as any).server.address() as AddressInfo).port;

  const connect = (proxy: NameProxy, path: string) => {
    const request = http.request({
      port: portOf(proxy),
      host: '127.0.0.1',
      method: 'CONNECT',
      path,
    });
    request.end();
    return once(request, 'connect');
  };

  it('leads a name that it knows to its port', async () => {
    const proxy = new NameProxy().lead('vault.vault.svc:8200', port);
    await proxy.listen(0);
    const [, socket] = await connect(proxy, 'vault.vault.svc:8200');
    socket.write('hello');
    const [data] = await once(socket, 'data');
    expect(String(data)).toBe('echo hello');
    socket.destroy();
    proxy.close();
  });

  it('leads no other name anywhere', async () => {
    const proxy = new NameProxy().lead('vault.vault.svc:8200', port);
    await proxy.listen(0);
    const [response, socket] = await connect(proxy, 'example.com:443');
    expect(response.statusCode).toBe(403);
    socket.destroy();
    proxy.close();
  });
});

import net from 'node:net';
import { once } from 'node:events';
import { Ports } from './Ports';

describe('Ports', () => {
  it('gives a name one port, and no other name the same', async () => {
    const ports = new Ports();
    const names = Array.from({ length: 30 }, (_, i) => `p${i}`);
    const chosen = [];
    for (const name of names) chosen.push(await ports.reserve(name));
    expect(new Set(chosen).size).toBe(names.length);
    expect(await ports.reserve('p0')).toBe(chosen[0]);
    expect(ports.get('p0')).toBe(chosen[0]);
    await ports.releaseAll();
  });

  it('holds a port against others until it is released', async () => {
    const ports = new Ports();
    const port = await ports.reserve('one');
    const blocked = net.createServer().listen(port, '127.0.0.1');
    const [error] = await once(blocked, 'error');
    expect(error.code).toBe('EADDRINUSE');

    await ports.release('one');
    const free = net.createServer().listen(port, '127.0.0.1');
    await once(free, 'listening');
    free.close();
  });
});

import net from 'node:net';

/** Below what systems give to outgoing connections, so that none of those takes a port between choice and use. */
const lowest = 20_000;
const highest = 32_000;

/**
 * Free ports by name. A port is held by a listener until the process that wants it is about to start, so two test beds
 * that start beside each other never choose the same one.
 */
export class Ports {
  private readonly held = new Map<string, net.Server>();
  private readonly chosen = new Map<string, number>();

  /** The port of a name; chosen and held when it is first asked for. */
  async reserve(name: string): Promise<number> {
    const known = this.chosen.get(name);
    if (known !== undefined) return known;
    for (let attempt = 0; attempt < 200; attempt += 1) {
      const port = lowest + Math.floor(Math.random() * (highest - lowest));
      if ([...this.chosen.values()].includes(port)) continue;
      const server = await listen(port);
      if (!server) continue;
      this.held.set(name, server);
      this.chosen.set(name, port);
      return port;
    }
    throw new Error(
      `No free port was found between ${lowest} and ${highest} for ${name}.`,
    );
  }

  /** The port of a name that was reserved. */
  get(name: string): number {
    const port = this.chosen.get(name);
    if (port === undefined) throw new Error(`There is no port for ${name}.`);
    return port;
  }

  /** Whether something will listen by this name. */
  has(name: string): boolean {
    return this.chosen.has(name);
  }

  /** Lets go of a port, for the process that is about to listen there. */
  async release(name: string): Promise<void> {
    const server = this.held.get(name);
    if (!server) return;
    this.held.delete(name);
    await new Promise(resolve => server.close(resolve));
  }

  async releaseAll(): Promise<void> {
    await Promise.all([...this.held.keys()].map(name => this.release(name)));
  }
}

/** A listener on loopback; undefined where the port is taken. */
function listen(port: number): Promise<net.Server | undefined> {
  return new Promise(resolve => {
    const server = net.createServer();
    server.once('error', () => resolve(undefined));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      server.unref();
      resolve(server);
    });
  });
}

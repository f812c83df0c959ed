import http from 'node:http';
import net from 'node:net';

/**
 * A proxy for processes that know others by their names in a cluster, such as `vault.vault.svc:8200`: it leads each name
 * that it was told to a port of this machine, and no other anywhere. So manifests stay as they are, certificates are
 * checked against the real names, and nobody edits the machine's list of hosts.
 */
export class NameProxy {
  private readonly names = new Map<string, number>();
  private readonly sockets = new Set<net.Socket>();
  private readonly server = http.createServer((_, response) => {
    response.writeHead(403).end();
  });

  constructor() {
    this.server.on('connect', (request, client: net.Socket) =>
      this.connect(request.url ?? '', client),
    );
  }

  /** `host:port` → the port on loopback. */
  lead(name: string, port: number): this {
    this.names.set(name, port);
    return this;
  }

  async listen(port: number): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(port, '127.0.0.1', resolve);
    });
    this.server.unref();
  }

  close() {
    this.server.close();
    for (const socket of this.sockets) socket.destroy();
  }

  private connect(name: string, client: net.Socket) {
    this.keep(client);
    const port = this.names.get(name);
    if (port === undefined) {
      client.end('HTTP/1.1 403 Forbidden\r\n\r\n');
      return;
    }
    const target = net.connect(port, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      target.pipe(client).pipe(target);
    });
    this.keep(target);
    target.once('error', () => client.destroy());
    client.once('error', () => target.destroy());
    client.once('close', () => target.destroy());
    target.once('close', () => client.destroy());
  }

  private keep(socket: net.Socket) {
    this.sockets.add(socket);
    socket.unref();
    socket.once('close', () => this.sockets.delete(socket));
  }
}

import http from 'node:http';
import { sampleLine } from './samples';
import { endpoints, type Endpoint, type Scene } from './Scene';

/** Shows what is measured of a scene, by the text format of Prometheus: `/envoy`, `/cadvisor` and the others. */
export class Exporter {
  private readonly server: http.Server;

  constructor(scene: Scene) {
    this.server = http.createServer((request, response) => {
      const endpoint = request.url?.slice(1) as Endpoint;
      if (!endpoints.includes(endpoint)) {
        response.writeHead(404).end();
        return;
      }
      response
        .writeHead(200, { 'content-type': 'text/plain; version=0.0.4' })
        .end(
          scene
            .samples(endpoint, Date.now())
            .map(sample => sampleLine(sample))
            .join(''),
        );
    });
    this.server.unref();
  }

  async listen(port: number): Promise<void> {
    await new Promise<void>(resolve => {
      this.server.listen(port, '127.0.0.1', resolve);
    });
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }
}

import type http from 'node:http';
import { LoopbackServer } from '../LoopbackServer';
import { sampleLine } from './samples';
import { endpoints, type Endpoint, type Scene } from './Scene';

/** Shows what is measured of a scene, by the text format of Prometheus: `/envoy`, `/cadvisor` and the others. */
export class Exporter extends LoopbackServer {
  constructor(private readonly scene: Scene) {
    super();
  }

  protected answer(
    request: http.IncomingMessage,
    response: http.ServerResponse,
  ) {
    const endpoint = request.url?.slice(1) as Endpoint;
    if (!endpoints.includes(endpoint)) {
      response.writeHead(404).end();
      return;
    }
    response
      .writeHead(200, { 'content-type': 'text/plain; version=0.0.4' })
      .end(
        this.scene
          .samples(endpoint, Date.now())
          .map(sample => sampleLine(sample))
          .join(''),
      );
  }
}

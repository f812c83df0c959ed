import http from 'node:http';

/** What the bed itself answers to a component, on loopback and as long as the bed lives. */
export abstract class LoopbackServer {
  private readonly server = http
    .createServer((request, response) => this.answer(request, response))
    .unref();

  protected abstract answer(
    request: http.IncomingMessage,
    response: http.ServerResponse,
  ): void;

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

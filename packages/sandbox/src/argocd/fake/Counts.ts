import type { NextFunction, Request, Response } from 'express';

/**
 * What an Argo CD was asked.
 *
 * @public
 */
export interface RequestCounts {
  total: number;
  /** By method and kind of path: `GET /api/v1/applications/{name}`. */
  byPath: Record<string, number>;
  /** Sent in answers, headers and all, streams apart. */
  bytes: number;
}

/** Counts requests, and holds them back where that is asked for. */
export class Counts {
  private counts: RequestCounts = { total: 0, byPath: {}, bytes: 0 };

  read(): RequestCounts {
    return structuredClone(this.counts);
  }

  reset(): void {
    this.counts = { total: 0, byPath: {}, bytes: 0 };
  }

  middleware = (
    request: Request,
    response: Response,
    next: NextFunction,
  ): void => {
    const path = request.path
      .replace(/^(\/api\/v1\/(?:stream\/)?applications)\/[^/]+/, '$1/{name}')
      .replace(/\/revisions\/[^/]+/, '/revisions/{revision}');
    const key = `${request.method} ${path}`;
    this.counts.total += 1;
    this.counts.byPath[key] = (this.counts.byPath[key] ?? 0) + 1;
    if (!path.includes('/stream/')) {
      const { socket } = request;
      const before = socket.bytesWritten;
      response.once('finish', () => {
        this.counts.bytes += socket.bytesWritten - before;
      });
    }
    next();
  };
}

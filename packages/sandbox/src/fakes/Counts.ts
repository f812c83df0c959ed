import type { NextFunction, Request, Response } from 'express';

/**
 * What a made-up server was asked.
 *
 * @public
 */
export interface RequestCounts {
  total: number;
  /** By method and kind of path, such as `GET /api/v1/applications/{name}` of an Argo CD. */
  byPath: Record<string, number>;
  /** Sent in answers, headers and all, streams apart. */
  bytes: number;
}

/** Counts requests, and holds them back where that is asked for. */
export class Counts {
  private counts: RequestCounts = { total: 0, byPath: {}, bytes: 0 };

  /**
   * @param kindOf - of a request, with the same text for all that ask for the same kind of thing
   * @param isStream - whether its answer goes on and on
   */
  constructor(
    private readonly kindOf: (request: Request) => string,
    private readonly isStream: (request: Request) => boolean = () => false,
  ) {}

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
    const key = `${request.method} ${this.kindOf(request)}`;
    this.counts.total += 1;
    this.counts.byPath[key] = (this.counts.byPath[key] ?? 0) + 1;
    if (!this.isStream(request)) {
      const { socket } = request;
      const before = socket.bytesWritten;
      response.once('finish', () => {
        this.counts.bytes += socket.bytesWritten - before;
      });
    }
    next();
  };
}

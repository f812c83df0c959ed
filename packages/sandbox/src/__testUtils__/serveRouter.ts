import express, { type Router } from 'express';
import { serveOnLoopback } from '../wire/serveOnLoopback';
import { ask, type Answer } from './wire';

/** A stand-in by itself, on loopback. */
export async function serveRouter(router: Router, token = 'sandbox') {
  const { url, stop } = await serveOnLoopback(express().use(router));
  return {
    url,
    get: (
      address: string,
      query: Record<string, string> | Array<[string, string]> = {},
    ): Promise<Answer> =>
      ask(`${url}${address}?${new URLSearchParams(query)}`, { token }),
    send: (method: string, address: string, body?: unknown) =>
      ask(`${url}${address}`, { token, method, body }),
    stop,
  };
}

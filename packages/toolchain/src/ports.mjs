import net from 'node:net';
import { Problem } from './problem.mjs';

/** Resolves when nothing listens on a loopback port, else rejects with how to choose another. */
export async function requireFreePort(port, { what, option }) {
  for (const host of ['127.0.0.1', '::1']) {
    const taken = await isTaken(port, host);
    if (taken) {
      throw new Problem(
        `Port ${port} for ${what} is taken by another program. Stop that program, or choose another port: npm start -- ${option} ${
          port + 10
        }`,
      );
    }
  }
}

function isTaken(port, host) {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', error => {
      if (error.code === 'EADDRINUSE') resolve(true);
      else if (error.code === 'EADDRNOTAVAIL' || error.code === 'EAFNOSUPPORT')
        resolve(false);
      else if (error.code === 'EACCES') {
        reject(
          new Problem(
            `Port ${port} may not be used by this user. Choose one above 1024.`,
          ),
        );
      } else reject(error);
    });
    server.listen({ port, host, exclusive: true }, () =>
      server.close(() => resolve(false)),
    );
  });
}

/** A port that was free a moment ago. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

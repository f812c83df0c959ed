const ATTEMPT_MS = 3_000;
const PATIENCE_MS = 60_000;

/**
 * Hears what a portal tells open pages, as Backstage's client does: by a socket with a person's token as its protocol, and a
 * subscription to each channel. `token()` resolves to the token; `onSignal` gets the channel that spoke. Resolves to
 * `{close()}`.
 */
export async function openSignals({ url, token, channels, onSignal }) {
  const deadline = Date.now() + PATIENCE_MS;
  let socket;
  // The very first makes the backend listen for sockets and may stay without an answer, so the client tries again.
  while (!socket) {
    if (Date.now() > deadline) {
      throw new Error(`the signals of ${url} could not be opened`);
    }
    socket = await connect(url, await token());
  }
  socket.onmessage = ({ data }) => onSignal(JSON.parse(String(data)).channel);
  for (const channel of channels) {
    socket.send(JSON.stringify({ action: 'subscribe', channel }));
  }
  return { close: () => socket.close() };
}

function connect(url, token) {
  return new Promise(resolve => {
    const socket = new WebSocket(
      `${url.replace('http', 'ws')}/api/signals`,
      token,
    );
    const giveUp = setTimeout(() => {
      socket.close();
      resolve(undefined);
    }, ATTEMPT_MS);
    socket.onopen = () => {
      clearTimeout(giveUp);
      resolve(socket);
    };
    // Refused: it is tried again as late as where nobody answers.
    socket.onerror = () => {};
  });
}

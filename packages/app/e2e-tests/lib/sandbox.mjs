/** Tells the sandbox what to do, as `npm run sandbox -- …` does. */
export async function tellSandbox(sandbox, command, body) {
  await ask(`${sandbox}/control/${command}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}

/** What the sandbox says. */
export const askSandbox = (sandbox, what) => ask(`${sandbox}/control/${what}`);

async function ask(address, init) {
  const response = await fetch(address, init);
  if (!response.ok) {
    throw new Error(`the sandbox refused ${address}: ${await response.text()}`);
  }
  return response.json();
}

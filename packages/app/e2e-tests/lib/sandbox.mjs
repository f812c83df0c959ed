/** Tells the sandbox what to do, as `npm run sandbox -- …` does. */
export async function tellSandbox(sandbox, command, body) {
  const response = await fetch(`${sandbox}/control/${command}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) {
    throw new Error(`the sandbox refused ${command}: ${await response.text()}`);
  }
}

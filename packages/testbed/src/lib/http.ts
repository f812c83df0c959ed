/** Whether something answers with success. */
export async function answers(
  url: string,
  init: RequestInit = {},
): Promise<boolean> {
  const response = await fetch(url, {
    signal: AbortSignal.timeout(5_000),
    ...init,
  });
  await response.body?.cancel();
  return response.ok;
}

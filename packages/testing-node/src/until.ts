/** Asks until the answer is as wanted; a test that waits for ever fails by its own time limit. */
export async function until<T>(
  ask: () => Promise<T> | T,
  fits: (answer: T) => boolean,
): Promise<T> {
  for (;;) {
    const answer = await ask();
    if (fits(answer)) return answer;
    await new Promise(resolve => setTimeout(resolve, 10));
  }
}

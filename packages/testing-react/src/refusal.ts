/** What a client throws when its backend refuses, with what that said. */
export const refusal = (statusCode: number, message = 'no') =>
  Object.assign(new Error(`Request failed with ${statusCode}`), {
    statusCode,
    body: { error: { message } },
  });

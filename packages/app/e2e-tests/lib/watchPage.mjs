/** The form library logs every step that it refuses; a refusal is no fault. */
const isRefusal = text => text.startsWith('Form validation failed');

/** Collects what a browser's console would show as an error, uncaught errors, and answers of 500 and above. */
export function watchPage(page) {
  let seen = [];
  page.on('console', message => {
    if (message.type() === 'error' && !isRefusal(message.text())) {
      seen.push(message.text());
    }
  });
  page.on('pageerror', error => seen.push(error.stack ?? error.message));
  page.on('response', response => {
    if (response.status() >= 500) {
      seen.push(
        `${response.status()} ${response.request().method()} ${response.url()}`,
      );
    }
  });
  return {
    /** Throws when anything was seen since the last call. */
    assertQuiet() {
      const errors = seen;
      seen = [];
      if (errors.length > 0) {
        throw new Error(
          `the browser reported:\n            ${errors.join('\n            ')}`,
        );
      }
    },
  };
}

/** Something a person can mend; its message is shown without a stack. */
export class Problem extends Error {}

const causes = [
  {
    pattern: /ENOSPC|no space left on device/i,
    text: 'The disk is full. The set-up needs about 3 GB: free some space and run the command again.',
  },
  {
    pattern:
      /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|getaddrinfo|network timeout|RequestError|socket hang up/,
    text:
      'The package registry cannot be reached. Check the network and proxy, and, if you use a registry mirror, ' +
      '`npm config get registry`; then run the command again: what was fetched already is kept.',
  },
  {
    pattern: /E401|E403|YN0041|Unauthorized|Forbidden/,
    text: 'The package registry refused the request. Log in to it (`npm login`) or check the credentials in your npm configuration.',
  },
  {
    pattern: /EACCES|EPERM|permission denied/i,
    text: 'A file could not be written. Check that the checkout belongs to you; never run the set-up with sudo in somebody else’s folder.',
  },
  {
    pattern: /YN0028|lockfile would have been modified/,
    text: 'yarn.lock does not match the package.json files. Run `npm run yarn install` and commit the new yarn.lock.',
  },
];

/** Says in words why an install step failed, with the tool's own last lines below. */
export function explainInstallFailure(step, output) {
  const cause = causes.find(({ pattern }) => pattern.test(output));
  const tail = output.trim().split('\n').slice(-12).join('\n');
  return new Problem(
    `${step} failed. ${cause?.text ?? 'The tool said this:'}\n\n${tail}`,
  );
}

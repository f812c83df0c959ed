const NAME = /^[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/;

/**
 * The name that the configuration gives an upstream, which stands in addresses, metrics and messages, or an error that says
 * which key is wrong.
 *
 * @public
 */
export function readName(text: string, key: string): string {
  if (NAME.test(text)) return text;
  throw new Error(
    `${key} is '${text}': write letters, digits, dots, - and _, at most 63`,
  );
}

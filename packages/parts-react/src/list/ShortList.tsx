import { Link, Text } from '@backstage/ui';
import type { JSX, ReactNode } from 'react';

/**
 * The first of a list, how many more there are, and the way to all of them.
 *
 * @public
 */
export const ShortList = <T,>({
  items,
  none,
  most,
  more,
  all: { href, text },
  children,
}: {
  /** Undefined while nothing is known of them. */
  items: readonly T[] | undefined;
  /** Said where there is none. */
  none?: string;
  /** As many as are shown. */
  most: number;
  /** Says how many more there are. */
  more: (count: number) => string;
  /** The way to all of them; none without an address. */
  all: { href: string | undefined; text: string };
  /** Draws the first of them, of which there is at least one. */
  children: (first: T[]) => ReactNode;
}): JSX.Element => (
  <>
    {none && items?.length === 0 && (
      <Text as="p" color="secondary">
        {none}
      </Text>
    )}
    {items && items.length > 0 && children(items.slice(0, most))}
    {items && items.length > most && (
      <Text as="p" variant="body-small" color="secondary">
        {more(items.length - most)}
      </Text>
    )}
    {href && <Link href={href}>{text}</Link>}
  </>
);

import { Link, Text } from '@backstage/ui';
import type { JSX, ReactNode } from 'react';
import { RowList } from './Rows';

/**
 * The first of a list as {@link Row}s, how many more there are, and the way to all of them.
 *
 * @public
 */
export const ShortList = <T,>({
  label,
  items,
  none,
  most,
  more,
  all: { href, text },
  children,
}: {
  /** What the list is called. */
  label: string;
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
  /** Draws the row of one, with a key. */
  children: (item: T) => ReactNode;
}): JSX.Element => (
  <>
    {none && items?.length === 0 && (
      <Text as="p" color="secondary">
        {none}
      </Text>
    )}
    {items && items.length > 0 && (
      <RowList label={label}>
        {items.slice(0, most).map(item => children(item))}
      </RowList>
    )}
    {items && items.length > most && (
      <Text as="p" variant="body-small" color="secondary">
        {more(items.length - most)}
      </Text>
    )}
    {href && <Link href={href}>{text}</Link>}
  </>
);

import { Flex, Link, Skeleton, Text } from '@backstage/ui';
import { useLiveRead } from '@idp/live-react';
import { changesSignalChannel } from '@idp/plugin-changes-common';
import { useEffect } from 'react';
import usePreviousDistinct from 'react-use/lib/usePreviousDistinct';

export interface EntityLink {
  href: string;
  title: string;
  description?: string;
}

/** Somebody who has just started the portal, or just merged a first tenant, need not load the page again. */
export const AGAIN_MS = 3_000;

/**
 * A short list of links. It reads again after a merge; and, while a catalog is being filled, until it is not empty and two
 * reads in a row say the same.
 */
export const EntityLinks = ({
  load,
  empty,
}: {
  load: () => Promise<EntityLink[]>;
  empty: string;
}) => {
  const { value, error, pending, reload } = useLiveRead(
    changesSignalChannel,
    'links',
    async () => (await load()).sort((a, b) => a.title.localeCompare(b.title)),
  );
  const before = usePreviousDistinct(value);
  const settled =
    Boolean(value?.length) && JSON.stringify(value) === JSON.stringify(before);

  useEffect(() => {
    if (pending || settled) return undefined;
    const again = setTimeout(reload, AGAIN_MS);
    return () => clearTimeout(again);
  }, [value, error, pending, settled, reload]);

  if (pending) return <Skeleton width="100%" height={72} />;
  if (!value) {
    return (
      <Text as="p" color="danger">
        The catalog did not answer: {(error as Error).message}
      </Text>
    );
  }
  if (value.length === 0) {
    return (
      <Text as="p" color="secondary">
        {empty}
      </Text>
    );
  }
  return (
    <Flex direction="column" gap="3">
      {value.map(({ href, title, description }) => (
        <Flex key={href} direction="column" gap="0">
          <Link href={href} weight="bold">
            {title}
          </Link>
          {description && (
            <Text as="p" variant="body-small" color="secondary">
              {description}
            </Text>
          )}
        </Flex>
      ))}
    </Flex>
  );
};

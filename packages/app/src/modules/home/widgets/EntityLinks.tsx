import { Flex, Link, Skeleton, Text } from '@backstage/ui';
import useAsyncRetry from 'react-use/lib/useAsyncRetry';
import useInterval from 'react-use/lib/useInterval';

export interface EntityLink {
  href: string;
  title: string;
  description?: string;
}

/** Somebody who has just started the portal, or just merged a first tenant, need not load the page again. */
const AGAIN_MS = 3_000;

/** A short list of links; while there are none, it looks again. */
export const EntityLinks = ({
  load,
  empty,
}: {
  load: () => Promise<EntityLink[]>;
  empty: string;
}) => {
  const { value, loading, error, retry } = useAsyncRetry(load, []);
  useInterval(retry, value?.length || loading ? null : AGAIN_MS);
  if (loading && !value) return <Skeleton width="100%" height={72} />;
  if (error) {
    return (
      <Text as="p" color="danger">
        The catalog did not answer: {error.message}
      </Text>
    );
  }
  if (!value?.length) {
    return (
      <Text as="p" color="secondary">
        {empty}
      </Text>
    );
  }
  return (
    <Flex direction="column" gap="3">
      {[...value]
        .sort((a, b) => a.title.localeCompare(b.title))
        .map(({ href, title, description }) => (
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

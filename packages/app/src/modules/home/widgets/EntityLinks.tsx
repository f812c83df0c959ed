import { Flex, Link, Skeleton, Text } from '@backstage/ui';
import useAsync from 'react-use/lib/useAsync';

export interface EntityLink {
  href: string;
  title: string;
  description?: string;
}

/** A short list of links that is loaded once. */
export const EntityLinks = ({
  load,
  empty,
}: {
  load: () => Promise<EntityLink[]>;
  empty: string;
}) => {
  const { value, loading, error } = useAsync(load, []);
  if (loading) return <Skeleton width="100%" height={72} />;
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

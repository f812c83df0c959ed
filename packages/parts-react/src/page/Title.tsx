import { Flex, Text } from '@backstage/ui';

/**
 * What a page or a tab is called, and what it shows.
 *
 * @public
 */
export const Title = ({
  title,
  text,
  page = false,
}: {
  title: string;
  text: string;
  /** Of a page, and not of a tab of one. */
  page?: boolean;
}) => (
  <Flex direction="column" gap="1">
    <Text
      as={page ? 'h1' : 'h2'}
      variant={page ? 'title-medium' : 'title-small'}
    >
      {title}
    </Text>
    <Text as="p" color="secondary">
      {text}
    </Text>
  </Flex>
);

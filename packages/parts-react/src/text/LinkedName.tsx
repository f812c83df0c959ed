import { Link, Text } from '@backstage/ui';

/**
 * What a row is about, with the way to it where there is one.
 *
 * @public
 */
export const LinkedName = ({
  href,
  name,
}: {
  href: string | undefined;
  name: string;
}) =>
  href ? (
    <Link href={href} weight="bold">
      {name}
    </Link>
  ) : (
    <Text weight="bold">{name}</Text>
  );

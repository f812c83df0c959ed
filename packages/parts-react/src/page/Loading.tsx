import { Skeleton } from '@backstage/ui';

/**
 * The place of what is still read, and a word for who does not see it.
 *
 * @public
 */
export const Loading = ({
  label,
  height,
}: {
  label: string;
  height: number;
}) => (
  <div role="status" aria-label={label}>
    <Skeleton width="100%" height={height} />
  </div>
);

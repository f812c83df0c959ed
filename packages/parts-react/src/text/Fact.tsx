import type { ReactNode } from 'react';

/**
 * One term of a list of facts, with its value or values; for a `dl`.
 *
 * @public
 */
export const Fact = ({
  term,
  children,
}: {
  term: string;
  children: ReactNode | ReactNode[];
}) => (
  <div>
    <dt>{term}</dt>
    {(Array.isArray(children) ? children : [children]).map((child, index) => (
      <dd key={index}>{child}</dd>
    ))}
  </div>
);

import type { ReactNode } from 'react';

/** One line of a definition list. */
export const Fact = ({
  term,
  children,
}: {
  term: string;
  children: ReactNode;
}) => (
  <>
    <dt>{term}</dt>
    <dd>{children}</dd>
  </>
);

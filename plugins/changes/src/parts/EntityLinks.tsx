import { Fragment } from 'react';
import { EntityLink } from './EntityLink';

/** Links to entities, in one line of text. */
export const EntityLinks = ({ entityRefs }: { entityRefs: string[] }) => (
  <>
    {entityRefs.map((ref, index) => (
      <Fragment key={ref}>
        {index > 0 && ', '}
        <EntityLink entityRef={ref} />
      </Fragment>
    ))}
  </>
);

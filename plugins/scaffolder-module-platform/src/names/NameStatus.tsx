import { Link } from '@backstage/core-components';
import { Text } from '@backstage/ui';
import { takenReason } from './askNames';
import { derivedNames, type NameQuery } from './nameQuery';
import type { NameCheck } from './useNameCheck';

const Availability = ({ check }: { check: NameCheck }) => {
  switch (check.status) {
    case 'asking':
      return (
        <Text as="p" variant="body-small" color="secondary">
          Looking whether it is free …
        </Text>
      );
    case 'failed':
      return (
        <Text as="p" variant="body-small" color="warning">
          Whether it is free cannot be told right now; it is checked again
          before anything is opened.
        </Text>
      );
    case 'answered': {
      const reason = takenReason(check.answer);
      const taker = check.answer.takenBy;
      return reason ? (
        <Text as="p" variant="body-small" color="danger">
          {reason}{' '}
          {taker?.kind === 'change' && taker.id && (
            <Link to={`/changes/${taker.id}`}>Read that change</Link>
          )}
        </Text>
      ) : (
        <Text as="p" variant="body-small" color="primary">
          Available
        </Text>
      );
    }
    default:
      return null;
  }
};

/** Under the field: what is wrong or whether it is free, and the names that follow from it. */
export const NameStatus = ({
  problem,
  query,
  check,
  id,
}: {
  problem?: string;
  query?: NameQuery;
  check: NameCheck;
  id: string;
}) => (
  <div id={id} role="status" style={{ minHeight: 20 }}>
    {problem ? (
      <Text as="p" variant="body-small" color="danger">
        {problem}
      </Text>
    ) : (
      <>
        <Availability check={check} />
        {query && (
          <Text as="p" variant="body-small" color="secondary">
            {derivedNames(query).map(({ label, value }, index) => (
              <span key={label}>
                {index > 0 && ' · '}
                {label} <code>{value}</code>
              </span>
            ))}
          </Text>
        )}
      </>
    )}
  </div>
);

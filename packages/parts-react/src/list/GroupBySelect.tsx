import { Select } from '@backstage/ui';

/**
 * Chooses what the rows of a list are grouped by.
 *
 * @public
 */
export const GroupBySelect = <G extends string>({
  label,
  noGroup,
  groupings,
  wordOf,
  chosen,
  onChange,
}: {
  label: string;
  /** Says that they are not grouped. */
  noGroup: string;
  groupings: readonly G[];
  wordOf: (grouping: G) => string;
  chosen: G | undefined;
  onChange: (grouping: G | undefined) => void;
}) => (
  <Select
    label={label}
    options={[
      { id: 'none', label: noGroup },
      ...groupings.map(id => ({ id, label: wordOf(id) })),
    ]}
    value={chosen ?? 'none'}
    onChange={key => onChange(groupings.find(one => one === key))}
  />
);

import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Select } from '@backstage/ui';
import { useLanguage } from '@idp/live-react';
import { useRef } from 'react';
import { partsTranslationRef } from '../translation';

/**
 * Chooses some of what rows have in common, each with how many rows fit.
 *
 * @public
 */
export const FacetSelect = ({
  label,
  names,
  chosen,
  counts,
  wordOf = name => name,
  onChange,
}: {
  label: string;
  /** All that there may be, in their order; those that were counted when absent. */
  names?: readonly string[];
  chosen: string[];
  /** Rows by name; no numbers are shown without them. */
  counts?: Partial<Record<string, number>>;
  wordOf?: (name: string) => string;
  onChange: (chosen: string[]) => void;
}) => {
  const { t } = useTranslationRef(partsTranslationRef);
  const number = new Intl.NumberFormat(useLanguage());
  // What is filtered away is not counted, and one may want it all the same.
  const seen = useRef(new Set<string>());
  [...Object.keys(counts ?? {}), ...chosen].forEach(name =>
    seen.current.add(name),
  );
  const shown =
    names ?? [...seen.current].sort((a, b) => a.localeCompare(b, 'en'));
  return (
    <Select
      label={label}
      placeholder={t('list.all')}
      selectionMode="multiple"
      options={shown.map(name => ({
        id: name,
        label: counts
          ? t('list.option', {
              name: wordOf(name),
              total: number.format(counts[name] ?? 0),
            })
          : wordOf(name),
      }))}
      value={chosen}
      onChange={keys => onChange(keys.map(String))}
      {...(shown.length > 10 && { search: {} })}
    />
  );
};

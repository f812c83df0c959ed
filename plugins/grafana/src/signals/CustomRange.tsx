import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Text } from '@backstage/ui';
import { useLanguage } from '@idp/live-react';
import { useId, useState, type FormEvent } from 'react';
import { valueText } from '../format';
import type { Bounds } from '../model/range';
import { fromLocalInput, readersZone, toLocalInput } from '../time';
import { grafanaTranslationRef } from '../translation';
import styles from './RangePicker.module.css';

const asIs = (value: string) => value;

/** Two fields for date and time. */
export const CustomRange = ({
  bounds,
  maxSeconds,
  onChange,
}: {
  bounds: Bounds;
  maxSeconds: number;
  onChange: (bounds: Bounds) => void;
}) => {
  const { t } = useTranslationRef(grafanaTranslationRef);
  const language = useLanguage();
  const zone = readersZone();
  const id = useId();
  const [from, setFrom] = useState(toLocalInput(bounds.from, zone));
  const [to, setTo] = useState(toLocalInput(bounds.to, zone));
  const [refusal, setRefusal] = useState<string>();

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const next = {
      from: fromLocalInput(from, zone) ?? NaN,
      to: fromLocalInput(to, zone) ?? NaN,
    };
    if (!(next.from < next.to)) {
      setRefusal(t('range.order'));
    } else if (next.to - next.from > maxSeconds * 1000) {
      const longest = valueText('seconds', language, {
        requestsPerSecond: asIs,
        perSecond: asIs,
      })(maxSeconds);
      setRefusal(t('range.tooLong', { longest }));
    } else {
      setRefusal(undefined);
      onChange(next);
    }
  };

  return (
    <form className={styles.custom} onSubmit={submit} noValidate>
      {(
        [
          ['from', from, setFrom],
          ['to', to, setTo],
        ] as const
      ).map(([name, value, set]) => (
        <label key={name} htmlFor={`${id}-${name}`} className={styles.field}>
          {t(`range.${name}`)}
          <input
            id={`${id}-${name}`}
            type="datetime-local"
            required
            value={value}
            aria-describedby={refusal ? `${id}-refusal` : undefined}
            aria-invalid={refusal ? true : undefined}
            onChange={event => set(event.target.value)}
          />
        </label>
      ))}
      <Button type="submit" size="small" variant="secondary">
        {t('range.apply')}
      </Button>
      {refusal && (
        <Text
          as="p"
          role="alert"
          id={`${id}-refusal`}
          color="danger"
          className={styles.refusal}
        >
          {refusal}
        </Text>
      )}
    </form>
  );
};

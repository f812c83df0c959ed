import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text, ToggleButton, ToggleButtonGroup } from '@backstage/ui';
import { useState } from 'react';
import {
  boundsOf,
  isLive,
  PRESETS,
  type Preset,
  type Range,
} from '../model/range';
import { useTimeWords, zoneText } from '../time';
import { grafanaTranslationRef } from '../translation';
import { CustomRange } from './CustomRange';
import styles from './RangePicker.module.css';

const CUSTOM = 'custom';

/** From when to when one looks: up to now, or any other range in the reader's time zone. */
export const RangePicker = ({
  range,
  maxSeconds,
  onChange,
}: {
  range: Range;
  /** Longer ranges are not offered. */
  maxSeconds: number;
  onChange: (range: Range) => void;
}) => {
  const { t } = useTranslationRef(grafanaTranslationRef);
  const words = useTimeWords();
  const [open, setOpen] = useState(false);
  const custom = open || !isLive(range);
  const presets = Object.keys(PRESETS) as Preset[];
  return (
    <div className={styles.range}>
      <ToggleButtonGroup
        aria-label={t('range.label')}
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[custom ? CUSTOM : (range as { last: Preset }).last]}
        onSelectionChange={keys => {
          const [key] = [...keys];
          setOpen(key === CUSTOM);
          if (key !== CUSTOM) onChange({ last: key as Preset });
        }}
      >
        {presets.map(preset => (
          <ToggleButton
            key={preset}
            id={preset}
            aria-label={t(`range.${preset}`)}
            isDisabled={PRESETS[preset] / 1000 > maxSeconds}
          >
            {t(`range.short.${preset}`)}
          </ToggleButton>
        ))}
        <ToggleButton id={CUSTOM} aria-label={t('range.custom')}>
          {t('range.short.custom')}
        </ToggleButton>
      </ToggleButtonGroup>
      {custom && (
        <CustomRange
          bounds={boundsOf(range, Date.now())}
          maxSeconds={maxSeconds}
          onChange={next => {
            setOpen(false);
            onChange(next);
          }}
        />
      )}
      <Text as="p" variant="body-small" color="secondary">
        {t('range.zone', { zone: zoneText(Date.now(), words) })}
      </Text>
    </div>
  );
};

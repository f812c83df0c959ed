import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { FacetSelect } from '@idp/parts-react';
import { ALERT_STATES, type AlertState } from '@idp/plugin-grafana-common';
import type { Counts } from '../model/states';
import { grafanaTranslationRef } from '../translation';
import styles from './Alerts.module.css';

/** Chooses states, each with how many rules are in it. */
export const StateFilter = ({
  chosen,
  counts,
  onChange,
}: {
  chosen: AlertState[];
  counts: Counts;
  onChange: (chosen: AlertState[]) => void;
}) => {
  const { t } = useTranslationRef(grafanaTranslationRef);
  return (
    <div className={styles.filter}>
      <FacetSelect
        label={t('alerts.filter')}
        names={ALERT_STATES}
        chosen={chosen}
        counts={counts}
        wordOf={name => t(`state.${name as AlertState}`)}
        onChange={states =>
          onChange(ALERT_STATES.filter(one => states.includes(one)))
        }
      />
    </div>
  );
};

import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link, Text } from '@backstage/ui';
import { ground } from '@idp/parts-react';
import { useId } from 'react';
import { RuleRow } from '../alerts';
import alertStyles from '../alerts/Alerts.module.css';
import { useAlerts } from '../api';
import { isWorrying, worstFirst } from '../model/states';
import {
  AlertCounts,
  BoxedList,
  ReadNotices,
  useObservabilityHref,
} from '../parts';
import { grafanaTranslationRef } from '../translation';

/** The platform has many rules; here stands what somebody should look at. */
const SHOWN = 20;

/** What of the platform's own rules holds; the others are a link away. */
export const PlatformAlerts = ({ entityRef }: { entityRef: string }) => {
  const { t } = useTranslationRef(grafanaTranslationRef);
  const heading = useId();
  const read = useAlerts(entityRef);
  const href = useObservabilityHref()(entityRef, 'alerts');
  const { value } = read;
  const rules = worstFirst(
    value?.rules.filter(({ state }) => isWorrying(state)) ?? [],
    rule => rule.state,
  );
  const more = rules.length - SHOWN;
  return (
    <section
      aria-labelledby={heading}
      className={`${ground.legible} ${alertStyles.view}`}
    >
      <Text as="h3" variant="title-x-small" id={heading}>
        {t('page.platformAlerts')}
      </Text>
      <ReadNotices
        read={read}
        loading={t('alerts.loading')}
        failed={t('failure.alerts')}
      />
      {value && (
        <div role="status">
          <AlertCounts counts={value.counts} />
        </div>
      )}
      {value && rules.length === 0 && (
        <Text as="p" color="secondary" className={alertStyles.text}>
          {t('page.platformQuiet')}
        </Text>
      )}
      {rules.length > 0 && (
        <BoxedList aria-labelledby={heading}>
          {rules.slice(0, SHOWN).map(rule => (
            <RuleRow key={`${rule.source.name} ${rule.id}`} rule={rule} />
          ))}
        </BoxedList>
      )}
      {value && href && (
        <Link href={href}>
          {more > 0
            ? t('page.platformRules', { count: more })
            : t('page.allRules')}
        </Link>
      )}
    </section>
  );
};

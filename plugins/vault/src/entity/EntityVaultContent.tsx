import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Flex, Text } from '@backstage/ui';
import { Title } from '@idp/parts-react';
import { useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import { AddLink } from '../actions/AddLink';
import { OtherDeliveries } from '../details/OtherDeliveries';
import { SecretPathPanel } from '../details/SecretPathPanel';
import { Freshness } from '../parts';
import { vaultTranslationRef } from '../translation';
import { EntityNotices } from './EntityNotices';
import styles from './EntityVaultContent.module.css';
import { countsOf, isShown, showOf, type Show } from './show';
import { ShowFilter } from './ShowFilter';
import { useEntitySecrets } from './useEntitySecrets';

/** So many are open at first: what is one workload's is seen at a glance. */
const OPEN = 2;
/** So few need no filter. */
const FEW = 5;
/** As many rows as one looks through; the filter and the list of all find the rest. */
const SHOWN = 50;

/** Every secret of the entity, what needs somebody first: paths, age, delivery, and what to do. */
export const EntityVaultContent = () => {
  const { t } = useTranslationRef(vaultTranslationRef);
  const { value, error, reload, paths, entity, entityRef } = useEntitySecrets();
  const [params, setParams] = useSearchParams();
  const [most, setMost] = useState(SHOWN);
  const show = showOf(params.get('show'));
  const chosen = params.get('secret');
  const shown = paths.filter(path => isShown(path, show));
  const choose = (next: Show) =>
    setParams(next === 'all' ? {} : { show: next }, { replace: true });
  return (
    <Flex direction="column" gap="4">
      <div className={styles.head}>
        <Title title={t('title')} text={t('tab.intro')} />
        {value && <AddLink entity={entity} />}
      </div>
      <EntityNotices {...{ entity, value, error, reload }} height={240} />
      {paths.length > FEW && (
        <ShowFilter show={show} counts={countsOf(paths)} onChange={choose} />
      )}
      {value &&
        shown
          .slice(0, most)
          .map(path => (
            <SecretPathPanel
              key={path.id}
              path={path}
              entityRef={entityRef}
              sources={value.sources}
              mayRefresh={value.permissions.refresh}
              open={paths.length <= OPEN}
              chosen={path.id === chosen}
              onDone={reload}
            />
          ))}
      {shown.length > most && (
        <div>
          <Button variant="secondary" onPress={() => setMost(most + SHOWN)}>
            {t('card.more', { count: shown.length - most })}
          </Button>
        </div>
      )}
      {paths.length > 0 && shown.length === 0 && (
        <Text as="p" color="secondary" className={styles.line}>
          {t('tab.none')}
        </Text>
      )}
      {value && (
        <OtherDeliveries
          deliveries={value.otherDeliveries}
          entityRef={entityRef}
          sources={value.sources}
          mayRefresh={value.permissions.refresh}
          onDone={reload}
        />
      )}
      {value && paths.length > 0 && !value.permissions.refresh && (
        <Text as="p" variant="body-small" color="secondary">
          {t('refresh.notAllowed')}
        </Text>
      )}
      {value && <Freshness sources={value.sources} />}
    </Flex>
  );
};

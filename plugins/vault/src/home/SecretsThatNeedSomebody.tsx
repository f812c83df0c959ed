import {
  useApi,
  useRouteRef,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { Flex } from '@backstage/ui';
import { useOwnedRead } from '@idp/live-react';
import { entityName, LinkedName, Row, ShortList } from '@idp/parts-react';
import { vaultSignalChannel } from '@idp/plugin-vault-common';
import { vaultApiRef } from '../api';
import { rowId } from '../list/rowId';
import {
  FindingStatus,
  ReadNotices,
  RotationStatus,
  useSecretHref,
} from '../parts';
import { rootRouteRef } from '../routes';
import { vaultTranslationRef } from '../translation';
import { readMine } from './readMine';

const SHOWN = 5;

/** Which of the secrets that one's groups write are missing, do not arrive, or are too old; on the home page. */
export const SecretsThatNeedSomebody = () => {
  const { t } = useTranslationRef(vaultTranslationRef);
  const api = useApi(vaultApiRef);
  const hrefOf = useSecretHref();
  const list = useRouteRef(rootRouteRef);
  const read = useOwnedRead(vaultSignalChannel, refs => readMine(api, refs));
  const { value } = read;
  return (
    <Flex direction="column" gap="3">
      <ReadNotices
        read={read}
        failed={t('failure.list')}
        loading={t('home.loading')}
        height={72}
      />
      <ShortList
        label={t('home.label')}
        items={value?.items}
        none={value?.total ? t('home.fine') : t('home.nothing')}
        most={SHOWN}
        more={count => t('home.more', { count })}
        all={{ href: list?.(), text: t('home.all') }}
      >
        {row => {
          const { ref, entityRef, finding, vault } = row;
          const href = entityRef && hrefOf(entityRef, ref);
          return (
            <Row
              key={rowId(row)}
              name={<LinkedName href={href} name={ref.path} />}
              states={
                <>
                  <RotationStatus rotation={vault?.rotation} />
                  {finding !== 'ok' && <FindingStatus finding={finding} />}
                </>
              }
              about={[
                t('tab.server', { server: ref.server }),
                entityRef && entityName(entityRef),
              ]
                .filter(Boolean)
                .join(' · ')}
            />
          );
        }}
      </ShortList>
    </Flex>
  );
};

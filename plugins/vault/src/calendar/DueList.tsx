import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link, Text } from '@backstage/ui';
import { entityName } from '@idp/parts-react';
import type { SecretRow } from '@idp/plugin-vault-common';
import { rowId } from '../list/rowId';
import { useSecretHref } from '../parts';
import { vaultTranslationRef } from '../translation';
import styles from './Calendar.module.css';

/** Secrets that fall due, each linked to where it is told what to do. */
export const DueList = ({
  label,
  secrets,
}: {
  label: string;
  secrets: SecretRow[];
}) => {
  const { t } = useTranslationRef(vaultTranslationRef);
  const hrefOf = useSecretHref();
  return (
    <ul aria-label={label} className={styles.due}>
      {secrets.map(row => {
        const { ref, entityRef, writtenBy, vault } = row;
        const href = entityRef && hrefOf(entityRef, ref);
        return (
          <li key={rowId(row)}>
            {href ? (
              <Link href={href}>{ref.path}</Link>
            ) : (
              <Text>{ref.path}</Text>
            )}
            <Text variant="body-small" color="secondary">
              {[
                t('tab.server', { server: ref.server }),
                vault?.rotation &&
                  t('calendar.due', {
                    date: vault.rotation.dueAt.slice(0, 10),
                  }),
                writtenBy && `${t('facts.writtenBy')} ${entityName(writtenBy)}`,
              ]
                .filter(Boolean)
                .join(' · ')}
            </Text>
          </li>
        );
      })}
    </ul>
  );
};

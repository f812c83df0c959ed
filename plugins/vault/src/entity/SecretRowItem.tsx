import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link, Text } from '@backstage/ui';
import { entityName, Row, Status } from '@idp/parts-react';
import { RiPriceTag3Line } from '@remixicon/react';
import { shortName, type SecretPath } from '../model/paths';
import { FindingStatus, RotationStatus, useSecretHref } from '../parts';
import { vaultTranslationRef } from '../translation';
import styles from './SecretRowItem.module.css';

/** One secret of an entity in short: what is the matter in which Vault, and who writes it. */
export const SecretRowItem = ({
  path,
  entityRef,
}: {
  path: SecretPath;
  entityRef: string;
}) => {
  const { t } = useTranslationRef(vaultTranslationRef);
  const href = useSecretHref()(entityRef, path.first.ref);
  const { first, copies, id } = path;
  const alike = copies.every(copy => copy.finding === first.finding);
  const name = (
    <Text as="strong" weight="bold">
      {shortName(first.ref.path)}
    </Text>
  );
  const owner =
    first.entityRef && first.entityRef !== entityRef
      ? entityName(first.entityRef)
      : undefined;
  return (
    <Row
      name={
        <>
          {href ? <Link href={href}>{name}</Link> : name}
          {owner && <Text color="secondary"> {owner}</Text>}
        </>
      }
      states={
        <>
          <RotationStatus rotation={path.standing.rotation} />
          {alike ? (
            <FindingStatus finding={path.standing.finding} />
          ) : (
            copies.map(copy => (
              <span key={copy.ref.server} className={styles.copy}>
                <Status
                  look={[RiPriceTag3Line, 'neutral']}
                  word={copy.ref.server}
                />
                <FindingStatus finding={copy.finding} />
              </span>
            ))
          )}
        </>
      }
      about={
        <>
          {id}
          {first.writtenBy &&
            ` · ${t('facts.writtenBy')} ${entityName(first.writtenBy)}`}
        </>
      }
    />
  );
};

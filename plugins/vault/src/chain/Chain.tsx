import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text, VisuallyHidden } from '@backstage/ui';
import type { ChainLink } from '@idp/plugin-vault-common';
import {
  RiCheckboxCircleFill,
  RiErrorWarningFill,
  RiHourglassLine,
  RiQuestionFill,
  type RemixiconComponentType,
} from '@remixicon/react';
import { vaultTranslationRef } from '../translation';
import styles from './Chain.module.css';

const ICONS: Record<ChainLink['state'], RemixiconComponentType> = {
  ok: RiCheckboxCircleFill,
  broken: RiErrorWarningFill,
  waiting: RiHourglassLine,
  unknown: RiQuestionFill,
};

/** The way of a secret from its path to the workload; where it is broken is marked, and what to do is said below. */
export const Chain = ({
  links,
  cluster,
}: {
  links: ChainLink[];
  cluster: string;
}) => {
  const { t } = useTranslationRef(vaultTranslationRef);
  const told = links.filter(
    ({ state, message }) => state !== 'waiting' && message,
  );
  return (
    <div className={styles.frame}>
      <ol aria-label={t('chain.label', { cluster })} className={styles.chain}>
        {links.map(({ kind, name, state }) => {
          const Icon = ICONS[state] ?? RiQuestionFill;
          return (
            <li
              key={`${kind}/${name}`}
              className={`${styles.link} ${styles[state] ?? ''}`}
            >
              <span className={styles.kind}>
                <Icon size={16} aria-hidden="true" />
                {t(`chain.${kind}`)}
              </span>
              <span className={styles.name} title={name}>
                {name}
              </span>
              {state === 'broken' ? (
                <span className={styles.mark}>{t('chain.broken')}</span>
              ) : (
                <VisuallyHidden>{t(`chain.${state}`)}</VisuallyHidden>
              )}
            </li>
          );
        })}
      </ol>
      {told.map(({ kind, name, message }) => (
        <Text as="p" key={`${kind}/${name}`} className={styles.message}>
          <Text as="strong" weight="bold">
            {t(`chain.${kind}`)}:
          </Text>{' '}
          {message}
        </Text>
      ))}
    </div>
  );
};

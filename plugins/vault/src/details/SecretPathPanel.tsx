import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Accordion, AccordionPanel, AccordionTrigger } from '@backstage/ui';
import { entityName, ground } from '@idp/parts-react';
import type { SourceState } from '@idp/plugin-vault-common';
import { useEffect, useRef, useState } from 'react';
import { shortName, type SecretPath } from '../model/paths';
import { vaultTranslationRef } from '../translation';
import { SecretCopy } from './SecretCopy';
import styles from './Secrets.module.css';
import { useStandingWords } from './useStandingWords';

/** One path of an entity: a row, and in it what every Vault knows of it and where it has arrived. */
export const SecretPathPanel = ({
  path,
  entityRef,
  sources,
  mayRefresh,
  open,
  chosen,
  onDone,
}: {
  path: SecretPath;
  /** The entity whose page this is. */
  entityRef: string;
  sources: SourceState[];
  mayRefresh: boolean;
  /** Open at first. */
  open: boolean;
  /** The address names it. */
  chosen: boolean;
  /** Something was asked of External Secrets. */
  onDone: () => void;
}) => {
  const { t } = useTranslationRef(vaultTranslationRef);
  const words = useStandingWords();
  const place = useRef<HTMLDivElement>(null);
  const [isOpen, setOpen] = useState(open || chosen);
  useEffect(() => {
    if (!chosen) return;
    setOpen(true);
    place.current?.scrollIntoView?.({ block: 'nearest' });
  }, [chosen]);
  const { id, first, copies, standing } = path;
  const elsewhere =
    first.entityRef && first.entityRef !== entityRef
      ? ` ${t('secret.of')} ${entityName(first.entityRef)}`
      : '';
  return (
    <div ref={place} className={`${ground.legible} ${styles.path}`}>
      <Accordion isExpanded={isOpen} onExpandedChange={setOpen}>
        <AccordionTrigger
          title={`${shortName(first.ref.path)}${elsewhere}`}
          subtitle={`${words(standing)} · ${id}`}
        />
        <AccordionPanel>
          {isOpen && (
            <div className={styles.copies}>
              {copies.map(secret => (
                <SecretCopy
                  key={secret.ref.server}
                  secret={secret}
                  entityRef={entityRef}
                  sources={sources}
                  mayRefresh={mayRefresh}
                  onDone={onDone}
                />
              ))}
            </div>
          )}
        </AccordionPanel>
      </Accordion>
    </div>
  );
};

import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ChangePerson } from '@idp/plugin-changes-common';
import { changesTranslationRef } from '../translation';
import { EntityLink } from './EntityLink';

/** A person's name, linked to the catalog where the catalog knows them. */
export const Person = ({ person }: { person?: ChangePerson }) => {
  const { t } = useTranslationRef(changesTranslationRef);
  if (!person) return <>{t('row.unknownAuthor')}</>;
  return person.entityRef ? (
    <EntityLink entityRef={person.entityRef} text={person.name} />
  ) : (
    <>{person.name}</>
  );
};

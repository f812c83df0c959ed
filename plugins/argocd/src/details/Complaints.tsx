import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Link, Text } from '@backstage/ui';
import { Time } from '@idp/live-react';
import type { EntityApplication } from '@idp/plugin-argocd-common';
import { complaintsOf, type Complaint } from '../model/complaints';
import { argocdTranslationRef } from '../translation';
import styles from './Complaints.module.css';

const NAMED = [
  'ComparisonError',
  'SyncError',
  'InvalidSpecError',
  'DeletionError',
  'UnknownError',
  'OrphanedResourceWarning',
  'SharedResourceWarning',
  'RepeatedResourceWarning',
  'ExcludedResourceWarning',
  'operation',
  'degraded',
] as const;

/** A tool's message may be a whole log. */
const MESSAGE_SHOWN = 2_000;

/** What is wrong, in words, and what to do about it. Nothing while all is well. */
export const Complaints = ({
  application,
  href,
}: {
  application: Pick<
    EntityApplication,
    'conditions' | 'operation' | 'health' | 'deletedAt' | 'troubles'
  >;
  /** Where the details stand; an object that is in trouble is linked there. */
  href?: string;
}) => {
  const { t } = useTranslationRef(argocdTranslationRef);
  const complaints = complaintsOf(application);
  const title = ({ type, resource, underway }: Complaint) => {
    if (resource) {
      const name = `${resource.kind} ${resource.name}`;
      const to = new URLSearchParams({ resource: resource.key });
      return t(underway ? 'conditions.underway' : 'conditions.trouble', {
        resource: href ? (
          <Link href={`${href}/resources?${to}`}>{name}</Link>
        ) : (
          <>{name}</>
        ),
      });
    }
    const named = NAMED.find(name => name === type);
    return named ? t(`conditions.${named}`) : t('conditions.other', { type });
  };
  const remedy = (complaint: Complaint) =>
    complaint.remedy ??
    (complaint.help && t(`conditions.help.${complaint.help}`)) ??
    (complaint.type === 'degraded' || complaint.type === 'trouble'
      ? t('conditions.degradedRemedy')
      : t('conditions.noRemedy'));
  if (complaints.length === 0 && !application.deletedAt) return null;
  return (
    <div
      role="group"
      aria-label={t('conditions.label')}
      className={styles.list}
    >
      {application.deletedAt && (
        <Alert
          status="warning"
          icon
          title={t('operation.deleting', {
            time: <Time iso={application.deletedAt} />,
          })}
        />
      )}
      {complaints.map((complaint, index) => (
        <Alert
          key={`${complaint.type}${index}`}
          status={complaint.warning ? 'warning' : 'danger'}
          icon
          title={
            <>
              {title(complaint)}
              {complaint.since && (
                <>
                  {', '}
                  {t('conditions.since', {
                    time: <Time iso={complaint.since} />,
                  })}
                </>
              )}
            </>
          }
          description={
            <>
              <Text as="p" variant="body-small" className={styles.text}>
                {complaint.message.slice(0, MESSAGE_SHOWN)}
              </Text>
              {!complaint.underway && (
                <Text as="p" variant="body-small" className={styles.text}>
                  {t('conditions.remedy', { remedy: remedy(complaint) })}
                </Text>
              )}
            </>
          }
        />
      ))}
    </div>
  );
};

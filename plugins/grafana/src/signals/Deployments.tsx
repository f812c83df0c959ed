import { useRouteRef, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link, Text } from '@backstage/ui';
import { ground } from '@idp/parts-react';
import type {
  DeploymentMarker,
  EntityMarkers,
} from '@idp/plugin-grafana-common';
import { useId } from 'react';
import { FailureNotice } from '../parts';
import { changeRouteRef } from '../routes';
import { momentText, useTimeWords } from '../time';
import { grafanaTranslationRef } from '../translation';
import styles from './Signals.module.css';

const What = ({ marker: { label, change } }: { marker: DeploymentMarker }) => {
  const route = useRouteRef(changeRouteRef);
  if (!change) return <>{label}</>;
  return (
    <>
      {label !== change.title && `${label} `}
      {route ? (
        <Link href={route({ id: change.id })}>{change.title}</Link>
      ) : (
        change.title
      )}
    </>
  );
};

/** What the marks of the charts stand for, the newest first. */
export const Deployments = ({
  read: { value, error, reload },
}: {
  read: { value?: EntityMarkers; error?: unknown; reload: () => void };
}) => {
  const { t } = useTranslationRef(grafanaTranslationRef);
  const words = useTimeWords();
  const heading = useId();
  const markers = [...(value?.markers ?? [])].reverse();
  const times = markers.map(({ at }) => Date.parse(at));
  // Its range, so that hours which came twice are told apart.
  const when =
    times.length > 0
      ? momentText(Math.min(...times), Math.max(...times), words)
      : String;
  return (
    <section
      aria-labelledby={heading}
      className={`${ground.panel} ${styles.panel}`}
    >
      <Text as="h3" variant="title-x-small" id={heading}>
        {t('signals.deployments')}
      </Text>
      {error !== undefined && (
        <FailureNotice
          title={t('failure.markers')}
          error={error}
          onRetry={reload}
        />
      )}
      {value && value.problems.length > 0 && (
        <Text as="p" variant="body-small" role="status">
          {t('signals.deploymentsPartial')} {value.problems.join(' ')}
        </Text>
      )}
      {value && markers.length === 0 && (
        <Text as="p" color="secondary">
          {t('signals.deploymentsNone')}
        </Text>
      )}
      {markers.length > 0 && (
        <ul className={styles.deployments} aria-labelledby={heading}>
          {markers.map((marker, index) => (
            <li key={`${marker.at} ${marker.environment} ${marker.label}`}>
              <time dateTime={marker.at}>{when(times[index])}</time>
              <Text color="secondary">{marker.environment}</Text>
              <span className={styles.what}>
                {marker.by ? (
                  t('signals.by', {
                    what: <What marker={marker} />,
                    who: marker.by,
                  })
                ) : (
                  <What marker={marker} />
                )}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
};

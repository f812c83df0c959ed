import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Time } from '@idp/live-react';
import { Fact, FactList } from '@idp/parts-react';
import type { EntityApplication, Revision } from '@idp/plugin-argocd-common';
import { deployedRevisions } from '../model/revision';
import { RevisionText } from '../parts';
import { argocdTranslationRef } from '../translation';
import { OperationText } from './OperationText';
import { SourceText } from './SourceText';

/** A page of pods may run a hundred images. */
const IMAGES_SHOWN = 5;

/** Where it comes from, where it goes, and how it stands. */
export const Facts = ({
  application,
  revisions,
  short,
}: {
  application: EntityApplication;
  revisions: Record<string, Revision>;
  /** Only what one looks for first. */
  short?: boolean;
}) => {
  const { t } = useTranslationRef(argocdTranslationRef);
  const { ref, destination, sources, images, deployments, operation } =
    application;
  const deployed = deployedRevisions(application);
  const more = images.length - IMAGES_SHOWN;
  return (
    <FactList label={t('facts.label')}>
      <Fact term={t('facts.revision')}>
        {deployed.length === 0
          ? t('revision.none')
          : deployed.map((revision, index) => (
              <RevisionText
                key={`${index}${revision}`}
                revision={revision}
                known={revisions[revision]}
                change={deployments[0]?.change}
              />
            ))}
      </Fact>
      <Fact term={t('facts.deployed')}>
        {deployments[0] ? (
          <Time iso={deployments[0].deployedAt} />
        ) : (
          t('row.never')
        )}
      </Fact>
      {application.health.since && (
        <Fact term={t('facts.health')}>
          {t('facts.healthSince', {
            status: t(`health.${application.health.status}`),
            time: <Time iso={application.health.since} />,
          })}
        </Fact>
      )}
      {images.length > 0 && (
        <Fact term={t('facts.images', { count: images.length })}>
          {[
            ...images
              .slice(0, IMAGES_SHOWN)
              .map(image => <code key={image}>{image}</code>),
            ...(more > 0 ? [t('facts.moreImages', { count: more })] : []),
          ]}
        </Fact>
      )}
      {operation && (
        <Fact term={t('facts.operation')}>
          <OperationText operation={operation} />
        </Fact>
      )}
      {!short && (
        <>
          <Fact term={t('facts.automated')}>
            {application.automated
              ? t('facts.automatedYes')
              : t('facts.automatedNo')}
          </Fact>
          <Fact term={t('facts.source', { count: sources.length })}>
            {sources.map((source, index) => (
              <SourceText key={index} source={source} />
            ))}
          </Fact>
          <Fact term={t('facts.destination')}>
            {[destination.cluster, destination.namespace]
              .filter(Boolean)
              .join(' / ')}
          </Fact>
          <Fact term={t('facts.project')}>{application.project}</Fact>
          <Fact term={t('facts.instance')}>{ref.instance}</Fact>
          <Fact term={t('facts.namespace')}>{ref.namespace}</Fact>
          {application.parent && (
            <Fact term={t('facts.parent')}>{application.parent}</Fact>
          )}
          <Fact term={t('facts.created')}>
            <Time iso={application.createdAt} />
          </Fact>
        </>
      )}
    </FactList>
  );
};

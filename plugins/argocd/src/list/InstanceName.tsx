import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { Time } from '@idp/live-react';
import { LateText } from '@idp/parts-react';
import type { InstanceState } from '@idp/plugin-argocd-common';
import { argocdTranslationRef } from '../translation';

/** Which Argo CD an Application is of, marked with since when that has been silent. */
export const InstanceName = ({
  late,
  children,
}: {
  late: InstanceState | undefined;
  children: string;
}) => {
  const { t } = useTranslationRef(argocdTranslationRef);
  if (!late) {
    return (
      <Text truncate variant="body-small" color="secondary" title={children}>
        {children}
      </Text>
    );
  }
  return (
    <LateText truncate>
      {t('row.late', { instance: children, time: <Time iso={late.since} /> })}
    </LateText>
  );
};

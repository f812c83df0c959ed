import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Badge } from '@backstage/ui';
import type { ChangeState } from '@idp/plugin-changes-common';
import {
  RiCloseCircleLine,
  RiGitMergeLine,
  RiGitPullRequestLine,
} from '@remixicon/react';
import { changesTranslationRef } from '../translation';
import styles from './StateBadge.module.css';

const icons = {
  open: RiGitPullRequestLine,
  merged: RiGitMergeLine,
  closed: RiCloseCircleLine,
};

/** Where a change stands: by word and icon, the colour only repeats it. */
export const StateBadge = ({ state }: { state: ChangeState }) => {
  const { t } = useTranslationRef(changesTranslationRef);
  const Icon = icons[state];
  return (
    <Badge
      size="small"
      className={styles[state]}
      icon={<Icon size={14} aria-hidden="true" />}
    >
      {t(`state.${state}`)}
    </Badge>
  );
};

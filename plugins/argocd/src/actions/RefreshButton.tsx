import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, ButtonIcon, Menu, MenuItem, MenuTrigger } from '@backstage/ui';
import { RiArrowDownSLine, RiRefreshLine } from '@remixicon/react';
import { argocdTranslationRef } from '../translation';
import styles from './Actions.module.css';

/** Refresh at a press; the hard one behind a menu. Neither changes the cluster, so neither asks twice. */
export const RefreshButton = ({
  isPending,
  onRefresh,
}: {
  isPending: boolean;
  onRefresh: (hard: boolean) => void;
}) => {
  const { t } = useTranslationRef(argocdTranslationRef);
  return (
    <span className={styles.split}>
      <Button
        size="small"
        variant="secondary"
        isPending={isPending}
        iconStart={<RiRefreshLine aria-hidden="true" />}
        onPress={() => onRefresh(false)}
      >
        {t('actions.refresh')}
      </Button>
      <MenuTrigger>
        <ButtonIcon
          size="small"
          variant="secondary"
          aria-label={t('actions.refreshMenu')}
          icon={<RiArrowDownSLine aria-hidden="true" />}
        />
        <Menu>
          <MenuItem onAction={() => onRefresh(false)}>
            {t('actions.refreshSoft')}
          </MenuItem>
          <MenuItem onAction={() => onRefresh(true)}>
            {t('actions.refreshHard')}
          </MenuItem>
        </Menu>
      </MenuTrigger>
    </span>
  );
};

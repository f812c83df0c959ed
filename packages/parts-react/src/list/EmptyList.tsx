import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import { EmptyMessage } from '../page/EmptyMessage';
import { partsTranslationRef } from '../translation';

/**
 * Why a list is empty: there is nothing at all, or the filters fit nothing, and then they can be cleared.
 *
 * @public
 */
export const EmptyList = ({
  narrowed,
  none,
  noMatch,
  onClear,
}: {
  narrowed: boolean;
  none: { title: string; text: string };
  noMatch: { title: string; text: string };
  onClear: () => void;
}) => {
  const { t } = useTranslationRef(partsTranslationRef);
  if (!narrowed) return <EmptyMessage page {...none} />;
  return (
    <EmptyMessage page {...noMatch}>
      <Button variant="secondary" onPress={onClear}>
        {t('list.clear')}
      </Button>
    </EmptyMessage>
  );
};

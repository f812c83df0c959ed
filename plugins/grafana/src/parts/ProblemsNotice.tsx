import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Text } from '@backstage/ui';
import { grafanaTranslationRef } from '../translation';

/** What is wrong with an entity's annotations; nothing where all is well. */
export const ProblemsNotice = ({ problems }: { problems: string[] }) => {
  const { t } = useTranslationRef(grafanaTranslationRef);
  if (problems.length === 0) return null;
  return (
    <Alert
      role="status"
      status="warning"
      icon
      title={t('problems.title')}
      description={problems.map(problem => (
        <Text as="p" key={problem}>
          {problem}
        </Text>
      ))}
    />
  );
};

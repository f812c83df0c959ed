import { Alert, Text } from '@backstage/ui';

/**
 * What cannot be used as it is; nothing where all is well.
 *
 * @public
 */
export const ProblemsNotice = ({
  title,
  problems,
}: {
  title: string;
  problems: string[];
}) => {
  if (problems.length === 0) return null;
  return (
    <Alert
      role="status"
      status="warning"
      icon
      title={title}
      description={problems.map(problem => (
        <Text as="p" key={problem}>
          {problem}
        </Text>
      ))}
    />
  );
};

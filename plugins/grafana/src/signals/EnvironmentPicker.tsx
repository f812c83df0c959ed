import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ToggleButton, ToggleButtonGroup } from '@backstage/ui';
import { grafanaTranslationRef } from '../translation';

/** Which environments are compared; nothing where there is only one. */
export const EnvironmentPicker = ({
  environments,
  shown,
  several = true,
  onChange,
}: {
  environments: string[];
  shown: string[];
  /** Whether several may be chosen at once. */
  several?: boolean;
  onChange: (environments: string[]) => void;
}) => {
  const { t } = useTranslationRef(grafanaTranslationRef);
  if (environments.length < 2) return null;
  return (
    <ToggleButtonGroup
      aria-label={several ? t('environment.label') : t('environment.one')}
      selectionMode={several ? 'multiple' : 'single'}
      disallowEmptySelection
      selectedKeys={shown}
      onSelectionChange={keys =>
        onChange(environments.filter(one => keys.has(one)))
      }
    >
      {environments.map(environment => (
        <ToggleButton key={environment} id={environment}>
          {environment}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
};

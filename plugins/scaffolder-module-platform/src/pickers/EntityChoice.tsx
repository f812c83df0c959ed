import { Button, Skeleton, Text } from '@backstage/ui';
import TextField from '@material-ui/core/TextField';
import Autocomplete from '@material-ui/lab/Autocomplete';
import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { ScaffolderField } from '@backstage/plugin-scaffolder-react/alpha';
import { useEffect, type ReactNode } from 'react';
import useAsyncRetry from 'react-use/lib/useAsyncRetry';

/** Something that can be chosen. */
export interface Choice {
  value: string;
  title: string;
  /** Shown beside the title where it says more. */
  hint?: string;
}

/** One choice among entities, in the look of the scaffolder's own pickers. */
export const EntityChoice = ({
  field,
  load,
  dependsOn,
  waitingFor,
  empty,
}: {
  field: FieldExtensionComponentProps<string, any>;
  load: () => Promise<Choice[]>;
  /** Loads again when this changes. */
  dependsOn?: string;
  /** Said instead of a choice while something else has to be chosen first. */
  waitingFor?: string;
  /** Said when there is nothing to choose. */
  empty: ReactNode;
}) => {
  const { formData, onChange, schema, uiSchema, idSchema, required } = field;
  const { value, error, retry } = useAsyncRetry(
    async () => ({ dependsOn, choices: waitingFor ? [] : await load() }),
    [dependsOn, waitingFor],
  );
  // What was loaded for something else says nothing of what is chosen now.
  const loaded = value?.dependsOn === dependsOn ? value : undefined;
  const choices = [...(loaded?.choices ?? [])].sort((a, b) =>
    a.title.localeCompare(b.title),
  );
  const chosen = choices.find(choice => choice.value === formData) ?? null;
  const only = choices.length === 1 ? choices[0].value : undefined;
  const stale = Boolean(loaded && !waitingFor && formData && !chosen);

  useEffect(() => {
    if (required && only && !formData) onChange(only);
    else if (stale) onChange(undefined);
  }, [required, only, formData, stale, onChange]);

  const disabled = Boolean(
    field.disabled || field.readonly || uiSchema['ui:disabled'] || waitingFor,
  );
  const label = schema.title ?? field.name;

  return (
    <ScaffolderField
      rawErrors={field.rawErrors ?? []}
      rawDescription={uiSchema['ui:description'] ?? schema.description}
      required={required}
      disabled={disabled}
      errors={field.errors}
      help={field.help}
    >
      {!loaded && !error ? (
        <div role="status" aria-label={`Loading: ${label}`}>
          <Skeleton width="100%" height={48} />
        </div>
      ) : (
        <Autocomplete
          id={idSchema.$id}
          options={choices}
          value={chosen}
          disabled={disabled}
          onChange={(_, choice) => onChange(choice?.value)}
          getOptionLabel={({ title }) => title}
          getOptionSelected={(a, b) => a.value === b.value}
          noOptionsText="Nothing matches"
          renderOption={({ title, hint }) => (
            <span>
              {title}
              {hint && hint !== title && (
                <Text variant="body-small" color="secondary">
                  {' '}
                  {hint}
                </Text>
              )}
            </span>
          )}
          renderInput={params => (
            <TextField
              {...params}
              label={label}
              placeholder={uiSchema['ui:placeholder']}
              // The text of a choice is shown a moment after it: until then a browser would hold the form back.
              inputProps={{
                ...params.inputProps,
                required: required && !formData,
                'aria-required': required,
              }}
              margin="dense"
              variant="outlined"
              required={required}
              error={Boolean(field.rawErrors?.length)}
            />
          )}
        />
      )}
      <div role="status">
        {waitingFor && (
          <Text as="p" variant="body-small" color="secondary">
            {waitingFor}
          </Text>
        )}
        {error && (
          <Text as="p" variant="body-small" color="danger">
            The catalog did not answer: {error.message}{' '}
            <Button size="small" variant="tertiary" onPress={retry}>
              Try again
            </Button>
          </Text>
        )}
        {loaded && !waitingFor && choices.length === 0 && (
          <Text as="p" variant="body-small" color="warning">
            {empty}
          </Text>
        )}
      </div>
    </ScaffolderField>
  );
};

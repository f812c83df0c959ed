import TextField from '@material-ui/core/TextField';
import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { ScaffolderField } from '@backstage/plugin-scaffolder-react/alpha';
import { nameProblem } from '@idp/platform-contract';
import { NameStatus } from './NameStatus';
import { nameQueryOf, type NameOptions } from './nameQuery';
import { useNameCheck } from './useNameCheck';

/** A name of the platform, checked while one types. */
export const PlatformName = (
  props: FieldExtensionComponentProps<string, NameOptions>,
) => {
  const { formData, onChange, onBlur, schema, uiSchema, idSchema, required } =
    props;
  const options = (uiSchema['ui:options'] ?? { kind: 'tenant' }) as NameOptions;
  const name = formData ?? '';
  const form = (props.formContext?.formData ?? {}) as Record<string, unknown>;
  const problem = name ? nameProblem(options.kind, name) : undefined;
  const query = name ? nameQueryOf(name, options, form) : undefined;
  const check = useNameCheck(query);
  const taken = check.status === 'answered' && !check.answer.available;
  const disabled = Boolean(
    props.disabled || props.readonly || uiSchema['ui:disabled'],
  );
  const statusId = `${idSchema.$id}-status`;

  return (
    <ScaffolderField
      rawErrors={props.rawErrors ?? []}
      rawDescription={uiSchema['ui:description'] ?? schema.description}
      required={required}
      disabled={disabled}
      // The pattern of the schema says in signs what the status says in words.
      errors={problem ? undefined : props.errors}
      help={props.help}
    >
      <TextField
        id={idSchema.$id}
        label={schema.title ?? 'Name'}
        placeholder={uiSchema['ui:placeholder']}
        value={name}
        required={required}
        disabled={disabled}
        // eslint-disable-next-line jsx-a11y/no-autofocus -- a template's author asks for it, on a form's first field
        autoFocus={uiSchema['ui:autofocus']}
        error={Boolean(problem) || taken || Boolean(props.rawErrors?.length)}
        onChange={({ target }) =>
          onChange(target.value === '' ? undefined : target.value)
        }
        onBlur={() => onBlur?.(idSchema.$id, name)}
        margin="dense"
        variant="outlined"
        fullWidth
        inputProps={{
          'aria-describedby': statusId,
          autoComplete: 'off',
          autoCapitalize: 'none',
          spellCheck: false,
        }}
      />
      <NameStatus id={statusId} problem={problem} query={query} check={check} />
    </ScaffolderField>
  );
};

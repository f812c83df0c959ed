import {
  discoveryApiRef,
  fetchApiRef,
  type ApiHolder,
} from '@backstage/frontend-plugin-api';
import type { FieldValidation } from '@rjsf/utils';
import { nameProblem } from '@idp/platform-contract';
import { askNames, takenReason } from './askNames';
import { nameQueryOf, type NameOptions } from './nameQuery';

interface Context {
  apiHolder: ApiHolder;
  formData: Record<string, unknown>;
  uiSchema?: Record<string, any>;
}

/**
 * The check that stands before “Next”: every name has to be well formed and free. In a list of objects Backstage hands
 * the whole list to the field's check. A backend that does not answer stops nobody: the scaffolder checks again.
 */
export async function validateName(
  value: unknown,
  validation: FieldValidation,
  context: Context,
): Promise<void> {
  const { names, options } = namesOf(value, context.uiSchema ?? {});
  if (!options) return;
  const seen = new Set<string>();
  for (const name of names) {
    const problem = nameProblem(options.kind, name);
    if (problem) {
      validation.addError(problem);
    } else if (seen.has(name)) {
      validation.addError(`'${name}' is named twice.`);
    } else {
      const reason = await takenFor(name, options, context);
      if (reason) validation.addError(`'${name}': ${reason}`);
    }
    seen.add(name);
  }
}

function namesOf(
  value: unknown,
  uiSchema: Record<string, any>,
): { names: string[]; options?: NameOptions } {
  if (!Array.isArray(value)) {
    return typeof value === 'string' && value
      ? { names: [value], options: uiSchema['ui:options'] }
      : { names: [] };
  }
  const [field, schema] =
    Object.entries(uiSchema).find(
      ([, entry]) => entry?.['ui:field'] === 'PlatformName',
    ) ?? [];
  return field
    ? {
        names: value.map(item => String(item?.[field] ?? '')),
        options: schema['ui:options'],
      }
    : { names: [] };
}

async function takenFor(
  name: string,
  options: NameOptions,
  { apiHolder, formData }: Context,
): Promise<string | undefined> {
  const query = nameQueryOf(name, options, formData);
  const discoveryApi = apiHolder.get(discoveryApiRef);
  const fetchApi = apiHolder.get(fetchApiRef);
  if (!query || !discoveryApi || !fetchApi) return undefined;
  try {
    return takenReason(await askNames(query, { discoveryApi, fetchApi }));
  } catch {
    return undefined;
  }
}

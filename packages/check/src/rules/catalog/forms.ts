import type { ValuePath } from '../../repository';

export interface Page {
  page: any;
  /** In the template. */
  at: ValuePath;
}

/** The pages of a template's form; a form of one page need not be a list. */
export function pagesOf(template: any): Page[] {
  const { parameters = [] } = template.spec;
  return Array.isArray(parameters)
    ? parameters.map((page, i) => ({ page, at: ['spec', 'parameters', i] }))
    : [{ page: parameters, at: ['spec', 'parameters'] }];
}

import { problemAt } from '../yaml';

/** A file that a tenant or workload has to have. */
export const missing = (file: string, what: 'tenant' | 'workload') =>
  problemAt(
    file,
    'file-missing',
    `the ${what} does not have this file`,
    what === 'tenant'
      ? 'Add it, or remove the whole folder; the golden path “Onboard a tenant” writes both files of a boundary'
      : 'Add it, or remove the whole folder of the workload',
  );

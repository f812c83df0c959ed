import fs from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { checkout } from '../../lib/folders';

/** A YAML file of this checkout. */
export function readYaml(...parts: string[]): any {
  return parse(fs.readFileSync(path.join(checkout, ...parts), 'utf8'));
}

/** The values that this repository gives a chart. */
export const valuesOf = (component: string): any =>
  readYaml('kubernetes', component, 'values.yaml');

export const domain = (): string =>
  readYaml('gitops/environments/local/environment.yaml').spec.domain;

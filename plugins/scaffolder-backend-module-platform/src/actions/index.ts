import type { PlatformActionsOptions } from '../options';
import { createChangeOpenAction } from './changeOpen';
import { createCheckAction } from './check';
import { createGitopsFetchAction } from './gitopsFetch';
import { createGitopsRestoreAction } from './gitopsRestore';
import { createSecretsAddAction } from './secretsAdd';
import { createYamlEditAction } from './yamlEdit';

/** All actions of this module. */
export function createPlatformActions(options: PlatformActionsOptions) {
  return [
    createGitopsFetchAction(options),
    createGitopsRestoreAction(options),
    createSecretsAddAction(),
    createYamlEditAction(),
    createCheckAction(options),
    createChangeOpenAction(options),
  ];
}

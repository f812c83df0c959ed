import type { Config } from '@backstage/config';
import { readOwner } from '@idp/parts-node';
import type { ApplicationIdentity } from '@idp/plugin-argocd-node';

/** Whose Applications are that fit everything which the rule names. */
export interface OwnerRule {
  owner: string;
  instance?: string;
  project?: string;
  applicationNamespace?: string;
  destinationNamespace?: string;
}

export function readOwners(
  configs: Config[],
  key: string,
  instances: string[],
): OwnerRule[] {
  return configs.map((config, at) => {
    const where = `${key}[${at}]`;
    const rule: OwnerRule = {
      owner: readOwner(config.getString('owner'), where),
      instance: config.getOptionalString('instance'),
      project: config.getOptionalString('project'),
      applicationNamespace: config.getOptionalString('applicationNamespace'),
      destinationNamespace: config.getOptionalString('destinationNamespace'),
    };
    if (rule.instance && !instances.includes(rule.instance)) {
      throw new Error(
        `${where}.instance is '${rule.instance}': write one of ${instances.join(
          ', ',
        )}`,
      );
    }
    const { project, applicationNamespace, destinationNamespace } = rule;
    if (!project && !applicationNamespace && !destinationNamespace) {
      throw new Error(
        `${where} fits every Application: name a project, an applicationNamespace or a destinationNamespace`,
      );
    }
    return rule;
  });
}

/** The owner by configuration. */
export function ownerByRules(
  rules: readonly OwnerRule[],
  application: ApplicationIdentity,
): string | undefined {
  const fits = (wanted: string | undefined, is: string | undefined) =>
    wanted === undefined || wanted === is;
  return rules.find(
    rule =>
      fits(rule.instance, application.instance) &&
      fits(rule.project, application.project) &&
      fits(rule.applicationNamespace, application.namespace) &&
      fits(rule.destinationNamespace, application.destination.namespace),
  )?.owner;
}

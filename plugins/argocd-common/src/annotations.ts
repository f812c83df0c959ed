import type { Entity } from '@backstage/catalog-model';

/**
 * Annotations that say which Applications an entity has; those of the Roadie and the community plugin.
 *
 * @public
 */
export const ARGOCD_ANNOTATIONS = {
  /** One name, or several with commas. */
  appName: 'argocd/app-name',
  /** A label selector of Kubernetes. */
  appSelector: 'argocd/app-selector',
  /** The namespace that the Applications themselves are in. */
  appNamespace: 'argocd/app-namespace',
  projectName: 'argocd/project-name',
  /** One instance, or several with commas; all when absent. */
  instanceName: 'argocd/instance-name',
  /** Of the Roadie plugin; not used here, as the backend knows its instances by configuration. */
  proxyUrl: 'argocd/proxy-url',
} as const;

/**
 * One condition of a label selector.
 *
 * @public
 */
export interface LabelRequirement {
  key: string;
  operator: 'in' | 'notin' | 'exists' | 'absent';
  values: string[];
}

/**
 * Which Applications an entity claims. An annotation is a claim and no grant: who may see or change an Application is
 * decided elsewhere.
 *
 * @public
 */
export interface ApplicationClaim {
  names?: string[];
  selector?: LabelRequirement[];
  namespace?: string;
  project?: string;
  instances?: string[];
}

/**
 * What an entity's annotations claim.
 *
 * @public
 */
export interface ReadClaim {
  /** Undefined where the entity claims nothing, or nothing that can be used. */
  claim?: ApplicationClaim;
  /** What is wrong, in words that name annotation and remedy. */
  problems: string[];
}

const DNS_SUBDOMAIN =
  /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$/;
const INSTANCE = /^[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/;
const MAX_LENGTH = 4_096;
const MAX_ITEMS = 50;

/**
 * Whether an entity says anything of Argo CD, for cards and tabs that show themselves.
 *
 * @public
 */
export function hasArgoCDAnnotation(entity: Entity): boolean {
  const { appName, appSelector } = ARGOCD_ANNOTATIONS;
  const annotations = entity.metadata.annotations ?? {};
  return Boolean(annotations[appName] || annotations[appSelector]);
}

/**
 * Reads an entity's annotations. Every value is checked: nothing but names of Kubernetes and label selectors leaves this
 * function.
 *
 * @public
 */
export function readClaim(entity: Entity): ReadClaim {
  const annotations = entity.metadata.annotations ?? {};
  const problems: string[] = [];
  const {
    appName,
    appSelector,
    appNamespace,
    projectName,
    instanceName,
    proxyUrl,
  } = ARGOCD_ANNOTATIONS;
  const list = (annotation: string, pattern: RegExp, what: string) => {
    const text = annotations[annotation];
    if (!text) return undefined;
    const items = splitList(text);
    const bad =
      text.length > MAX_LENGTH || items.length > MAX_ITEMS
        ? [`a list of ${items.length}`]
        : items.filter(item => !pattern.test(item) || item.length > 253);
    if (bad.length > 0 || items.length === 0) {
      problems.push(
        `The annotation ${annotation} is not ${what}: ${shown(
          bad[0] ?? text,
        )}. Write names of Kubernetes, at most ${MAX_ITEMS}, with commas between them.`,
      );
      return undefined;
    }
    return [...new Set(items)];
  };
  const one = (annotation: string) => {
    const text = annotations[annotation];
    if (!text) return undefined;
    if (text.length <= 253 && DNS_SUBDOMAIN.test(text)) return text;
    problems.push(
      `The annotation ${annotation} is not a name of Kubernetes: ${shown(
        text,
      )}. Write one name: lower-case letters, digits, - and dots.`,
    );
    return undefined;
  };

  if (annotations[proxyUrl]) {
    problems.push(
      `The annotation ${proxyUrl} has no effect here. Remove it; name the instance in ${instanceName} where there are several.`,
    );
  }
  const before = problems.length;
  const names = list(appName, DNS_SUBDOMAIN, 'a list of Applications');
  const selector = annotations[appSelector]
    ? readSelector(annotations[appSelector], problems)
    : undefined;
  const instances = list(instanceName, INSTANCE, 'a list of instances');
  const namespace = one(appNamespace);
  const project = one(projectName);
  // A part that cannot be read would widen the claim, so there is none.
  if (problems.length > before || (!names && !selector)) return { problems };
  return {
    claim: {
      ...(names && { names }),
      ...(selector && { selector }),
      ...(namespace && { namespace }),
      ...(project && { project }),
      ...(instances && { instances }),
    },
    problems,
  };
}

const LABEL_KEY =
  /^([a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?\/)?[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/;
const LABEL_VALUE = /^([A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?)?$/;

function readSelector(
  text: string,
  problems: string[],
): LabelRequirement[] | undefined {
  const refuse = (part: string) => {
    problems.push(
      `The annotation ${
        ARGOCD_ANNOTATIONS.appSelector
      } is not a label selector: ${shown(
        part,
      )}. Write conditions such as app=orders, tier in (web, api), !canary, with commas between them.`,
    );
    return undefined;
  };
  if (text.length > MAX_LENGTH) return refuse(text);
  // Commas within parentheses belong to a set.
  const parts = splitList(text, /,(?![^(]*\))/);
  if (parts.length === 0 || parts.length > MAX_ITEMS) return refuse(text);
  const requirements: LabelRequirement[] = [];
  for (const part of parts) {
    const requirement = readRequirement(part);
    if (
      !requirement ||
      !LABEL_KEY.test(requirement.key) ||
      !requirement.values.every(value => LABEL_VALUE.test(value))
    ) {
      return refuse(part);
    }
    requirements.push(requirement);
  }
  return requirements;
}

function readRequirement(part: string): LabelRequirement | undefined {
  const set = /^(\S+)\s+(in|notin)\s*\(([^()]*)\)$/.exec(part);
  if (set) {
    const values = splitList(set[3]);
    return values.length > 0
      ? { key: set[1], operator: set[2] as 'in' | 'notin', values }
      : undefined;
  }
  const equal = /^([^\s=!]+)\s*(==|=|!=)\s*([^\s=!]*)$/.exec(part);
  if (equal) {
    const [, key, sign, value] = equal;
    return { key, operator: sign === '!=' ? 'notin' : 'in', values: [value] };
  }
  return part.startsWith('!')
    ? { key: part.slice(1).trim(), operator: 'absent', values: [] }
    : { key: part, operator: 'exists', values: [] };
}

/**
 * Whether labels fulfil a selector, as Kubernetes decides it.
 *
 * @public
 */
export function labelsMatch(
  selector: readonly LabelRequirement[],
  labels: Readonly<Record<string, string>>,
): boolean {
  return selector.every(({ key, operator, values }) => {
    const value = Object.hasOwn(labels, key) ? labels[key] : undefined;
    switch (operator) {
      case 'exists':
        return value !== undefined;
      case 'absent':
        return value === undefined;
      case 'in':
        return value !== undefined && values.includes(value);
      default:
        return value === undefined || !values.includes(value);
    }
  });
}

function splitList(text: string, separator: RegExp | string = ','): string[] {
  return text
    .split(separator)
    .map(item => item.trim())
    .filter(item => item !== '');
}

/** Short, and in quotes, so that nothing of it can be taken for something else. */
function shown(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);
}

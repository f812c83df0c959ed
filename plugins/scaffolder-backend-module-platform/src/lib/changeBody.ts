import { parseEntityRef } from '@backstage/catalog-model';
import { describeChange, type EnvironmentName } from '@idp/platform-contract';
import type { ChangeGoldenPath } from '@idp/plugin-changes-common';
import { tenantChangeOf } from './describe';
import type { Judgement } from './judge';
import { codeSpan, escapeInline, quoteBlock } from './markdown';
import type { Person } from './person';

/** What the text of a pull request is made from. */
export interface ChangeBodyOptions {
  judgement: Pick<
    Judgement,
    'tenant' | 'edits' | 'before' | 'after' | 'owner' | 'verdict'
  >;
  goldenPath: ChangeGoldenPath;
  person: Person;
  description?: string;
  domains?: Partial<Record<EnvironmentName, string>>;
  /** The portal's address, without a slash at the end. */
  portalUrl?: string;
}

/**
 * The text of a pull request: why, what will exist after the merge, which paths in Vault somebody must fill, where it
 * comes from, and the verdict. The same change has the same text. What people typed cannot leave its place.
 */
export function changeBody(options: ChangeBodyOptions): string {
  const { judgement, description } = options;
  const sections: string[] = [];
  if (description?.trim()) sections.push(quoteBlock(description));
  const { willExist, willChange, toFill } = linesOf(options);
  if (willExist.length > 0) {
    sections.push(['### After the merge there is', ...willExist].join('\n'));
  }
  if (willChange.length > 0) {
    sections.push(['### The merge changes', ...willChange].join('\n'));
  }
  if (toFill.length > 0) {
    sections.push(
      [
        '### Somebody must fill in Vault',
        'This change holds names only, no value. Until each path is filled, pods that need it wait.',
        '',
        ...toFill,
      ].join('\n'),
    );
  }
  sections.push(originOf(options), judgement.verdict);
  return sections.join('\n\n');
}

function linesOf(options: ChangeBodyOptions): {
  willExist: string[];
  willChange: string[];
  toFill: string[];
} {
  const { tenant, edits, before, after, owner } = options.judgement;
  const changed = edits.map(({ path }) => path);
  if (!tenant) {
    return {
      willExist: [],
      willChange: changed.map(path => `- ${codeSpan(path)}`),
      toFill: [],
    };
  }
  const change = tenantChangeOf(tenant, changed, before, after);
  const described = describeChange({
    tenant,
    boundary: change.boundary,
    workloads: change.workloads,
    owner,
    domains: options.domains,
  });
  const willChange = [
    ...(change.boundaryRemoved
      ? [`- tenant ${codeSpan(tenant)} is gone, with its namespace`]
      : []),
    ...(change.boundaryChanged
      ? [`- the boundary of tenant ${codeSpan(tenant)}`]
      : []),
    ...change.removedWorkloads.map(
      name => `- workload ${codeSpan(name)} is gone`,
    ),
    ...described.willChange,
    ...change.changedWorkloads.map(name => `- workload ${codeSpan(name)}`),
  ];
  return { ...described, willChange };
}

function originOf({
  goldenPath,
  person,
  portalUrl,
}: ChangeBodyOptions): string {
  const { name, namespace } = parseEntityRef(goldenPath.entityRef, {
    defaultKind: 'template',
    defaultNamespace: 'default',
  });
  const title = escapeInline(goldenPath.title ?? name);
  const link = portalUrl
    ? `[${title}](${portalUrl}/create/templates/${encodeURIComponent(
        namespace,
      )}/${encodeURIComponent(name)})`
    : title;
  const version = goldenPath.version
    ? `, version ${codeSpan(goldenPath.version)}`
    : '';
  return `Opened by ${escapeInline(person.author.name)} (${codeSpan(
    person.ref,
  )}) with the golden path ${link}${version}.`;
}

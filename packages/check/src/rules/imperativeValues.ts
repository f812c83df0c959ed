import type { Findings } from '../platform/Findings';
import { visit } from '../platform/visit';
import type { Application, Place, Repository, ValuePath } from '../repository';
import { changesThings, HOOKS } from './imperativePrograms';

const VALUES = /^kubernetes\/.+\/(?:[^/]+\.)?values\.ya?ml$/;

/**
 * What is handed to charts is no way around: objects, hooks and programs of ours among their values.
 *
 * @param mayHook - components that list a job of their chart
 */
export function lookAtChartValues(
  repository: Repository,
  applications: readonly Application[],
  mayHook: ReadonlySet<string>,
  findings: Findings,
) {
  for (const file of repository.files.filter(name => VALUES.test(name))) {
    const hooks = mayHook.has(file.split('/')[1]);
    for (const document of repository.yaml(file).documents) {
      lookAt(document.value, at => document.place(at), hooks, findings);
    }
  }
  for (const { document, object } of applications) {
    visit(object.spec, (at, node) => {
      const last = at.at(-1);
      if (last !== 'helm' && last !== 'plugin') return;
      const inSource = (below: ValuePath) =>
        repository.place(document, ['spec', ...at, ...below]);
      if (last === 'plugin') {
        findings.at(
          inSource([]),
          `Application ${object.metadata.name} is rendered by a plugin, which runs what it likes`,
          'Write manifests, or take a chart',
        );
      } else {
        lookAt(
          node?.valuesObject,
          below => inSource(['valuesObject', ...below]),
          mayHook.has(
            String(object.metadata.labels?.['platform.idp/component']),
          ),
          findings,
        );
      }
    });
  }
}

function lookAt(
  values: unknown,
  place: (at: ValuePath) => Place,
  mayHook: boolean,
  findings: Findings,
) {
  visit(values, (at, node) => {
    if (node === null || typeof node !== 'object') return;
    if (/^(Cron)?Job$/.test(node.kind) && node.spec) {
      findings.at(
        place(at),
        `a ${node.kind} of ours is among the values of a chart`,
        'Remove it; what should be in the cluster is a manifest, and what runs is listed in component.yaml',
      );
    }
    for (const hook of HOOKS) {
      if (node[hook] === undefined || mayHook) continue;
      findings.at(
        place([...at, hook]),
        `values of a chart make something run as a hook (${hook})`,
        'Remove the annotation and let a controller reconcile it; a job that the chart brings is listed below spec.jobs of component.yaml',
      );
    }
    if (changesThings(node)) {
      findings.at(
        place(at),
        'values of a chart run a program that changes a cluster or a cloud',
        'Let a controller do it, by a manifest that Argo CD applies',
      );
    }
  });
}

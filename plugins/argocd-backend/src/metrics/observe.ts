import { metrics } from '@opentelemetry/api';
import type { ApplicationIndex } from '../index/ApplicationIndex';
import type { RevisionStore } from '../revisions/RevisionStore';
import type { Instances } from '../watch/Instances';

/** Sizes and ages, read when somebody collects them. Calls to Argo CD are counted where they are made. */
export function observe(options: {
  index: ApplicationIndex;
  instances: Instances;
  revisions: RevisionStore;
}): void {
  const { index, instances, revisions } = options;
  const meter = metrics.getMeter('idp-argocd');
  const perInstance = (
    name: string,
    description: string,
    value: (instance: string) => number | undefined,
    unit?: string,
  ) =>
    meter
      .createObservableGauge(name, { description, unit })
      .addCallback(result => {
        for (const instance of instances.names()) {
          const observed = value(instance);
          if (observed !== undefined) result.observe(observed, { instance });
        }
      });
  perInstance(
    'idp.argocd.applications.count',
    'Applications in memory',
    instance => index.ofInstance(instance).size,
  );
  perInstance(
    'idp.argocd.stream.age',
    'Time since the last sign of life of the stream',
    instance => instances.ageSeconds(instance),
    'seconds',
  );
  perInstance(
    'idp.argocd.stale',
    '1 where what is shown is not live',
    instance => (instances.isLive(instance) ? 0 : 1),
  );
  meter
    .createObservableGauge('idp.argocd.revisions.count', {
      description: 'Revisions in memory',
    })
    .addCallback(result => result.observe(revisions.size));
}

import type { Bed } from '../bed/Bed';
import { platformNamespace } from '../kube/platformNamespace';
import { play, type Understudy } from '../kube/understudies';
import { deliveries } from '../repository/delivered';
import {
  makeRepository,
  type TestbedRepository,
} from '../repository/testbedRepository';
import { serveOpenly } from '../steps/serveOpenly';
import type { Report } from '../steps/types';

/**
 * What is there before the root is applied: the repository, definitions in the place of the charts that bring them,
 * namespaces of components that are left out, and who plays their controllers. What the bed leaves out it says.
 */
export async function prepareCluster(
  bed: Bed,
  report: Report,
  understudies: Understudy[],
): Promise<TestbedRepository> {
  const { kube } = bed;
  const repository = await makeRepository(bed);
  for (const [what, why] of repository.selection.leftOut)
    report.leftOut(what, why);
  await makeReady(bed, report);
  play(kube, understudies);
  for (const { of, plays } of understudies)
    report.leftOut(`the controller of ${of.kind}`, `the bed plays ${plays}`);
  return repository;
}

/** Kinds and namespaces that charts and components would bring which are left out; once a cluster. */
export async function makeReady(bed: Bed, report: Report): Promise<void> {
  const { kube } = bed;
  const objects = (await deliveries('local')).flatMap(
    delivery => delivery.objects,
  );
  await serveOpenly(kube, report, objects);
  for (const name of ['vault', 'external-secrets', 'gateway']) {
    await kube.apply(platformNamespace(name));
  }
}

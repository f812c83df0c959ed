import type { Entity } from '@backstage/catalog-model';
import {
  ARGOCD_ANNOTATIONS,
  readClaim,
  type ApplicationClaim,
  type ApplicationRef,
  type ApplicationTrouble,
  type EntityApplication,
  type EntityApplications,
  type InstanceState,
} from '@idp/plugin-argocd-common';
import type { EntityPermissions } from '../access/EntityAccess';
import type { ApplicationIndex } from '../index/ApplicationIndex';
import { entryKey, isConfirmed, type Entry } from '../index/Entry';
import type { RevisionStore } from '../revisions/RevisionStore';

/** Answers of what an entity has, from memory alone. */
export class EntityApplicationsReader {
  constructor(
    private readonly options: {
      index: ApplicationIndex;
      instances: () => InstanceState[];
      revisions: Pick<RevisionStore, 'changeOf' | 'of'>;
      troublesOf: (entry: Entry) => ApplicationTrouble[] | undefined;
      /** Objects and what is wrong with them need a confirmed claim. */
      confirmDetails: boolean;
    },
  ) {}

  read(entity: Entity, permissions: EntityPermissions): EntityApplications {
    const { claim, problems } = readClaim(entity);
    const all = this.options.instances();
    const named = claim?.instances;
    const instances = named
      ? all.filter(({ name }) => named.includes(name))
      : all;
    const unknown = (named ?? []).filter(
      name => !all.some(instance => instance.name === name),
    );
    const entries = claim ? this.options.index.resolve(claim) : [];
    return {
      applications: entries.map(entry => this.#shown(entry, entity)),
      revisions: this.options.revisions.of(entries),
      instances,
      missing: missingOf(claim, entries, instances),
      problems: [
        ...problems,
        ...unknown.map(
          name =>
            `The annotation ${
              ARGOCD_ANNOTATIONS.instanceName
            } names the instance ${name}, which the portal does not know. Write one of: ${all
              .map(instance => instance.name)
              .join(', ')}.`,
        ),
      ],
      permissions,
    };
  }

  #shown(entry: Entry, entity: Entity): EntityApplication {
    const confirmed = isConfirmed(entry, entity);
    const { confirmDetails, revisions, troublesOf } = this.options;
    const { application } = entry;
    return {
      ...application,
      deployments: application.deployments.map(deployment => {
        const change = revisions.changeOf(entry, deployment);
        return change ? { ...deployment, change } : deployment;
      }),
      troubles: confirmed || !confirmDetails ? troublesOf(entry) : undefined,
      confirmed,
    };
  }

  /** One Application, if the entity claims it. */
  find(
    entity: Entity,
    ref: ApplicationRef,
  ): { entry: Entry; confirmed: boolean } | undefined {
    const { claim } = readClaim(entity);
    if (!claim) return undefined;
    const wanted = entryKey(ref);
    const entry = this.options.index
      .resolve(claim)
      .find(({ key }) => key === wanted);
    return entry && { entry, confirmed: isConfirmed(entry, entity) };
  }
}

/** An instance that has said nothing yet may have it, so then nothing is called missing. */
function missingOf(
  claim: ApplicationClaim | undefined,
  entries: Entry[],
  instances: InstanceState[],
): string[] {
  if (instances.some(({ state }) => state === 'unknown')) return [];
  const found = new Set(entries.map(({ application }) => application.ref.name));
  return (claim?.names ?? []).filter(name => !found.has(name));
}

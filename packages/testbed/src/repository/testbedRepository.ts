import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parse, stringify } from 'yaml';
import { type Bed, Fact } from '../bed/Bed';
import {
  cloneUrl,
  keeperUrl,
  makeForgeRepository,
  protectMain,
} from '../services/gitea/repository';
import { gitea } from '../services/gitea/service';
import { copyCheckout } from './copyCheckout';
import { GitRepository } from './GitRepository';
import { type Selection, selectApplications } from './leftOut';

/** The GitOps repository of the test bed. */
export interface TestbedRepository {
  git: GitRepository;
  /** The address that Argo CD reads it from. */
  url: string;
  selection: Selection;
}

export const gitops = new Fact<TestbedRepository>('GitOps repository');

/** Files of the repository that differ from this checkout, and only they. */
const sourceFile = 'gitops/environments/shared/source.yaml';
const clusterFile = 'gitops/clusters/local/platform/kustomization.yaml';

/**
 * Makes the repository out of this checkout: as somebody who adopts it would, less what cannot be had here. It lies on
 * the forge where the bed has one, else in a folder.
 */
export async function makeRepository(bed: Bed): Promise<TestbedRepository> {
  if (bed.has(gitops)) return bed.take(gitops);
  const selection = await selectApplications('local');
  const forge = bed.has(gitea) ? await makeForgeRepository(bed) : undefined;
  const folder = bed.dir('git');
  const url = forge
    ? cloneUrl(forge)
    : pathToFileURL(path.join(folder, 'platform.git')).href;
  const git = await GitRepository.create(folder, async work => {
    await copyCheckout(work);
    adopt(path.join(work, sourceFile), url);
    leaveOut(path.join(work, clusterFile), selection);
  });
  if (forge) {
    await git.moveTo(keeperUrl(forge));
    await protectMain(bed);
  }
  return bed.leave(gitops, { git, url, selection });
}

function adopt(file: string, url: string) {
  const source = parse(fs.readFileSync(file, 'utf8'));
  source.data.repoURL = url;
  fs.writeFileSync(file, stringify(source));
}

function leaveOut(file: string, { taken, without, leftOut }: Selection) {
  const kustomization = parse(fs.readFileSync(file, 'utf8'));
  const target = (name: string) => ({ kind: 'Application', name });
  const removed = [...leftOut.keys()].filter(name =>
    /^platform--[a-z0-9-]+$/.test(name),
  );
  kustomization.patches = [
    ...removed.map(name => ({
      target: target(name),
      patch: stringify({
        $patch: 'delete',
        apiVersion: 'argoproj.io/v1alpha1',
        kind: 'Application',
        metadata: { name },
      }),
    })),
    ...taken
      .filter(name => without.has(name))
      .map(name => ({
        target: target(name),
        patch: stringify(
          without.get(name)!.map(index => ({
            op: 'remove',
            path: `/spec/sources/${index}`,
          })),
        ),
      })),
  ];
  fs.writeFileSync(file, stringify(kustomization));
}

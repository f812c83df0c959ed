import { execFile } from 'node:child_process';
import fs from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { openRepository } from '../../../check/src/repository';
import {
  builtFolders,
  environmentOf,
  ownerOf,
} from '../../../check/src/repository/kustomizations';
import { findKustomize } from '@idp/kustomize';

const run = promisify(execFile);
const BATCH = 50;
/** What a batch would have twice, as every overlay brings the facts of its environment. */
const WITHOUT_FACTS = {
  target: { annotationSelector: 'config.kubernetes.io/local-config=true' },
  patch: '$patch: delete\nkind: any\nmetadata:\n  name: any\n',
};

/** The builds of a check, in batches of about 50. */
export interface BareBuilds {
  builds: number;
  /** Kustomizations of a batch each, ready to be rendered. */
  batches: string[];
}

/**
 * Prepares what a check of the checkout renders.
 *
 * @param folder - for the kustomizations of the batches
 */
export function prepareBuilds(checkout: string, folder: string): BareBuilds {
  const builds = builtFolders(openRepository(checkout));
  return {
    builds: builds.length,
    batches: inBatches(builds).map((batch, i) =>
      writeBatch(checkout, path.join(folder, String(i)), batch),
    ),
  };
}

/** Renders batches and does nothing with what comes out; a process for each core. */
export async function renderBare(batches: readonly string[]): Promise<void> {
  const program = await findKustomize();
  if (!program) throw new Error('Neither kustomize nor kubectl is on PATH.');
  const left = [...batches];
  const work = async () => {
    for (let next = left.pop(); next; next = left.pop()) {
      await run(program.command, [...program.args, next], {
        maxBuffer: 1024 * 1024 * 1024,
      });
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
}

/** Of one kind and environment, as two overlays of a workload bring the same objects. */
function inBatches(folders: readonly string[]): string[][] {
  const groups = new Map<string, string[]>();
  for (const folder of folders) {
    const key = `${ownerOf(folder).kind} ${environmentOf(folder)}`;
    groups.set(key, [...(groups.get(key) ?? []), folder]);
  }
  return [...groups.values()].flatMap(group => {
    const count = Math.ceil(group.length / BATCH);
    return Array.from({ length: count }, (_, i) =>
      group.slice(i * BATCH, (i + 1) * BATCH),
    );
  });
}

function writeBatch(checkout: string, batch: string, folders: string[]) {
  const write = (file: string, value: object) => {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, JSON.stringify(value));
  };
  write(path.join(batch, 'kustomization.yaml'), {
    resources: folders.map((_, i) => String(i)),
  });
  folders.forEach((folder, i) => {
    const wrapper = path.join(batch, String(i));
    write(path.join(wrapper, 'kustomization.yaml'), {
      resources: [path.relative(wrapper, path.join(checkout, folder))],
      patches: [WITHOUT_FACTS],
    });
  });
  return batch;
}

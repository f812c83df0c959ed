import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'yaml';
import type { Clock } from '../../clock';
import type { Folder, StoredDashboard } from '../GrafanaView';

const FOLDER = 'kubernetes/monitoring/base/dashboards';
const HOUR = 3_600_000;

interface Provisioned {
  model: Record<string, unknown>;
  folder: string;
}

/** What Grafana keeps of its dashboards: numbers, versions, and when each was changed. */
export class Dashboards {
  private readonly stored = new Map<
    string,
    StoredDashboard & { text: string }
  >();
  private readonly folderList = new Map<string, Folder>();
  private readonly born: number;
  private next = 1;
  private own = new Map<string, Provisioned>();

  constructor(
    private readonly clock: Clock,
    /** Dashboards beside those of the repository, by uid. */
    private readonly others: () => Map<string, Provisioned>,
  ) {
    this.born = clock.now().getTime();
  }

  /** Takes the dashboards of a checkout, each in the folder that its annotation names. */
  async read(checkout: string): Promise<void> {
    const folder = path.join(checkout, FOLDER);
    const text = await readFile(
      path.join(folder, 'kustomization.yaml'),
      'utf8',
    ).catch(() => '');
    const own = new Map<string, Provisioned>();
    for (const map of parse(text)?.configMapGenerator ?? []) {
      for (const file of map.files ?? []) {
        const model = await readJson(path.join(folder, file));
        if (typeof model?.uid !== 'string') continue;
        own.set(model.uid, {
          model,
          folder: map.options?.annotations?.grafana_folder ?? 'General',
        });
      }
    }
    this.own = own;
  }

  list(): StoredDashboard[] {
    const wanted = new Map([...this.others(), ...this.own]);
    for (const uid of this.stored.keys())
      if (!wanted.has(uid)) this.stored.delete(uid);
    return [...wanted]
      .map(([uid, provisioned]) => this.store(uid, provisioned))
      .sort((a, b) => (a.title.toLowerCase() < b.title.toLowerCase() ? -1 : 1));
  }

  folders(): Folder[] {
    const used = new Set(this.list().map(({ folder }) => folder.title));
    return [...this.folderList.values()]
      .filter(({ title }) => used.has(title))
      .sort((a, b) => (a.title < b.title ? -1 : 1));
  }

  folder(title: string): Folder {
    let folder = this.folderList.get(title);
    if (!folder) {
      folder = { id: this.next++, uid: uidOf(`folder/${title}`), title };
      this.folderList.set(title, folder);
    }
    return folder;
  }

  private store(uid: string, { model, folder }: Provisioned): StoredDashboard {
    const text = JSON.stringify(model);
    const known = this.stored.get(uid);
    if (known?.text === text && known.folder.title === folder) return known;
    const now = this.clock.now().getTime();
    const age = (parseInt(uidOf(uid).slice(0, 4), 36) % 900) * HOUR;
    const created = known?.created ?? iso(this.born - age);
    const stored = {
      id: known?.id ?? this.next++,
      uid,
      title: String(model.title ?? uid),
      tags: Array.isArray(model.tags) ? model.tags.map(String) : [],
      folder: this.folder(folder),
      version: (known?.version ?? 0) + 1,
      created,
      // What comes after the sandbox has begun is new; what was there is older.
      updated: known || now - this.born > 60_000 ? iso(now) : created,
      model,
      text,
    };
    this.stored.set(uid, stored);
    return stored;
  }
}

/** A uid as Grafana makes them: lower case, 14 letters, the same for the same text. */
export function uidOf(text: string): string {
  const hash = createHash('sha256').update(text).digest('hex');
  return BigInt(`0x${hash.slice(0, 20)}`)
    .toString(36)
    .slice(0, 14);
}

function iso(time: number) {
  return new Date(time).toISOString();
}

async function readJson(
  file: string,
): Promise<Record<string, unknown> | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch {
    return undefined;
  }
}

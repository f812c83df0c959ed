import type { Request } from 'express';
import { GrafanaError } from './errors';
import {
  slugOf,
  type Folder,
  type GrafanaView,
  type StoredDashboard,
} from './GrafanaView';

const MOST = 5_000;
const USUAL = 1_000;

/** `GET /api/search`: a page of dashboards and folders. */
export function search(view: GrafanaView, request: Request): object[] {
  const { query } = request;
  const many = (name: string) =>
    [query[name] ?? []].flat().flatMap(value => String(value).split(','));
  const limit = readLimit(query.limit);
  const page = Math.max(1, Number(query.page) || 1);
  const text = String(query.query ?? '').toLowerCase();
  const tags = [query.tag ?? []].flat().map(String);
  const uids = new Set(many('dashboardUIDs').concat(many('dashboardUID')));
  const ids = new Set(many('dashboardIds'));
  const folders = new Set(many('folderUIDs').concat(many('folderUids')));
  const wants = (type: string) => !query.type || query.type === type;
  const narrowed = tags.length + uids.size + ids.size + folders.size > 0;

  const found = [
    ...(wants('dash-folder') && !narrowed
      ? view
          .folders()
          .filter(({ title }) => title.toLowerCase().includes(text))
          .map(folderHit)
      : []),
    ...(wants('dash-db') && query.starred !== 'true'
      ? view
          .dashboards()
          .filter(
            one =>
              one.title.toLowerCase().includes(text) &&
              tags.every(tag => one.tags.includes(tag)) &&
              (uids.size === 0 || uids.has(one.uid)) &&
              (ids.size === 0 || ids.has(String(one.id))) &&
              (folders.size === 0 || folders.has(one.folder.uid)),
          )
      : []),
  ].slice((page - 1) * limit, page * limit);
  return found.map(one => ('model' in one ? dashboardHit(one) : one));
}

/** What is no number counts as none given. */
function readLimit(value: unknown): number {
  const limit = Number(value);
  if (!Number.isInteger(limit) || limit <= 0) return USUAL;
  if (limit > MOST) {
    throw new GrafanaError(
      422,
      `Limit is above maximum allowed (${MOST}), use page parameter to access hits beyond limit`,
    );
  }
  return limit;
}

function dashboardHit({ id, uid, title, tags, folder }: StoredDashboard) {
  const slug = slugOf(title);
  return {
    id,
    orgId: 1,
    uid,
    title,
    uri: `db/${slug}`,
    url: `/d/${uid}/${slug}`,
    slug: '',
    type: 'dash-db',
    tags,
    isStarred: false,
    folderId: folder.id,
    folderUid: folder.uid,
    folderTitle: folder.title,
    folderUrl: folderUrl(folder),
    sortMeta: 0,
    isDeleted: false,
  };
}

function folderHit(folder: Folder) {
  return {
    id: folder.id,
    orgId: 1,
    uid: folder.uid,
    title: folder.title,
    uri: `db/${slugOf(folder.title)}`,
    url: folderUrl(folder),
    slug: '',
    type: 'dash-folder',
    tags: [],
    isStarred: false,
    sortMeta: 0,
    isDeleted: false,
  };
}

export function folderUrl({ uid, title }: Folder) {
  return `/dashboards/f/${uid}/${slugOf(title)}`;
}

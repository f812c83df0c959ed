import type { DashboardFields } from '@idp/plugin-grafana-common';
import { object, text, texts } from '@idp/upstream/wire';

/** A dashboard as the inventory keeps it. */
export interface DashboardRecord {
  instance: string;
  environment: string;
  uid: string;
  title: string;
  tags: readonly string[];
  folder?: { uid?: string; title: string };
  /** The last part of its address, which is for readers. */
  slug?: string;
}

const UID = /^[A-Za-z0-9_-]{1,40}$/;
const SLUG = /^[A-Za-z0-9_-]{1,200}$/;
const MOST_TAGS = 100;

/** One result of Grafana's search; undefined where it is none. */
export function parseDashboard(
  wire: unknown,
  { name, environment }: { name: string; environment: string },
): DashboardRecord | undefined {
  const { uid, title, tags, folderUid, folderTitle, url } = object(wire);
  if (typeof uid !== 'string' || !UID.test(uid)) return undefined;
  const folder = text(folderTitle, 300);
  const slug = text(url)?.split('/').at(-1);
  return {
    instance: name,
    environment,
    uid,
    title: text(title, 300) ?? uid,
    tags: texts(tags, MOST_TAGS),
    ...(folder && {
      folder: {
        ...(typeof folderUid === 'string' &&
          UID.test(folderUid) && { uid: folderUid }),
        title: folder,
      },
    }),
    ...(slug && SLUG.test(slug) && slug !== uid && { slug }),
  };
}

/** What a selector asks for. */
export function fieldsOf(
  { uid, title, tags, folder, slug }: DashboardRecord,
  publicUrl = '',
): DashboardFields {
  return {
    uid,
    title,
    tags,
    url: [publicUrl, 'd', uid, slug].filter(Boolean).join('/'),
    folderTitle: folder?.title ?? '',
    ...(folder?.uid && {
      folderUid: folder.uid,
      folderUrl: `${publicUrl}/dashboards/f/${folder.uid}`,
    }),
  };
}

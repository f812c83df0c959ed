import { createApiRef } from '@backstage/frontend-plugin-api';
import type {
  Change,
  ChangeDetails,
  ChangeFileList,
  ChangeList,
  ChangePreview,
  ChangeState,
  ForgeInfo,
} from '@idp/plugin-changes-common';

/**
 * Which changes are asked for. Without a state those that are open.
 *
 * @public
 */
export interface ChangeQuery {
  state?: ChangeState | 'all';
  /** Full reference of a tenant or workload that the change touches. */
  entityRef?: string;
  /** Full reference of who asked for the change. */
  author?: string;
  /** Free text. */
  q?: string;
  cursor?: string;
  limit?: number;
}

/**
 * The changes backend, as the signed-in person may use it. Refusals arrive as `ResponseError`, with the forge's own
 * `code` and `files` in `error.body.error`.
 *
 * @public
 */
export interface ChangesApi {
  getForge(): Promise<ForgeInfo>;
  listChanges(query: ChangeQuery): Promise<ChangeList>;
  getChange(id: string): Promise<ChangeDetails>;
  getChangeFiles(id: string): Promise<ChangeFileList>;
  getChangePreview(id: string): Promise<ChangePreview>;
  mergeChange(id: string): Promise<Change>;
  closeChange(id: string): Promise<Change>;
}

/**
 * To replace or to mock the client of the changes backend.
 *
 * @public
 */
export const changesApiRef = createApiRef<ChangesApi>({
  id: 'plugin.idp-changes.client',
});

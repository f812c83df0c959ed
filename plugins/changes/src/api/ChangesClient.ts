import { ResponseError } from '@backstage/errors';
import type { DiscoveryApi, FetchApi } from '@backstage/frontend-plugin-api';
import type {
  Change,
  ChangeDetails,
  ChangeFileList,
  ChangeList,
  ChangePreview,
  ForgeInfo,
} from '@idp/plugin-changes-common';
import type { ChangeQuery, ChangesApi } from './ChangesApi';

/** {@link ChangesApi} over HTTP. */
export class ChangesClient implements ChangesApi {
  constructor(
    private readonly apis: { discoveryApi: DiscoveryApi; fetchApi: FetchApi },
  ) {}

  getForge(): Promise<ForgeInfo> {
    return this.request('GET', '/forge');
  }

  listChanges(query: ChangeQuery): Promise<ChangeList> {
    const params = new URLSearchParams();
    for (const [name, value] of Object.entries(query)) {
      if (value !== undefined && value !== '') params.set(name, String(value));
    }
    const text = params.toString();
    return this.request('GET', text ? `/changes?${text}` : '/changes');
  }

  getChange(id: string): Promise<ChangeDetails> {
    return this.request('GET', `/changes/${encodeURIComponent(id)}`);
  }

  getChangeFiles(id: string): Promise<ChangeFileList> {
    return this.request('GET', `/changes/${encodeURIComponent(id)}/files`);
  }

  getChangePreview(id: string): Promise<ChangePreview> {
    return this.request('GET', `/changes/${encodeURIComponent(id)}/preview`);
  }

  mergeChange(id: string): Promise<Change> {
    return this.request('POST', `/changes/${encodeURIComponent(id)}/merge`);
  }

  closeChange(id: string): Promise<Change> {
    return this.request('POST', `/changes/${encodeURIComponent(id)}/close`);
  }

  private async request<T>(method: 'GET' | 'POST', path: string): Promise<T> {
    const base = await this.apis.discoveryApi.getBaseUrl('idp-changes');
    const response = await this.apis.fetchApi.fetch(`${base}${path}`, {
      method,
    });
    if (!response.ok) throw await ResponseError.fromResponse(response);
    return response.json();
  }
}

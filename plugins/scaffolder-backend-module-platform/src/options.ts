import type {
  AuditorService,
  AuthService,
  LoggerService,
  RootConfigService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { EventsService } from '@backstage/plugin-events-node';
import type { ForgeClient } from '@idp/plugin-changes-node';
import { MainFiles } from './lib/MainFiles';
import { References } from './lib/References';
import { fullRef, type PersonOptions } from './lib/person';
import { findKustomize, type KustomizeProgram } from '@idp/kustomize';

/** The services that the actions are made from. */
export interface PlatformActionsServices {
  forge: ForgeClient;
  auditor: AuditorService;
  auth: AuthService;
  userInfo: UserInfoService;
  catalog: CatalogService;
  events: EventsService;
  config: RootConfigService;
  logger: LoggerService;
}

/** What every action gets: the services, and what was read from the configuration once. */
export interface PlatformActionsOptions extends PlatformActionsServices {
  main: MainFiles;
  references: References;
  person: PersonOptions;
  /** The portal's address without a slash at the end; undefined when not configured. */
  portalUrl?: string;
  findKustomize: () => Promise<KustomizeProgram | undefined>;
}

/** Reads `app.baseUrl` and `permission.platform.adminGroups`. */
export function createPlatformActionsOptions(
  services: PlatformActionsServices,
): PlatformActionsOptions {
  const { auth, userInfo, catalog, config, forge } = services;
  const baseUrl = config.getOptionalString('app.baseUrl');
  const adminGroups =
    config.getOptionalStringArray('permission.platform.adminGroups') ?? [];
  const main = new MainFiles(forge);
  return {
    ...services,
    main,
    references: new References(main),
    person: {
      auth,
      userInfo,
      catalog,
      adminGroups: new Set(adminGroups.map(group => fullRef(group, 'group'))),
      portalHost: hostOf(baseUrl),
    },
    portalUrl: baseUrl?.replace(/\/+$/u, ''),
    findKustomize,
  };
}

function hostOf(baseUrl: string | undefined): string {
  const host = baseUrl && URL.canParse(baseUrl) && new URL(baseUrl).hostname;
  return host && /^[a-z0-9.-]+$/iu.test(host) ? host : 'portal.invalid';
}

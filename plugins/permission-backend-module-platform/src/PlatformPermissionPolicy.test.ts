import { ConfigReader } from '@backstage/config';
import {
  catalogEntityCreatePermission,
  catalogEntityDeletePermission,
  catalogEntityReadPermission,
  catalogEntityRefreshPermission,
  catalogLocationCreatePermission,
} from '@backstage/plugin-catalog-common/alpha';
import {
  kubernetesProxyPermission,
  kubernetesResourcesReadPermission,
} from '@backstage/plugin-kubernetes-common';
import {
  createPermission,
  type Permission,
} from '@backstage/plugin-permission-common';
import type { PolicyQueryUser } from '@backstage/plugin-permission-node';
import {
  actionExecutePermission,
  taskCancelPermission,
  taskCreatePermission,
  taskReadPermission,
  templateDryRunPermission,
  templateManagementPermission,
  templateParameterReadPermission,
} from '@backstage/plugin-scaffolder-common/alpha';
import {
  argocdReadPermission,
  argocdRefreshPermission,
  argocdSyncPermission,
} from '@idp/plugin-argocd-common';
import {
  grafanaLogsReadPermission,
  grafanaReadPermission,
  grafanaSignalsReadPermission,
} from '@idp/plugin-grafana-common';
import {
  vaultReadPermission,
  vaultRefreshPermission,
} from '@idp/plugin-vault-common';
import {
  changesAdministerPermission,
  changesMergePermission,
  changesReadPermission,
} from '@idp/plugin-changes-common';
import { readAdminGroups } from './adminGroups';
import { PlatformPermissionPolicy } from './PlatformPermissionPolicy';

const policy = new PlatformPermissionPolicy(['group:default/platform']);

const sam = userOf('user:default/sam', 'group:default/platform');
const kim = userOf('user:default/kim', 'group:default/payments');

const ownEntities = {
  result: 'CONDITIONAL',
  pluginId: 'catalog',
  resourceType: 'catalog-entity',
  conditions: {
    rule: 'IS_ENTITY_OWNER',
    resourceType: 'catalog-entity',
    params: { claims: ['user:default/kim', 'group:default/payments'] },
  },
};
const ownTasks = {
  result: 'CONDITIONAL',
  pluginId: 'scaffolder',
  resourceType: 'scaffolder-task',
  conditions: {
    rule: 'IS_TASK_OWNER',
    resourceType: 'scaffolder-task',
    params: { createdBy: ['user:default/kim'] },
  },
};
const unknownRead = createPermission({
  name: 'other.thing.read',
  attributes: { action: 'read' },
});
const unknownWrite = createPermission({
  name: 'other.thing.write',
  attributes: { action: 'update' },
});
const unknownUse = createPermission({ name: 'other.thing', attributes: {} });

const table: Array<[Permission, unknown]> = [
  [changesReadPermission, { result: 'ALLOW' }],
  [changesMergePermission, ownEntities],
  [changesAdministerPermission, { result: 'DENY' }],
  [argocdReadPermission, { result: 'ALLOW' }],
  [argocdRefreshPermission, ownEntities],
  [argocdSyncPermission, ownEntities],
  [grafanaReadPermission, { result: 'ALLOW' }],
  [grafanaSignalsReadPermission, { result: 'ALLOW' }],
  [grafanaLogsReadPermission, ownEntities],
  [vaultReadPermission, { result: 'ALLOW' }],
  [vaultRefreshPermission, ownEntities],
  [catalogEntityReadPermission, { result: 'ALLOW' }],
  [catalogEntityRefreshPermission, { result: 'ALLOW' }],
  [catalogEntityCreatePermission, { result: 'DENY' }],
  [catalogEntityDeletePermission, { result: 'DENY' }],
  [catalogLocationCreatePermission, { result: 'DENY' }],
  [taskCreatePermission, { result: 'ALLOW' }],
  [taskReadPermission, ownTasks],
  [taskCancelPermission, ownTasks],
  [actionExecutePermission, { result: 'ALLOW' }],
  [templateParameterReadPermission, { result: 'ALLOW' }],
  [templateDryRunPermission, { result: 'DENY' }],
  [templateManagementPermission, { result: 'DENY' }],
  [kubernetesResourcesReadPermission, { result: 'ALLOW' }],
  [kubernetesProxyPermission, { result: 'DENY' }],
  [unknownRead, { result: 'ALLOW' }],
  [unknownWrite, { result: 'DENY' }],
  [unknownUse, { result: 'DENY' }],
];
const named = table.map(
  ([permission, decision]) => [permission.name, permission, decision] as const,
);

describe('the policy of the platform', () => {
  it.each(named)(
    'decides %s for a developer',
    async (_, permission, wanted) => {
      await expect(policy.handle({ permission }, kim)).resolves.toEqual(wanted);
    },
  );

  it.each(named)('allows %s to an administrator', async (_, permission) => {
    await expect(policy.handle({ permission }, sam)).resolves.toEqual({
      result: 'ALLOW',
    });
  });

  it.each(named)('denies %s to nobody in particular', async (_, permission) => {
    await expect(policy.handle({ permission })).resolves.toEqual({
      result: 'DENY',
    });
  });

  it('lets the members of a tenant read its logs, and do nothing of its owner’s', async () => {
    const member = userOf('user:default/lee', 'group:default/payments-members');
    await expect(
      policy.handle({ permission: grafanaLogsReadPermission }, member),
    ).resolves.toMatchObject({
      conditions: {
        params: {
          claims: [
            'user:default/lee',
            'group:default/payments-members',
            'group:default/payments',
          ],
        },
      },
    });
    await expect(
      policy.handle({ permission: argocdSyncPermission }, member),
    ).resolves.toMatchObject({
      conditions: {
        params: {
          claims: ['user:default/lee', 'group:default/payments-members'],
        },
      },
    });
  });
});

describe('the administrators', () => {
  const read = (adminGroups: string[]) =>
    readAdminGroups(
      new ConfigReader({ permission: { platform: { adminGroups } } }),
    );

  it('are groups, in any case', () => {
    expect(read(['Group:Default/Platform', 'group:acme/sre'])).toEqual([
      'group:default/platform',
      'group:acme/sre',
    ]);
  });

  it.each(['platform', 'user:default/sam', 'group:default/', ''])(
    "are refused as '%s'",
    text => {
      expect(() => read([text])).toThrow(
        /permission\.platform\.adminGroups.*group:default\/platform|Unable to convert|got empty-string/,
      );
    },
  );

  it('are none where the configuration names none', () => {
    expect(readAdminGroups(new ConfigReader({}))).toEqual([]);
  });
});

function userOf(userEntityRef: string, group: string): PolicyQueryUser {
  const ownershipEntityRefs = [userEntityRef, group];
  return {
    token: 'token',
    expiresInSeconds: 60,
    identity: { type: 'user', userEntityRef, ownershipEntityRefs },
    credentials: {
      $$type: '@backstage/BackstageCredentials',
      principal: { type: 'user', userEntityRef },
    },
    info: { userEntityRef, ownershipEntityRefs },
  } as PolicyQueryUser;
}

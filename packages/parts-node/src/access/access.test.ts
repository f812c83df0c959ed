import { mockCredentials } from '@backstage/backend-test-utils';
import { RESOURCE_TYPE_CATALOG_ENTITY } from '@backstage/plugin-catalog-common/alpha';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { createPermission } from '@backstage/plugin-permission-common';
import { component, permissionsBy, type Decide } from '@idp/testing-node';
import { CLAIM_FIELDS, readEntity } from './readEntity';
import { readVisible } from './readVisible';
import { VisibleEntities } from './VisibleEntities';

const permissionOf = (name: string) =>
  createPermission({
    name,
    attributes: { action: 'read' },
    resourceType: RESOURCE_TYPE_CATALOG_ENTITY,
  });
const seeThings = permissionOf('things.read');
const changeThings = permissionOf('things.change');
const kim = mockCredentials.user('user:default/kim');
const sam = mockCredentials.user('user:default/sam');
const refs = (count: number) =>
  Array.from({ length: count }, (_, at) => `component:default/c${at}`);

function visible(options: { decide?: Decide; conditional?: boolean }) {
  const { authorize, permissions } = permissionsBy(options);
  const entities = new VisibleEntities({ permissions, permission: seeThings });
  const asked = () =>
    authorize.mock.calls.map(([queries]) =>
      queries.map(
        ({ permission, resourceRef }) => `${permission.name} ${resourceRef}`,
      ),
    );
  return { asked, entities };
}

describe('which entities a list shows', () => {
  it('is one question where the policy answers outright', async () => {
    const none = () => {
      throw new Error('asked for entities');
    };
    expect(await visible({}).entities.of(kim, none)).toBe('all');
    for (const refused of ['things.read', 'catalog.entity.read']) {
      const { entities } = visible({
        decide: ({ permission }) => permission.name !== refused,
      });
      expect(await entities.of(kim, none)).toBe('none');
    }
  });

  it('needs the entity and what the plugin has of it', async () => {
    const { entities } = visible({
      conditional: true,
      decide: ({ permission, resourceRef }) =>
        resourceRef === 'component:default/c0' ||
        (resourceRef === 'component:default/c1'
          ? permission.name === 'things.read'
          : permission.name === 'catalog.entity.read'),
    });
    expect(await entities.of(kim, () => refs(3))).toEqual(new Set(refs(1)));
  });

  it('asks about each entity once, for a moment, in chunks, and for each person anew', async () => {
    let allowed = true;
    const { asked, entities } = visible({
      conditional: true,
      decide: () => allowed,
    });
    const seen = await entities.of(kim, () => refs(250));
    expect(seen).toEqual(new Set(refs(250)));
    await entities.of(kim, () => [...refs(251), ...refs(2)]);
    expect(asked().map(({ length }) => length)).toEqual([200, 200, 100, 2]);
    expect(new Set(asked().flat()).size).toBe(502);
    allowed = false;
    expect(await entities.of(sam, () => refs(1))).toEqual(new Set());
    expect(await entities.of(kim, () => refs(1))).toEqual(new Set(refs(1)));
  });

  it('is the same for answers about many at once', async () => {
    const catalog = catalogServiceMock({
      entities: [component('c0', { a: 'b' }), component('c1')],
    });
    const read = (
      options: Parameters<typeof visible>[0],
      entityRefs: string[],
    ) =>
      readVisible({
        catalog,
        visible: visible(options).entities,
        credentials: kim,
        entityRefs,
        fields: CLAIM_FIELDS,
      });
    const names = (shown: Awaited<ReturnType<typeof read>>) =>
      shown.map(({ entityRef }) => entityRef);
    const all = await read({}, refs(3));
    expect(names(all)).toEqual(refs(2));
    expect(all[0].entity.metadata.annotations).toEqual({ a: 'b' });
    expect(names(await read({ decide: () => false }, refs(3)))).toEqual([]);
    expect(
      names(
        await read(
          {
            conditional: true,
            decide: ({ resourceRef }) => resourceRef!.endsWith('c1'),
          },
          refs(3),
        ),
      ),
    ).toEqual(['component:default/c1']);
    expect(names(await read({}, []))).toEqual([]);
  });
});

describe('one entity', () => {
  const read = (entityRef: string, decide?: Decide) =>
    readEntity({
      catalog: catalogServiceMock({ entities: [component('orders')] }),
      permissions: permissionsBy({ decide }).permissions,
      credentials: kim,
      entityRef,
      fields: CLAIM_FIELDS,
      wanted: [seeThings, changeThings],
    });

  it('is read with what the person may do with it', async () => {
    const { entity, allowed } = await read(
      'component:default/orders',
      ({ permission, resourceRef }) =>
        permission.name === 'things.read' &&
        resourceRef === 'component:default/orders',
    );
    expect(entity).toMatchObject({
      kind: 'Component',
      metadata: { name: 'orders', annotations: {} },
      relations: [{ targetRef: 'group:default/payments' }],
    });
    expect(entity.spec).toBeUndefined();
    expect(allowed).toEqual([true, false]);
  });

  it('that they may not see is as if it were not there', async () => {
    await expect(read('component:default/none')).rejects.toMatchObject({
      name: 'NotFoundError',
      message: 'There is no entity component:default/none',
    });
  });
});

import { mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { component } from '@idp/testing-node';
import { annotatedEntities } from './annotatedEntities';

describe('entities with an annotation', () => {
  const read = (entities: ReturnType<typeof component>[]) => {
    const catalog = catalogServiceMock({ entities });
    const query = jest.spyOn(catalog, 'queryEntities');
    const pages = annotatedEntities({
      auth: mockServices.auth(),
      catalog,
      annotations: ['a', 'b'],
      fields: ['kind', 'metadata.name'],
    });
    return { pages, query };
  };

  it('are all that have one of those, with what is wanted of them', async () => {
    const { pages } = read([
      component('has-a', { a: '1' }),
      component('has-none', { c: '1' }),
      component('has-b', { b: '' }),
    ]);
    const all = [];
    for await (const page of pages) all.push(...page);
    expect(all).toEqual([
      { kind: 'Component', metadata: { name: 'has-a' } },
      { kind: 'Component', metadata: { name: 'has-b' } },
    ]);
  });

  it('come page by page, and no more are read than are asked for', async () => {
    const many = Array.from({ length: 1_100 }, (_, at) =>
      component(`c${at}`, { a: '1' }),
    );
    const { pages, query } = read(many);
    expect((await pages.next()).value).toHaveLength(500);
    expect(query).toHaveBeenCalledTimes(1);
    const rest = [];
    for await (const page of pages) rest.push(...page);
    expect(rest.map(({ metadata }) => metadata.name)).toEqual(
      many.slice(500).map(({ metadata }) => metadata.name),
    );
    expect(query).toHaveBeenCalledTimes(3);
  });
});

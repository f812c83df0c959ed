import { mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { component } from '@idp/testing-node';
import { parseApplication } from '../argocd/parseApplication';
import { ApplicationIndex } from '../index/ApplicationIndex';
import { wireApplication } from '../__testUtils__/wireApplication';
import { ClaimedEntities } from './ClaimedEntities';

describe('entities that claim Applications', () => {
  const put = (index: ApplicationIndex, name: string) =>
    index.put(parseApplication(wireApplication({ name }), { name: 'local' })!);
  const get = (index: ApplicationIndex, name: string) =>
    index.get({ instance: 'local', namespace: 'argocd', name })!;
  function claimed(index: ApplicationIndex) {
    const catalog = catalogServiceMock({
      entities: [
        component('orders', { 'argocd/app-name': 'orders' }),
        component('all', { 'argocd/app-selector': 'app' }),
        component('none', {}),
        component('bad', { 'argocd/app-name': '../orders' }),
      ],
    });
    const query = jest.spyOn(catalog, 'queryEntities');
    let now = 0;
    const entities = new ClaimedEntities({
      auth: mockServices.auth(),
      catalog,
      index,
      logger: mockServices.logger.mock(),
      now: () => (now += 10_000),
    });
    return { entities, query };
  }

  it('are found for Applications that no module knows', async () => {
    const index = new ApplicationIndex({ ownership: [], rules: [] });
    put(index, 'orders');
    const { entities } = claimed(index);
    await entities.refresh();
    expect(entities.of(get(index, 'orders'))).toEqual([
      'component:default/orders',
      'component:default/all',
    ]);
    put(index, 'later');
    expect(entities.of(get(index, 'later'))).toEqual(['component:default/all']);
  });

  it('are not asked for where modules know all', async () => {
    const index = new ApplicationIndex({
      ownership: [
        { ownerOf: () => ({ entityRefs: ['Component:default/its'] }) },
      ],
      rules: [],
    });
    put(index, 'orders');
    const { entities, query } = claimed(index);
    await entities.refresh();
    expect(query).not.toHaveBeenCalled();
    expect(entities.of(get(index, 'orders'))).toEqual([
      'component:default/its',
    ]);
  });
});

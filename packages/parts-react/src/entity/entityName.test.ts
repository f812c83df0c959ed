import { entityName, entityParts } from './entityName';

describe('entityName', () => {
  it('names a workload with its tenant, a tenant alone', () => {
    expect(entityName('component:payments/orders')).toBe('payments/orders');
    expect(entityName('system:default/payments')).toBe('payments');
  });

  it('leaves alone what is no reference', () => {
    expect(entityName('payments')).toBe('payments');
    expect(entityParts('payments')).toBeUndefined();
  });
});

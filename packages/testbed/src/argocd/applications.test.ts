import { isLive, stateOf } from './applications';

const application = (status: object): any => ({ status });

const live = {
  sync: { status: 'Synced', revision: 'abc' },
  health: { status: 'Healthy' },
  operationState: { phase: 'Succeeded', message: 'successfully synced' },
};

describe('isLive', () => {
  it('wants Synced, Healthy, and a sync that went through', () => {
    expect(isLive()(application(live))).toBe(true);
    expect(
      isLive()(application({ ...live, health: { status: 'Degraded' } })),
    ).toBe(false);
    expect(
      isLive()(application({ ...live, operationState: { phase: 'Running' } })),
    ).toBe(false);
    expect(isLive()(application({}))).toBe(false);
  });

  it('wants the commit where one is named, of one source or several', () => {
    expect(isLive('abc')(application(live))).toBe(true);
    expect(isLive('def')(application(live))).toBe(false);
    const sync = { status: 'Synced', revisions: ['def', 'ghi'] };
    expect(isLive('ghi')(application({ ...live, sync }))).toBe(true);
  });
});

describe('stateOf', () => {
  it('says what a person would look at', () => {
    expect(stateOf(undefined)).toBe('not there');
    expect(stateOf(application(live))).toBe('Synced/Healthy');
    expect(
      stateOf(
        application({
          ...live,
          sync: { status: 'OutOfSync' },
          operationState: { phase: 'Failed', message: 'refused' },
          conditions: [{ message: 'look here' }],
        }),
      ),
    ).toBe('OutOfSync/Healthy; refused; look here');
  });
});

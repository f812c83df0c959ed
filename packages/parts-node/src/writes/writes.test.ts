import { auditorInto } from '@idp/testing-node';
import { audited } from './audited';
import { AuditedWrites } from './AuditedWrites';

describe('a write', () => {
  const event = { eventId: 'thing-changed', meta: { thing: 'a' } };

  it('leaves an event whatever becomes of it', async () => {
    const events: any[] = [];
    const auditor = auditorInto(events);
    expect(await audited(auditor, event, async () => 7)).toBe(7);
    await expect(
      audited(auditor, event, async () => {
        throw new Error('You may not');
      }),
    ).rejects.toThrow('You may not');
    expect(events).toEqual([
      { ...event, severityLevel: 'medium', outcome: 'success' },
      {
        ...event,
        severityLevel: 'medium',
        outcome: 'fail',
        error: 'You may not',
      },
    ]);
  });

  it('that is asked for twice is done once while it runs', async () => {
    const events: any[] = [];
    const writes = new AuditedWrites(auditorInto(events));
    const write = jest.fn(async () => {});
    const ask = (key: string) => writes.do(key, event, write);
    await Promise.all([ask('kim'), ask('kim'), ask('sam')]);
    expect(write).toHaveBeenCalledTimes(2);
    expect(events).toHaveLength(2);
    await ask('kim');
    expect(write).toHaveBeenCalledTimes(3);
  });

  it('that failed is done again when it is asked for again', async () => {
    const writes = new AuditedWrites(auditorInto([]));
    const write = jest
      .fn(async () => {})
      .mockRejectedValueOnce(new Error('no'));
    await expect(writes.do('kim', event, write)).rejects.toThrow('no');
    await writes.do('kim', event, write);
    expect(write).toHaveBeenCalledTimes(2);
  });
});

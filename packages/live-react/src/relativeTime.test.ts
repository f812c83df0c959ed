import { fullTime, relativeTime } from './relativeTime';

const now = new Date('2026-03-10T12:00:00Z');

describe('relativeTime', () => {
  it.each([
    ['2026-03-10T11:59:40Z', 'now'],
    ['2026-03-10T11:58:00Z', '2 minutes ago'],
    ['2026-03-10T09:10:00Z', '2 hours ago'],
    ['2026-03-09T11:00:00Z', 'yesterday'],
    ['2026-02-20T12:00:00Z', '2 weeks ago'],
    ['2024-03-09T12:00:00Z', '2 years ago'],
    // A clock that runs ahead
    ['2026-03-10T12:00:20Z', 'now'],
  ])('of %s is %s', (iso, text) => {
    expect(relativeTime(iso, now, 'en')).toBe(text);
  });

  it('speaks the portal’s language', () => {
    expect(relativeTime('2026-03-10T09:00:00Z', now, 'de')).toBe(
      'vor 3 Stunden',
    );
    expect(fullTime('2026-03-10T09:00:00Z', 'de')).toContain('März 2026');
  });
});

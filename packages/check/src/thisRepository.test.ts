import path from 'node:path';
import { check, rules } from './check';
import { formatReport } from './report';

const checkout = path.join(__dirname, '../../..');

it('every rule is silent on this repository', async () => {
  const results = await check(checkout);
  expect(results.map(({ rule }) => rule)).toEqual(rules.map(({ id }) => id));
  const broken = results.filter(({ problems }) => problems.length > 0);
  expect(formatReport(broken)).toBe(formatReport([]));
}, 120_000);

import { matchesDashboard, type DashboardFields } from './evaluate';
import { parseDashboardSelector } from './parse';

const dashboard: DashboardFields = {
  uid: 'abc',
  title: 'Orders: "latency"',
  url: 'https://grafana.example.com/d/abc/orders',
  tags: ['orders', 'generated'],
  folderTitle: 'Payments',
};

const matches = (text: string) => {
  const { selector, problem } = parseDashboardSelector(text);
  if (!selector) throw new Error(problem);
  return matchesDashboard(selector, dashboard);
};
const problemOf = (text: string) => parseDashboardSelector(text).problem;

describe('a dashboard selector', () => {
  it.each([
    ['orders', true],
    ['order', false],
    [' orders ', true],
    ["tags @> 'orders'", true],
    ["tags @> 'orders-slo'", false],
    ["(tags @> 'orders-slo' || tags @> 'orders') && tags @> 'generated'", true],
    ["tags @> 'x' || tags @> 'orders' && tags @> 'x'", false],
    ["!(tags @> 'x')", true],
    ["!!(tags @> 'orders')", true],
    [`title == 'Orders: "latency"'`, true],
    [`title == "Orders: \\"latency\\""`, true],
    ["folderTitle != 'Payments'", false],
    ["folderUid == 'x'", false],
    ["uid=='abc'&&tags@>'orders'", true],
    // A field is no answer.
    ['title && uid', false],
    ['title == 1', false],
    ['true', false],
    ['true == true', true],
  ])('%s: %s', (text, expected) => {
    expect(matches(text)).toBe(expected);
  });

  it.each([
    ["tags @> 'orders", 'the quote at character 9 has no other end'],
    ["(tags @> 'orders'", 'the parenthesis at character 1 has no other end'],
    ["tags @> 'a' and tags @> 'b'", 'write && for "and"'],
    ['tag1 || (tag2 && !tag3)', `a tag is written tags @> 'x'`],
    ["!tags @> 'x'", "negate with !(tags @> 'x')"],
    ["title @> 'x'", 'only tags may stand'],
    ['tags @>', 'nothing at its end'],
    ['', 'nothing at its end'],
    ['tags; process.exit()', '";" at character 5 means nothing here'],
    ["__proto__ == 'x'", 'is no field of a dashboard'],
    ["constructor == 'x'", 'is no field of a dashboard'],
  ])('says what is wrong with %s', (text, words) => {
    expect(problemOf(text)).toContain(words);
  });

  it.each([
    ['long', `title == '${'x'.repeat(3_000)}'`, 'longer than'],
    ['wide', Array(150).fill('(uid)').join('||'), 'more than 200 parts'],
    ['deep', `${'('.repeat(60)}tags @> 'a'${')'.repeat(60)}`, 'nested deeper'],
    ['negated', `${'!'.repeat(150)}(tags @> 'a')`, 'nested deeper'],
  ])('refuses a %s bomb', (_, text, words) => {
    expect(problemOf(text)).toContain(words);
  });
});

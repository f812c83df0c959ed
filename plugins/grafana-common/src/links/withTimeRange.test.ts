import { withTimeRange } from './withTimeRange';

it('adds a range to an address with variables, once', () => {
  const once = withTimeRange('https://g.example.com/d/a/b?var-x=1%262', {
    from: 'now-6h',
    to: 'now',
  });
  expect(once).toBe(
    'https://g.example.com/d/a/b?var-x=1%262&from=now-6h&to=now',
  );
  expect(withTimeRange(once, { from: 1000, to: 2000 })).toBe(
    'https://g.example.com/d/a/b?var-x=1%262&from=1000&to=2000',
  );
});

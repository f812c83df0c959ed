import { removeCheckouts, repositoryOf } from '../../__testUtils__/checkout';
import { docsRule } from '.';

afterEach(removeCheckouts);

const good: Record<string, string> = {
  'README.md': `# Platform

See [the contract](docs/contract.md#names--paths), [its index](docs/index.md "Index"),
[the first
decision](docs/adr/0001-one.md), [below][1] and [the web](https://example.com/gone.md).
<img src="docs/images/a%20picture.png">

[1]: packages/check/

A workload is \`gitops/tenants/<tenant>/workloads/<workload>\`, the rule \`packages/check/src/rule.ts:3\`; apply
\`kubectl apply -k gitops/root\`. Elsewhere it is \`https://example.com/docs/gone.md\` or \`other/docs/gone.md\`.

\`\`\`
[no link](gone.md) and \`docs/gone.md\`
\`\`\`

In code a link is none: \`[x](gone.md)\`.
`,
  'docs/index.md': '# Start\n\n[Up](#start) [contract](contract.md)\n',
  'docs/contract.md': '# Contract\n\n## Names & `paths`\n',
  'docs/adr/index.md': '# Decisions\n\n1. [One](0001-one.md)\n',
  'docs/adr/0001-one.md': '# 1. One\n',
  'docs/images/a picture.png': '',
  'packages/check/README.md':
    '[The platform](../../README.md#platform), [rules](./src)\n',
  'packages/check/src/rule.ts': '',
  'gitops/root/kustomization.yaml': '',
  'mkdocs.yml': `nav:
  - Start: index.md
  - More:
      - Contract: contract.md
      - Decisions: adr/index.md
      - Web: https://example.com/
`,
};

const messages = (files: Record<string, string>) =>
  docsRule(repositoryOf(files)).problems.map(
    ({ file, line, column, message }) => `${file}:${line}:${column} ${message}`,
  );

it('has nothing to say of documents that hold together', () => {
  const result = docsRule(repositoryOf(good));
  expect(result.problems).toEqual([]);
  expect(result.lookedAt).toBe('6 pages, 10 links, 2 paths, 1 decision');
});

it('is content with a repository that has no documents', () => {
  expect(messages({})).toEqual([]);
});

it.each<[string, Record<string, string>, string]>([
  [
    'a link to nothing',
    { 'packages/check/README.md': 'Text\n[x](../../gone.md)\n' },
    'packages/check/README.md:2:5 the link ../../gone.md leads to gone.md, which is not there',
  ],
  [
    'a link that differs in case',
    { 'packages/check/README.md': '[x](../../readme.md)\n' },
    'packages/check/README.md:1:5 the link ../../readme.md leads to readme.md',
  ],
  [
    'a picture',
    { 'docs/contract.md': '# Names & paths\n![x](images/gone.png)\n' },
    'docs/contract.md:2:6 the link images/gone.png',
  ],
  [
    'a target below the text',
    { 'docs/contract.md': '# Names & paths\n\n[x][y]\n\n[y]: gone.md\n' },
    'docs/contract.md:5:6 the link gone.md',
  ],
  [
    'an anchor of this page',
    { 'docs/index.md': '# Start\n\n[Up](#begin)\n' },
    'docs/index.md:3:6 docs/index.md has no heading for #begin',
  ],
  [
    'an anchor of another page',
    { 'docs/contract.md': '# Contract\n' },
    'README.md:3:20 docs/contract.md has no heading for #names--paths',
  ],
  [
    'a heading that is only code',
    { 'docs/contract.md': '```\n## Names & paths\n```\n' },
    'README.md:3:20 docs/contract.md has no heading for #names--paths',
  ],
  [
    'a link out of what is published',
    { 'docs/index.md': '# Start\n[x](../README.md)\n' },
    'docs/index.md:2:5 the link ../README.md leaves docs',
  ],
  [
    'a path in backticks',
    { 'gitops/README.md': 'See `kubernetes/x/y`.\n' },
    'gitops/README.md:1:6 kubernetes/x/y is not there',
  ],
  [
    'a path in a command that goes on in the next line',
    { 'gitops/README.md': 'Run `kubectl apply\n-k gitops/rood` now.\n' },
    'gitops/README.md:2:4 gitops/rood is not there',
  ],
  [
    'a path in a block of commands',
    {
      'gitops/README.md':
        'Then:\n```sh\n# all\nkubectl apply -k gitops/rood\n```\n',
    },
    'gitops/README.md:4:18 gitops/rood is not there',
  ],
  [
    'a link after a fence that holds another',
    { 'gitops/README.md': '````md\n```\n[x](y)\n````\n\n[x](gone.md)\n' },
    'gitops/README.md:6:5 the link gone.md',
  ],
  [
    'a decision that the index lacks',
    { 'docs/adr/0002-two.md': '# 2. Two\n' },
    'docs/adr/0002-two.md:1:1 docs/adr/index.md does not list this decision',
  ],
  [
    'two decisions with one number',
    {
      'docs/adr/0001-too.md': '# 1. Too\n',
      'docs/adr/index.md': '[One](0001-one.md) [Too](0001-too.md)\n',
    },
    'docs/adr/0001-too.md:1:1 docs/adr/0001-one.md has the number 1, too',
  ],
  [
    'a heading with the number of before',
    { 'docs/adr/0001-one.md': '# 7. One\n' },
    'docs/adr/0001-one.md:1:1 the heading has the number 7',
  ],
  [
    'a page that the navigation lacks',
    { 'docs/more.md': '# More\n' },
    'docs/more.md:1:1 nav of mkdocs.yml does not name this page',
  ],
  [
    'a page of the navigation that is not there',
    { 'mkdocs.yml': `${good['mkdocs.yml']}  - Gone: gone.md\n` },
    'mkdocs.yml:7:5 the navigation names docs/gone.md, which is not there',
  ],
  [
    'a navigation that cannot be read',
    { 'mkdocs.yml': 'nav: [\n' },
    'mkdocs.yml:2:1 this is no YAML',
  ],
])('finds %s', (_, change, message) => {
  const found = messages({ ...good, ...change });
  expect(found).toEqual([expect.stringContaining(message)]);
});

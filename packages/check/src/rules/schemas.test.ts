import { smallPlatform } from '../__testUtils__/smallPlatform';
import { useCopy } from '../__testUtils__/useCopy';
import { openRepository } from '../repository';
import { schemasRule } from './schemas';

const copy = useCopy(smallPlatform());
const run = () => schemasRule(openRepository(copy.root));

it('has nothing to say of valid objects, and says what it held them against', async () => {
  const result = await run();
  expect(result.problems).toEqual([]);
  expect(result.lookedAt).toMatch(/^\d+ objects, 4 kinds by schema$/);
  expect(result.details).toContain('v1 Namespace: Kubernetes 1.36.0');
});

it('names file and line of a field that is not there', async () => {
  copy.edit('kubernetes/store/base/route.yaml', text =>
    text.replace('\ndata:', '\nimmutible: true\ndata:'),
  );
  const { problems } = await run();
  expect(problems).toEqual([
    expect.objectContaining({
      file: 'kubernetes/store/base/route.yaml',
      line: 6,
      message: expect.stringMatching(
        /^ConfigMap route \(rendered by kubernetes\/store\/overlays\/\w+\), at immutible: there is no field immutible$/,
      ),
      remedy: expect.stringContaining('Write one of the fields'),
    }),
  ]);
});

it('takes no value of another type, and none that is missing, also in an Application', async () => {
  copy.edit('gitops/platform/store.yaml', text =>
    text
      .replace('"targetRevision": "1.2.3"', '"targetRevision": 1')
      .replace('"project": "platform",', ''),
  );
  const { problems } = await run();
  expect(
    problems.map(({ message }) => message.replace(/^.*?, at /, '')),
  ).toEqual(
    expect.arrayContaining([
      'spec.sources.1.targetRevision: 1 is not string',
      'spec.project: project is missing',
    ]),
  );
});

it('lets no kind pass of which it has no schema', async () => {
  copy.edit('kubernetes/cache/base/namespace.yaml', text =>
    text
      .replace('"v1"', '"cache.example.com/v1"')
      .replace('Namespace', 'Cache'),
  );
  const { problems, lookedAt } = await run();
  expect(lookedAt).toContain('1 by nothing');
  expect(problems).toEqual([
    expect.objectContaining({
      message: expect.stringContaining(
        'no schema of cache.example.com/v1 Cache is known',
      ),
    }),
  ]);
});

import { smallPlatform } from '../__testUtils__/smallPlatform';
import { useCopy } from '../__testUtils__/useCopy';
import { openRepository } from '../repository';
import { schemasRule } from './schemas';

const copy = useCopy(smallPlatform());
const run = () => schemasRule(openRepository(copy.root));
const found = async () =>
  (await run()).problems.map(({ file, message }) => `${file} ${message}`);

const APPLICATION = 'gitops/platform/store.yaml';
const EXCEPTIONS = 'check-exceptions.yaml';
const pinned = (version: string) =>
  copy.edit(APPLICATION, text =>
    text
      .replace('"chart": "store"', '"chart": "argo-cd"')
      .replace('"1.2.3"', `"${version}"`),
  );
const declared = (version: string, more = '') =>
  copy.write(
    EXCEPTIONS,
    `schemas:\n  - source: Argo CD\n    pinned: '${version}'\n    reason: Looked at\n${more}`,
  );

it('says where nothing decides on the version of a schema', async () => {
  const { problems, notes } = await run();
  expect(problems).toEqual([]);
  expect(notes).toContainEqual(
    expect.stringMatching(
      /^schemas of Argo CD [\d.]+: nothing here pins a version$/,
    ),
  );
});

it('finds schemas of another version than the pinned chart, with the line of the pin', async () => {
  pinned('9.9.9');
  const { problems } = await run();
  expect(problems).toEqual([
    expect.objectContaining({
      file: APPLICATION,
      rule: 'schemas',
      message: expect.stringMatching(
        /^objects are held against the schemas of Argo CD [\d.]+, and chart argo-cd is pinned to 9\.9\.9$/,
      ),
      remedy: expect.stringMatching(
        /say so in check-exceptions\.yaml, .* source: Argo CD, pinned: '9\.9\.9'/,
      ),
    }),
  ]);
  expect(problems[0].line).toBeGreaterThan(1);
});

it('is content with the same version, and with one that somebody has looked at, which it lists', async () => {
  const [, version] = /schemas of Argo CD ([\d.]+):/.exec(
    (await run()).notes!.join('\n'),
  )!;
  pinned(`v${version}`);
  const same = await run();
  expect(same.problems).toEqual([]);
  expect(same.details).toContain(
    `schemas of Argo CD ${version}, chart argo-cd v${version}`,
  );
  copy.edit(APPLICATION, text => text.replace(`v${version}`, '9.9.9'));
  declared('9.9.9');
  const other = await run();
  expect(other.problems).toEqual([]);
  expect(other.notes).toContain(
    `schemas of Argo CD ${version}, chart argo-cd 9.9.9: Looked at`,
  );
});

it('asks again when the pin moves, and wants no exception that nothing needs', async () => {
  pinned('9.9.9');
  declared('9.9.8', '  - source: Other\n    pinned: 1.2.3\n    reason: Gone\n');
  expect(await found()).toEqual([
    `${EXCEPTIONS} no schema of Argo CD differs from a version 9.9.8 that is pinned`,
    `${EXCEPTIONS} no schema of Other differs from a version 1.2.3 that is pinned`,
    expect.stringMatching(/store\.yaml .* is pinned to 9\.9\.9$/),
  ]);
});

it('wants an exception with its reason', async () => {
  copy.write(EXCEPTIONS, 'schemas:\n  - source: Argo CD\n    pinned: 9.9.9\n');
  expect(await found()).toEqual([
    `${EXCEPTIONS} an exception for schemas needs source, pinned and reason`,
  ]);
});

it('holds the schemas of Kubernetes against the minor version of each cluster', async () => {
  copy.write(
    'kubernetes/clusters/local/kubeadm-init.yaml',
    'kind: ClusterConfiguration\nkubernetesVersion: v1.36.9\n',
  );
  expect(await found()).toEqual([]);
  copy.write(
    'kubernetes/clusters/eks/cluster.yaml',
    "kind: ClusterConfig\nmetadata:\n  name: x\n  version: '1.35'\n",
  );
  expect(await found()).toEqual([
    expect.stringMatching(
      /^kubernetes\/clusters\/eks\/cluster\.yaml .* Kubernetes 1\.36\.\d+, and the cluster of kubernetes\/clusters\/eks\/cluster\.yaml is pinned to 1\.35$/,
    ),
  ]);
});

import fs from 'node:fs';
import path from 'node:path';
import { ManualClock } from '../../../../sandbox/src';
import { startFake, type Fake } from '../../../../sandbox/src/fakes';
import {
  createKubernetesRouter,
  portalAccount,
  WatchLog,
} from '../../../../sandbox/src/kubernetes';
import { Environment, nameOf } from '../../../../sandbox/src/world';
import type { KubeObject } from '../../kube/types';
import { packageFolder } from '../../lib/folders';
import { tenantObjects } from '../../repository/tenantObjects';
import { differences, shapeOf } from '../shape';
import { exampleObjects, passingSecret } from './examples';
import {
  kubernetesInteractions,
  type KubernetesInteraction,
} from './interactions';
import { KubeWire } from './KubeWire';
import {
  type KubernetesAnswer,
  type KubernetesContext,
  type KubernetesRecording,
  normalisedKubernetes,
  outsideOf,
  performKubernetes,
} from './record';
import {
  knownDifferences,
  mapsOfNames,
  notAsked,
  otherWords,
} from './sandboxDifferences';

const recordingOf = ({ name }: KubernetesInteraction): KubernetesRecording =>
  JSON.parse(
    fs.readFileSync(
      path.join(packageFolder, 'recordings', 'kubernetes', `${name}.json`),
      'utf8',
    ),
  );

const everything = [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }];

/** The stand-in of the sandbox with the objects that the real one had, asked what the real one was asked. */
describe('the sandbox’s Kubernetes API, against the recorded one', () => {
  let clock: ManualClock;
  let environment: Environment;
  let served: Fake;
  let wire: KubeWire;
  let context: KubernetesContext;

  beforeAll(async () => {
    clock = new ManualClock();
    environment = new Environment('local', { clock });
    const { boundary, workloads } = await tenantObjects('demo');
    const { cluster, vault } = environment;
    vault.kv.write('tenant-demo/hello/api-token', { API_TOKEN: 'made-up' });
    for (const object of [...boundary, ...workloads, ...exampleObjects])
      cluster.apply(object);
    clock.advance(20_000);
    const log = new WatchLog(cluster);
    served = await startFake({
      router: createKubernetesRouter({
        log,
        clock,
        accounts: () => ({
          portal: portalAccount(),
          platform: { user: 'system:admin', rules: everything },
          stranger: {
            user: 'system:serviceaccount:examples:default',
            rules: [],
          },
        }),
      }),
      kindOf: ({ path: asked }) => asked,
    });
    wire = new KubeWire(served.url);
    const [pod] = cluster.list({ kind: 'Pod', namespace: 'tenant-demo' });
    const change = (
      object: KubeObject,
      edit: (draft: KubeObject) => void,
    ): void => cluster.edit(nameOf(object), edit);
    context = {
      tokens: {
        portal: 'portal',
        platform: 'platform',
        stranger: 'stranger',
        invalid: 'nobody-made-this-one',
      },
      pod: pod.metadata.name,
      expiredPage: async () =>
        Buffer.from('{"list":-1,"start":1}').toString('base64url'),
      letTimePass: () => clock.advance(5_000),
      meanwhile: {
        'comes-and-goes': async () => {
          cluster.apply(passingSecret());
          clock.advance(1_000);
          cluster.remove(nameOf(passingSecret()));
        },
        'loses-its-label': async () => {
          cluster.apply(passingSecret('yes'));
          clock.advance(1_000);
          change(passingSecret(), ({ metadata }) => {
            metadata.labels = { shown: 'no' };
          });
          cluster.remove(nameOf(passingSecret()));
        },
        'is-annotated': async () => {
          const set = exampleObjects.find(
            ({ kind }) => kind === 'StatefulSet',
          )!;
          change(set, ({ metadata }) => {
            metadata.annotations = { changed: String(cluster.resourceVersion) };
          });
        },
      },
    };
  }, 240_000);

  afterAll(() => served?.stop());

  const asked = kubernetesInteractions.filter(
    ({ name }) => !(name in notAsked),
  );

  it.each(asked.map(interaction => [interaction.name, interaction] as const))(
    '%s',
    async (name, interaction) => {
      const { answer: real } = recordingOf(interaction);
      const answer = normalisedKubernetes(
        await performKubernetes(wire, interaction, context),
        [[new URL(served.url).host, '10.0.0.1:443']],
      );
      const isFree = name in otherWords;
      expect(outsideOf(answer, isFree)).toEqual(outsideOf(real, isFree));
      const found = differences(
        shapeOf(insideOf(real), mapsOfNames),
        shapeOf(insideOf(answer), mapsOfNames),
      );
      const known = knownDifferences(name);
      expect(
        found.filter(line => !known.some(one => one.line.test(line))),
      ).toEqual([]);
    },
    60_000,
  );

  it('has a recording of each interaction as it is asked, and no other', () => {
    const files = fs.readdirSync(
      path.join(packageFolder, 'recordings', 'kubernetes'),
    );
    expect(files.sort()).toEqual(
      kubernetesInteractions.map(({ name }) => `${name}.json`).sort(),
    );
    for (const interaction of kubernetesInteractions)
      expect(recordingOf(interaction).interaction).toEqual(interaction);
  });

  it('says of nothing that is not asked why it differs', () => {
    const names = kubernetesInteractions.map(({ name }) => name);
    expect(
      [...Object.keys(notAsked), ...Object.keys(otherWords)].filter(
        name => !names.includes(name),
      ),
    ).toEqual([]);
  });
});

/** What has to be made of the same: the rest. */
function insideOf({ events, json }: KubernetesAnswer) {
  const whole = json ?? events?.map(({ object }) => object);
  return whole?.kind === 'Status' ? undefined : whole;
}

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {
  SANDBOX_TOKEN,
  startSandbox,
  type Sandbox,
} from '../../../sandbox/src';
import { ArgocdClient } from '../argocd/ArgocdClient';
import { packageFolder } from '../lib/folders';
import { until } from '../lib/until';
import { copyCheckout } from '../repository/copyCheckout';
import { GitRepository } from '../repository/GitRepository';
import { argocdInteractions, type Interaction } from './interactions';
import { perform, type Recording } from './record';
import { differences, shapeOf } from './shape';
import { knownDifferences, mapsOfNames, notAsked } from './sandboxDifferences';

const recordingOf = ({ name }: Interaction): Recording =>
  JSON.parse(
    fs.readFileSync(
      path.join(packageFolder, 'recordings', 'argocd', `${name}.json`),
      'utf8',
    ),
  );

/** The stand-in of the sandbox, asked what the real Argo CD was asked. */
describe('the sandbox’s Argo CD, against the recorded one', () => {
  let folder: string;
  let sandbox: Sandbox;
  let client: ArgocdClient;
  let context: Parameters<typeof perform>[2];

  beforeAll(async () => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'testbed-parity-'));
    const git = await GitRepository.create(folder, copyCheckout);
    sandbox = await startSandbox({
      forge: git.bare,
      port: 0,
    });
    client = new ArgocdClient(`${sandbox.url}/argocd/local`);
    const get = () =>
      client.ask({
        path: '/api/v1/applications/demo--hello',
        token: SANDBOX_TOKEN,
      });
    await until(
      'the workload is live in the sandbox',
      async () => {
        const { json } = await get();
        return (
          json?.status?.sync?.status === 'Synced' &&
          json.status.health?.status === 'Healthy'
        );
      },
      { timeoutMs: 120_000 },
    );
    const list = await client.ask({
      path: '/api/v1/applications',
      token: SANDBOX_TOKEN,
    });
    context = {
      tokens: { portal: SANDBOX_TOKEN },
      revision: (await get()).json.status.sync.revision,
      resourceVersion: list.json.metadata.resourceVersion,
    };
  }, 240_000);

  afterAll(async () => {
    await sandbox?.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  const asked = argocdInteractions.filter(({ name }) => !(name in notAsked));

  it.each(asked.map(interaction => [interaction.name, interaction] as const))(
    '%s',
    async (name, interaction) => {
      const { answer: real } = recordingOf(interaction);
      const [answer] = await Promise.all([
        perform(client, interaction, context),
        interaction.untilRefreshed &&
          client.ask({
            path: '/api/v1/applications/demo--hello?refresh=normal',
            token: SANDBOX_TOKEN,
          }),
      ]);
      expect({
        status: answer.status,
        contentType: answer.contentType.replace(/; charset=utf-8$/, ''),
        frame: answer.frame,
      }).toEqual({
        status: real.status,
        contentType: real.contentType.replace(/; charset=utf-8$/, ''),
        frame: real.frame,
      });
      const found = differences(
        shapeOf(real.messages ?? real.json ?? real.text, mapsOfNames),
        shapeOf(answer.messages ?? answer.json ?? answer.text, mapsOfNames),
      );
      const known = knownDifferences(name);
      expect(
        found.filter(line => !known.some(one => one.line.test(line))),
      ).toEqual([]);
    },
    60_000,
  );
});

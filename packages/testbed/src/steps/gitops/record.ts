import { ArgocdClient } from '../../argocd/ArgocdClient';
import {
  getApplication,
  isLive,
  refresh,
  untilApplication,
} from '../../argocd/applications';
import { holdAgainst } from '../../recordings/holdAgainst';
import { argocdInteractions } from '../../recordings/interactions';
import { Normaliser } from '../../recordings/normalise';
import { normalised, perform, type Recording } from '../../recordings/record';
import { gitops } from '../../repository/testbedRepository';
import { argocd } from '../../services/argocd/install';
import type { Step } from '../types';

/**
 * Asks Argo CD everything that the portal asks, and writes the answers down where IDP_TESTBED_RECORD is set; otherwise it
 * holds them against what was written down.
 */
export const record: Step = {
  name: 'recordings',
  profile: 'gitops',
  what: 'Argo CD answers every recorded request with the recorded status and shape',
  async run(bed, report) {
    const { kube } = bed;
    const { url, tokens } = bed.take(argocd);
    const { url: repository } = bed.take(gitops);
    await untilApplication(kube, 'demo--hello', 'live', isLive());
    const client = new ArgocdClient(url);
    const application = await getApplication(kube, 'demo--hello');
    const list = await client.ask({
      path: '/api/v1/applications',
      token: tokens.portal,
    });
    const context = {
      tokens,
      revision: application!.status.sync.revision as string,
      resourceVersion: list.json.metadata.resourceVersion as string,
    };
    const normaliser = new Normaliser([
      [repository, 'https://git.example.com/platform/platform.git'],
      [url, 'https://argocd.example.com'],
      [bed.url('kube-apiserver', 'https'), 'https://kubernetes.default.svc'],
      [bed.folder, '/tmp/argocd'],
    ]);
    for (const interaction of argocdInteractions) {
      await report.check(interaction.name, async () => {
        const [answer] = await Promise.all([
          perform(client, interaction, context),
          interaction.untilRefreshed && refresh(kube, 'demo--hello'),
        ]);
        const recording: Recording = {
          interaction,
          answer: normalised(answer, normaliser),
        };
        holdAgainst('argocd', recording);
      });
    }
  },
};

import type { Request } from 'express';
import { startFake, type Fake } from '../../fakes';
import { createGrafanaRouter } from '../createGrafanaRouter';
import { createAlertmanagerRouter } from '../../alertmanager';
import { madeUpGrafana, type MadeUpScene } from './madeUpGrafana';

/**
 * A Grafana with as many made-up dashboards and rules as one asks for.
 *
 * @public
 */
export interface FakeGrafana extends Fake {
  token: string;
  /** From now on a rule fires, or does not. */
  fire(rule: number, fires: boolean): void;
}

/**
 * Starts one on loopback. It answers as fast as it can: of a real one nothing is measured here.
 *
 * @public
 */
export async function createFakeGrafana(
  scene: MadeUpScene,
): Promise<FakeGrafana> {
  const token = 'made-up';
  const view = madeUpGrafana(scene);
  const alertmanager = {
    alerts: () => [],
    silences: { list: () => [] },
    config: { receivers: [], original: '{}' },
  } as unknown as Parameters<
    typeof createAlertmanagerRouter
  >[0]['alertmanager'];
  const fake = await startFake({
    kindOf: kindOfGrafanaRequest,
    router: createGrafanaRouter({
      view,
      environment: 'made-up',
      token,
      alertmanager: createAlertmanagerRouter({
        alertmanager,
        token,
        base: '/api/alertmanager/grafana/api/v2',
      }),
    }),
  });
  return { ...fake, token, fire: view.fire };
}

function kindOfGrafanaRequest({ path }: Request): string {
  return path.replace(/\/uid\/[^/]+$/, '/uid/{uid}');
}

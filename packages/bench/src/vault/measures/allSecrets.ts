import type { SecretList } from '@idp/plugin-vault-common';
import type { Measure } from '../../lib/measure';
import { p50, p99, short } from '../../lib/statistics';
import { IS_TRIAL } from '../scene';
import type { Stage } from '../Stage';

const TIMES = IS_TRIAL ? 10 : 100;

/** The page of all secrets: its first rows, and what a search finds. */
export async function* allSecrets(stage: Stage): AsyncGenerator<Measure> {
  const { browser } = stage.contestants.ours;
  for (const [what, query] of [
    ['first page of all secrets', 'limit=50'],
    ['search in all secrets', 'limit=50&q=service-7%2F'],
  ]) {
    const times: number[] = [];
    let list!: SecretList;
    for (let n = 0; n < TIMES; n++) {
      const started = performance.now();
      list = await browser.get(`idp-vault/secrets?${query}`);
      times.push(performance.now() - started);
    }
    yield {
      name: what,
      value: `${short(p50(times))} ms`,
      goal: 'stated',
      ok: true,
      detail: `p99 ${short(p99(times))} ms; ${list.items.length} of ${
        list.counts.total
      }; ${stage.paths} in Vault`,
    };
  }
}

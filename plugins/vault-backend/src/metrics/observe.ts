import { metrics } from '@opentelemetry/api';
import type { Inventories } from '../inventory/Inventories';

/** Sizes and ages, read when somebody collects them. Calls to Vault are counted where they are made. */
export function observe(inventories: Inventories): void {
  const meter = metrics.getMeter('idp-vault');
  const perServer = (
    name: string,
    description: string,
    value: (
      state: ReturnType<Inventories['states']>[number],
    ) => number | undefined,
    unit?: string,
  ) =>
    meter
      .createObservableGauge(name, { description, unit })
      .addCallback(result => {
        for (const state of inventories.states()) {
          const observed = value(state);
          if (observed !== undefined) {
            result.observe(observed, { instance: state.name });
          }
        }
      });
  const age = (time: string | undefined) =>
    time === undefined ? undefined : (Date.now() - Date.parse(time)) / 1_000;
  perServer(
    'idp.vault.paths.count',
    'Paths of a Vault that are known',
    ({ inventory }) => inventory?.paths,
  );
  perServer(
    'idp.vault.listed.age',
    'Time since all paths were listed',
    ({ inventory }) => age(inventory?.listedAt),
    'seconds',
  );
  perServer(
    'idp.vault.metadata.age',
    'Time since the path was read that was read longest ago',
    ({ inventory }) => age(inventory?.oldestReadAt),
    'seconds',
  );
  perServer(
    'idp.vault.stale',
    '1 where what is shown is not live',
    ({ state }) => (state === 'live' ? 0 : 1),
  );
  meter
    .createObservableCounter('idp.vault.inventory.requests.count', {
      description: 'Requests that inventories of this replica have made',
    })
    .addCallback(result => {
      for (const instance of inventories.names()) {
        result.observe(inventories.requests(instance), { instance });
      }
    });
}

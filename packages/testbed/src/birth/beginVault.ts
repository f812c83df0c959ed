import type { Bed } from '../bed/Bed';
import {
  selfInit,
  selfInitRequests,
  vaultAccount,
} from '../services/vault/service';
import type { Report } from '../steps/types';

/** Vault begins as kubernetes/vault/base/self-init.hcl says. */
export async function beginVault(bed: Bed, report: Report): Promise<void> {
  await vaultAccount(bed);
  const responses = {};
  for (const request of selfInitRequests()) {
    await report.check(
      `self-initialisation: ${request.block}/${request.name}`,
      () => selfInit(bed, request, responses),
    );
  }
}

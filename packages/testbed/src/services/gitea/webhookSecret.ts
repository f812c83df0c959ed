import crypto from 'node:crypto';
import { type Bed, Fact } from '../../bed/Bed';

const secret = new Fact<string>('secret of the webhooks');

/** What the forge signs its webhooks with. Argo CD reads it when it starts, so it is there before the forge is. */
export function webhookSecretOf(bed: Bed): string {
  return bed.has(secret)
    ? bed.take(secret)
    : bed.leave(secret, crypto.randomBytes(24).toString('hex'));
}

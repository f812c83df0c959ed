import { UpstreamError, type UpstreamClient } from '@idp/upstream';
import { object } from '@idp/upstream/wire';

/** Asks for 200 whatever the state is, so that the words of the answer say it. Old servers and proxies leave that out. */
const ALWAYS_200 = {
  activecode: 200,
  standbycode: 200,
  performancestandbycode: 200,
  drsecondarycode: 200,
  sealedcode: 200,
  uninitcode: 200,
};

const SEALED =
  'is sealed: whoever holds its keys unseals it (vault operator unseal)';
const UNINITIALISED =
  'is not initialised: whoever runs it does that once (vault operator init)';
const RECOVERY =
  'is a secondary for disaster recovery, which answers nothing else: write the address of the primary in baseUrl';

/**
 * Why a Vault cannot be read, in words; undefined where it can, or does not say. A standby can: it forwards what it is asked.
 */
export async function troubleOf(
  client: UpstreamClient,
  signal?: AbortSignal,
): Promise<string | undefined> {
  let answer;
  try {
    answer = object(
      await client.json(
        { path: ['v1', 'sys', 'health'], query: ALWAYS_200 },
        { signal },
      ),
    );
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    switch (error.upstreamStatus) {
      // A standby (429) and one that reads by itself (473) are as good as the active server.
      case 429:
      case 473:
        return undefined;
      case 472:
        return RECOVERY;
      case 501:
        return UNINITIALISED;
      case 503:
        return SEALED;
      default:
        // Something in front of it may keep sys/health to itself: the calls themselves will say.
        if (error.upstreamStatus) return undefined;
        throw error;
    }
  }
  if (answer.initialized === false) return UNINITIALISED;
  if (answer.sealed === true) return SEALED;
  if (answer.replication_dr_mode === 'secondary') return RECOVERY;
  return undefined;
}

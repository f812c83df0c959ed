import { readSelector as readLabelSelector } from '../world/cluster/labelSelector';
import { GrpcError } from './errors';

/** A label selector of Kubernetes, as a test. */
export function readSelector(
  text: string,
): (labels: Readonly<Record<string, string>>) => boolean {
  try {
    return readLabelSelector(text);
  } catch (error) {
    throw new GrpcError(
      'unknown',
      `error parsing the selector: unable to parse requirement: ${
        (error as Error).message
      }`,
    );
  }
}

import { object } from '@idp/upstream/wire';
import { COPIES } from './maskSecrets';

const NOISE = [
  'creationTimestamp',
  'generation',
  'managedFields',
  'resourceVersion',
  'selfLink',
  'uid',
];

/** A manifest without what the API server adds by itself, and without copies of the manifest in its annotations. */
export function withoutNoise(
  manifest: Record<string, unknown>,
): Record<string, unknown> {
  const metadata = Object.fromEntries(
    Object.entries(object(manifest.metadata)).filter(
      ([key]) => !NOISE.includes(key),
    ),
  );
  if ('annotations' in metadata) {
    const annotations = Object.entries(object(metadata.annotations)).filter(
      ([key]) => !COPIES.includes(key),
    );
    if (annotations.length > 0) {
      metadata.annotations = Object.fromEntries(annotations);
    } else delete metadata.annotations;
  }
  return { ...manifest, metadata };
}

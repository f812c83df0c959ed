/**
 * Which images cannot be pulled: those whose tag begins with `bad` or `missing`, and those of a registry below `.invalid`.
 * Every other image is there.
 */
export function imageProblem(image: string): string | undefined {
  const [registry] = image.split('/');
  if (/\.invalid(:\d+)?$/.test(registry) && image.includes('/')) {
    return `failed to pull and unpack image "${image}": failed to resolve reference "${image}": dial tcp: lookup ${registry}: no such host`;
  }
  const tag = tagOf(image);
  if (tag && /^(bad|missing)/.test(tag)) {
    return `failed to pull and unpack image "${image}": failed to resolve reference "${image}": ${image}: not found`;
  }
  return undefined;
}

/**
 * What is wrong with an image that runs: one whose tag begins with `faulty` answers with errors, one with `slow` slowly. Only
 * requests show it: its pods are ready.
 */
export function imageFault(image: string): 'errors' | 'slow' | undefined {
  const tag = tagOf(image);
  if (tag?.startsWith('faulty')) return 'errors';
  if (tag?.startsWith('slow')) return 'slow';
  return undefined;
}

function tagOf(image: string): string | undefined {
  return /:([A-Za-z0-9_][\w.-]*)(@|$)/.exec(
    image.slice(image.lastIndexOf('/') + 1),
  )?.[1];
}

/**
 * Which images cannot be pulled: those whose tag begins with `bad` or `missing`, and those of a registry below `.invalid`.
 * Every other image is there.
 */
export function imageProblem(image: string): string | undefined {
  const [registry] = image.split('/');
  if (/\.invalid(:\d+)?$/.test(registry) && image.includes('/')) {
    return `failed to pull and unpack image "${image}": failed to resolve reference "${image}": dial tcp: lookup ${registry}: no such host`;
  }
  const tag = /:([A-Za-z0-9_][\w.-]*)(@|$)/.exec(
    image.slice(image.lastIndexOf('/') + 1),
  )?.[1];
  if (tag && /^(bad|missing)/.test(tag)) {
    return `failed to pull and unpack image "${image}": failed to resolve reference "${image}": ${image}: not found`;
  }
  return undefined;
}

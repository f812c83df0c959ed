/** How long something took, from a moment of `performance.now()`. */
export function since(begun: number, digits = 1): string {
  return `${((performance.now() - begun) / 1000).toFixed(digits)} s`;
}

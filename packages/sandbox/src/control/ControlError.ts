/** A request that cannot be done, in words. */
export class ControlError extends Error {}

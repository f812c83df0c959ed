/** Something that a person can mend; its message is shown without a stack. */
export class Problem extends Error {}

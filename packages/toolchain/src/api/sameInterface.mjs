/**
 * Whether two reports say the same. The compiler prints the members of a type that it has inferred in the order in which
 * it met them, and that depends on everything else that it reads, so order does not count.
 */
export const sameInterface = (one, other) => wordsOf(one) === wordsOf(other);

const wordsOf = text => (text.match(/[\w$]+|[^\w$\s]/g) ?? []).sort().join(' ');

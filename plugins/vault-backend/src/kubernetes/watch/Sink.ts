/** Where an informer puts what it learns of one kind of objects. */
export interface Sink {
  /** An object of the wire format that is there; one that cannot be read, or does not matter, is as if it were not. */
  put(wire: unknown): void;
  remove(namespace: string, name: string): void;
  /** All that is known; a list removes what it does not have. */
  known(): Iterable<{ namespace: string; name: string }>;
}

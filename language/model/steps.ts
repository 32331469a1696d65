/**
 * Work that can be left off between its steps, each of which takes a few milliseconds at most: what it keeps has to hold whenever it stops, and
 * other work may be done between two of them.
 */
export type Steps<T> = Generator<void, T, void>;

/** All steps one after the other. */
export function atOnce<T>(steps: Steps<T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

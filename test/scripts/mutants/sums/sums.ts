// What scripts/mutate is tried on: of these lines it is known by hand which changes a test notices.

export const sum = (a: number, b: number): number => a + b;

/** Of two that are the same either may be given: to compare with `>=` changes nothing. */
export const larger = (a: number, b: number): number => (a > b ? a : b);

/** Where a starter leaves the sum of the program that it starts, for the program to find. */
const PLACE = Symbol.for('segplan.program-sum');

const places = globalThis as unknown as Record<symbol, string | undefined>;

/** Says which program runs: its length and its sum. */
export function noteProgram(sum: string): void {
  places[PLACE] = sum;
}

/** Which program runs; nothing where it was started with nothing kept. */
export function programSum(): string | undefined {
  return places[PLACE];
}

import { AssertionError } from 'node:assert';

/** What a run of the fuzzer has found: each fault once, with the seed that finds it again. */
export class Faults {
  private readonly known = new Set<string>();

  get size(): number {
    return this.known.size;
  }

  /** Notes what was thrown, and tells it the first time. */
  note(what: string, seed: number, error: unknown): void {
    const message = error instanceof AssertionError ? error.message : String((error as Error).stack);
    const key = `${what} ${message.split('\n')[0]!.replaceAll(/\d+/g, 'N')}`;
    if (this.known.has(key)) return;
    this.known.add(key);
    console.log(
      `${what}, seed ${seed}: ${message.length > 2000 ? `${message.slice(0, 1500)}\n…\n${message.slice(-500)}` : message}\n`,
    );
  }

  /** Does a piece of the work. */
  async attempt(what: string, seed: number, work: () => unknown): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.note(what, seed, error);
    }
  }
}

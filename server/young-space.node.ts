import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';

/**
 * So many bytes V8 may use for what is new, or that part of what is old. By itself it takes 128 MB as soon as much of what is new stays, as of every
 * plan that is read, and gives them back half a minute after the last request: that was two fifths of all that a server took for 10,000 lines. Less
 * of it makes a start and keys take longer, and so does no more of it however much is old, a start at 50,000 lines. What this costs a key could not be told from chance.
 */
const MOST_BYTES = 16 * 1024 * 1024;
const PART_OF_OLD = 1 / 16;

/** It doubles where it is so many times smaller than it may be: it would else be twice too large for a megabyte more of what is old. */
const BEYOND = 1.5;

/**
 * So soon it is looked at again while there is work, in milliseconds: V8 makes it at most twice as large between two looks. Each look that finds none
 * takes twice as long to come, and none comes after the last: a key whose work ends at once would else be followed by fifty.
 */
const SOON_MS = 20;
const LAST_MS = 640;
/** Who computes so many microseconds between two looks is at work. */
const WORK = 4000;

/** Keeps the room for what is new in proportion. How large it may become can't be said once V8 runs, but whether it may grow can. */
export class YoungSpace {
  private wait = 0;
  private computed = 0;
  private factor = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** Has it watched as long as there is something to do. */
  watch(): void {
    if (this.wait !== SOON_MS || !this.timer) this.lookIn(SOON_MS);
    this.look();
  }

  private lookIn(wait: number): void {
    clearTimeout(this.timer);
    this.wait = wait;
    this.timer = setTimeout(() => this.lookAgain(), wait);
    this.timer.unref();
  }

  private lookAgain(): void {
    this.timer = undefined;
    const { user, system } = process.cpuUsage();
    const works = user + system - this.computed > WORK;
    this.computed = user + system;
    this.look();
    if (works) this.lookIn(SOON_MS);
    else if (this.wait < LAST_MS) this.lookIn(this.wait * 2);
  }

  /** Lets it grow, unless it is as large as it may become. It becomes small again when nothing is done for long. */
  private look(): void {
    const sizes = new Map(getHeapSpaceStatistics().map(({ space_name, space_size }) => [space_name, space_size]));
    const most = Math.max(MOST_BYTES, (sizes.get('old_space') ?? 0) * PART_OF_OLD);
    const factor = (sizes.get('new_space') ?? 0) * BEYOND < most ? 2 : 1;
    if (factor === this.factor) return;
    this.factor = factor;
    setFlagsFromString(`--semi-space-growth-factor=${factor}`);
  }
}

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

/** So often it is looked at, in milliseconds: V8 makes it at most twice as large between two looks. */
const OFTEN_MS = 20;
/** Who computes so many microseconds between two looks is at work, and this many looks behind that there is none any more. */
const WORK = 4000;
const LOOKS = 50;

/** Keeps the room for what is new in proportion. How large it may become can't be said once V8 runs, but whether it may grow can. */
export class YoungSpace {
  private left = 0;
  private computed = 0;
  private timer: ReturnType<typeof setInterval> | undefined;

  /** Has it watched as long as there is something to do. */
  watch(): void {
    this.left = LOOKS;
    this.look();
    if (this.timer) return;
    this.timer = setInterval(() => {
      const { user, system } = process.cpuUsage();
      this.left = user + system - this.computed > WORK ? LOOKS : this.left - 1;
      this.computed = user + system;
      this.look();
      if (this.left > 0) return;
      clearInterval(this.timer);
      this.timer = undefined;
    }, OFTEN_MS);
    this.timer.unref();
  }

  /** Lets it grow, unless it is as large as it may become. It becomes small again when nothing is done for long. */
  private look(): void {
    const sizes = new Map(getHeapSpaceStatistics().map(({ space_name, space_size }) => [space_name, space_size]));
    const most = Math.max(MOST_BYTES, (sizes.get('old_space') ?? 0) * PART_OF_OLD);
    const mayGrow = (sizes.get('new_space') ?? 0) * BEYOND < most;
    setFlagsFromString(`--semi-space-growth-factor=${mayGrow ? 2 : 1}`);
  }
}

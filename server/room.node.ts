import { statSync } from 'node:fs';
import { getHeapStatistics } from 'node:v8';
import { OF_A_PLAN } from '../api/room.ts';

/** So much of the memory may be taken by files that nobody has opened: the rest is for what is typed and asked. */
const PART = 0.9;

/** How much memory this process may use, in megabytes. */
export function mostMegabytes(): number {
  return Math.round(getHeapStatistics().heap_size_limit / 1024 / 1024);
}

/** Whether a file can be read besides all that is in memory. V8 ends a process that has no more of it, without a word to anybody. */
export function hasRoomFor(path: string): boolean {
  const { used_heap_size: used, heap_size_limit: most } = getHeapStatistics();
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  return used + size * OF_A_PLAN < most * PART;
}

/**
 * By how much V8 lets the room for what is new grow when most of it is still needed: at once to the size that it is to have, in megabytes, since it
 * begins with one. Nearly all that is made while a program is loaded is needed, and each collection on the way there copies it. How large that
 * room may get can't be said any more once V8 runs; but it no longer grows once it is to grow by one (`OPTIONS_WHEN_LOADED`). By itself it
 * grows to 64, twice over. A command keeps what it has, and a server looks after it from its first message on (`young-space.node.ts`).
 */
const ROOM = { ofCommands: 16, ofServers: 8 } as const;

/** What holds once a program is loaded in place of what held before. */
export const OPTIONS_WHEN_LOADED: readonly string[] = ['--semi-space-growth-factor=1'];

/** The room for what is new, in bytes, below which it has not grown while a program was loaded. */
export const NOT_GROWN: number = 8 * 1024 * 1024;

/**
 * How often V8 runs a function before it makes faster code of it: ten times as often as by itself. A start runs thousands of functions some
 * hundred times each, and to make faster code of those takes other threads longer than they then save: a fifth of all that a start in front of
 * 1,000 lines computes, and of what somebody's first keys do.
 */
const PATIENCE: readonly string[] = [
  '--no-profile-guided-optimization',
  '--invocation-count-for-maglev=4000',
  '--invocation-count-for-maglev-osr=1000',
  '--invocation-count-for-turbofan=30000',
  '--invocation-count-for-osr=5000',
  '--minimum-invocations-after-ic-update=3000',
];

/** The first V8 that all of these options are known to; an older one would say of each that it is not. */
const KNOWN_SINCE = 13;

/**
 * The options for a program, as far as the V8 that it runs on knows them.
 * @param isCommand whether it ends by itself, when it has done what it was started for
 * @param v8 the version, such as `13.6.233`
 */
export function optionsOf(isCommand: boolean, v8 = process.versions.v8): readonly string[] {
  const room = `--semi-space-growth-factor=${isCommand ? ROOM.ofCommands : ROOM.ofServers}`;
  return [room, ...(Number.parseInt(v8, 10) >= KNOWN_SINCE ? PATIENCE : [])];
}

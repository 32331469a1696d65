// Starts the language server or the command line with what V8 has compiled of it at an earlier start: to read five megabytes of code anew, and
// to compile of it what a start calls, takes longer than to check a small plan. Node keeps by itself what is compiled before a program runs,
// which is a quarter of what a start needs; so the program is kept here once it has run. Node before 20.15 starts as it always did; where the
// folder can't be written, or NODE_DISABLE_COMPILE_CACHE is set, nothing is kept.
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import * as nodeModule from 'node:module';
import { dirname, join } from 'node:path';
import { cachedDataVersionTag, getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';
import { Script } from 'node:vm';
import * as zlib from 'node:zlib';
import { cacheFolder, FORGOTTEN } from './cache-folder.node.ts';
import { NOT_GROWN, OPTIONS_WHEN_LOADED, optionsOf } from './engine.ts';
import { noteProgram } from './program-sum.ts';

/** The file that is started, beside this one; the bundler puts it here. */
declare const PROGRAM: string;

/** How long after a start, in milliseconds, what was compiled is written where the program still runs. */
const SETTLED = 10_000;

/** After so many milliseconds what is kept is made anew, with what was compiled since: a first start may have done little. */
const RENEWED = 24 * 60 * 60 * 1000;

const IS_COMMAND = PROGRAM.includes('cli');

// Before anything is compiled: what is kept of that is good for a start with the same options alone.
for (const option of optionsOf(IS_COMMAND)) setFlagsFromString(option);

const { crc32 } = zlib as Partial<typeof zlib>;
const { enableCompileCache, flushCompileCache } = nodeModule as Partial<typeof nodeModule>;
try {
  // For what the program loads besides itself.
  if (!process.env.NODE_DISABLE_COMPILE_CACHE) enableCompileCache?.(cacheFolder());
  setTimeout(() => flushCompileCache?.(), SETTLED).unref();
} catch {
  // Without a home folder there is no cache.
}
/** What holds from now on. Room that has not grown by then would be too small for all that follows. */
function settle(): void {
  const room = getHeapSpaceStatistics().find(({ space_name: name }) => name === 'new_space');
  if (!room || room.space_size < NOT_GROWN) return;
  for (const option of OPTIONS_WHEN_LOADED) setFlagsFromString(option);
}

/** What is put before and behind a program so that it is a function, as Node does it. */
const [HEAD, TAIL] = ['(function (exports, require, module, __filename, __dirname) { ', '\n})'];

/** Sums of the program's text and of what was compiled of it, in front of the latter: V8 looks at nothing but lengths. */
const HEADER_BYTES = 16;

/** Runs a program with what is kept of it, and keeps what it runs. */
function runKept(file: string, sum: (data: Buffer | string) => number): void {
  const bytes = readFileSync(file);
  const tag = cachedDataVersionTag();
  const sumOfProgram = sum(bytes);
  noteProgram(`${bytes.length}-${sumOfProgram}`);
  // What commands run differs more than it is alike. No other argument becomes a part of a name.
  const command = IS_COMMAND ? (/^[a-z]{2,12}$/.exec(process.argv[2] ?? '')?.[0] ?? 'other') : 'server';
  const kept = keptFile(`${command}-${tag.toString(16)}-${sum(file).toString(16)}.compiled`);
  const cachedData = kept && readKept(kept, sumOfProgram, sum);
  const script = new Script(HEAD + bytes.toString() + TAIL, {
    filename: file,
    columnOffset: -HEAD.length,
    ...(cachedData ? { cachedData } : {}),
  });
  if (kept && (!cachedData || isOld(kept))) keepLater(kept, script, tag, sumOfProgram, sum);
  const module = { exports: {} };
  script.runInThisContext()(module.exports, nodeModule.createRequire(file), module, file, dirname(file));
}

/** Where something is kept; nothing without a home folder. */
function keptFile(name: string): string | undefined {
  try {
    return join(cacheFolder(), name);
  } catch {
    return undefined;
  }
}

/** What V8 compiled of just this text, if it is as it was written. */
function readKept(kept: string, sumOfProgram: number, sum: (data: Buffer) => number): Buffer | undefined {
  try {
    const all = readFileSync(kept);
    const data = all.subarray(HEADER_BYTES);
    return all.readUInt32LE(0) === sumOfProgram && all.readUInt32LE(4) === sum(data) ? data : undefined;
  } catch {
    return undefined;
  }
}

function isOld(kept: string): boolean {
  try {
    return Date.now() - statSync(kept).mtimeMs > RENEWED;
  } catch {
    return false;
  }
}

function removeForgotten(folder: string): void {
  for (const name of readdirSync(folder)) {
    const file = join(folder, name);
    if (/\.compiled(\.\d+)?$/.test(name) && Date.now() - statSync(file).mtimeMs > FORGOTTEN) removeIfThere(file);
  }
}

function removeIfThere(file: string): void {
  try {
    rmSync(file);
  } catch {
    // It can't be there where nothing can be written.
  }
}

/** Writes what is compiled by then: when a command is done, and when a server is at rest. */
function keepLater(kept: string, script: Script, tag: number, sumOfProgram: number, sum: (data: Buffer) => number): void {
  let isKept = false;
  const keep = () => {
    // A word that is no command leaves nothing behind.
    if (isKept || (IS_COMMAND && Number(process.exitCode ?? 0) > 1)) return;
    isKept = true;
    // Some are others by now, and what is kept is good for the same options alone.
    for (const option of ['--opt', ...optionsOf(IS_COMMAND)]) setFlagsFromString(option);
    const isAsBegun = cachedDataVersionTag() === tag;
    if (isAsBegun) write();
    settle();
  };
  const write = () => {
    const part = `${kept}.${process.pid}`;
    try {
      const data = script.createCachedData();
      const header = Buffer.alloc(HEADER_BYTES);
      header.writeUInt32LE(sumOfProgram, 0);
      header.writeUInt32LE(sum(data), 4);
      mkdirSync(dirname(kept), { recursive: true });
      writeFileSync(part, Buffer.concat([header, data]), { mode: 0o600 });
      // Whoever starts meanwhile finds the former one or this one.
      renameSync(part, kept);
      removeForgotten(dirname(kept));
    } catch {
      // The next start compiles anew.
      removeIfThere(part);
    }
  };
  process.on('exit', keep);
  // A server may end without being asked, and so may the commands that are one.
  setTimeout(keep, SETTLED).unref();
}

if (crc32 && !process.env.NODE_DISABLE_COMPILE_CACHE) runKept(join(__dirname, PROGRAM), crc32);
else require(PROGRAM);
settle();

// Runs the command line again and again in one process, for `standing.ts`. Each command (`check`, `map`) loads the whole program anew the first time, as a
// process of its own would, and keeps it: what is missing while another command has loaded it already shows. Half of the time of tests went into
// loading it each time, and into running code that V8 saw for the first time; `npm run test:chance` still does so. A request is a line of JSON; the
// answer follows once nothing is left to be done.
const { openSync, readSync, writeSync } = require('node:fs');
const { dirname } = require('node:path');
const { Readable } = require('node:stream');

const [program, requestsPath, answersPath] = process.argv.slice(2);
const requests = openSync(requestsPath, 'r');
const answers = openSync(answersPath, 'w');
const own = new Map(process.eventNames().map((name) => [name, process.listeners(name)]));
const stdin = Object.getOwnPropertyDescriptor(process, 'stdin');
/** The programs that were loaded, by the command that they ran. */
const loaded = new Map();
let output;

for (const name of ['stdout', 'stderr'])
  process[name].write = (data, encoding, done) => {
    output[name].push(
      typeof data === 'string' ? Buffer.from(data, typeof encoding === 'string' ? encoding : 'utf8') : Buffer.from(data),
    );
    const call = typeof encoding === 'function' ? encoding : done;
    if (call) process.nextTick(call);
    return true;
  };

/** The next line of the pipe, or nothing once the tests have ended. */
function line() {
  const pieces = [];
  const piece = Buffer.alloc(65536);
  for (;;) {
    const length = readSync(requests, piece);
    if (!length) return undefined;
    pieces.push(Buffer.from(piece.subarray(0, length)));
    if (piece[length - 1] === 10) return Buffer.concat(pieces).toString();
  }
}

function answer(code) {
  const text = (pieces) => Buffer.concat(pieces).toString();
  const bytes = Buffer.from(`${JSON.stringify({ code, stdout: text(output.stdout), stderr: text(output.stderr) })}\n`);
  for (let sent = 0; sent < bytes.length; ) sent += writeSync(answers, bytes, sent);
}

function next() {
  const request = line();
  if (request === undefined) process.reallyExit(0);
  const { args, folder, env, input } = JSON.parse(request);
  output = { stdout: [], stderr: [] };
  process.exitCode = undefined;
  process.env = env;
  process.argv = [process.execPath, program, ...args];
  for (const name of process.eventNames())
    for (const listener of process.listeners(name))
      if (!own.get(name)?.includes(listener) && listener !== ended) process.removeListener(name, listener);
  for (const stream of [process.stdout, process.stderr]) stream.removeAllListeners('error');
  Object.defineProperty(process, 'stdin', input === undefined ? stdin : { ...stdin, get: () => given });
  const given = input === undefined ? undefined : Readable.from([Buffer.from(input)].filter(({ length }) => length));
  process.chdir(folder);
  // Where a command waits for nothing, its end would be the end of this process.
  setImmediate(() => undefined);
  const known = env.SEGPLAN_THOROUGH ? undefined : loaded.get(args[0]);
  if (known) return void known.runNext();
  for (const file of Object.keys(require.cache)) if (dirname(file) === dirname(program)) delete require.cache[file];
  loaded.set(args[0], require(program));
}

/** Nothing is left to be done: the command has ended. */
function ended() {
  answer(process.exitCode ?? 0);
  next();
}

process.on('beforeExit', ended);
next();

import { Console } from 'node:console';
import { existsSync, realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import { PassThrough } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { type Connection, createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { Framing, framed, Handshake } from './framing.ts';
import { KeptFiles } from './kept-files.node.ts';
import { createNodeFileSystem } from './node-files.ts';
import { programSum } from './program-sum.ts';
import { hasRoomFor, mostMegabytes } from './room.node.ts';
import { Refusals, wrongNotification } from './shapes.ts';
import { startServer } from './start.ts';
import { YoungSpace } from './young-space.node.ts';

// Whatever goes wrong in one request or one file is told and leaves the server running: an editor would restart it a few times, then
// give up on it.
process.on('uncaughtException', (error) => console.error('Unexpected error:', error));
process.on('unhandledRejection', (error) => console.error('Unexpected error:', error));

// The extension starts it as a process of its own, all others speak over streams.
const connection = process.argv.includes('--stdio') ? overStreams() : createConnection(ProposedFeatures.all);
startServer(connection, () => createNodeFileSystem(connection), pagesBeside(realpathSync(process.argv[1]!)), keptFindings(), {
  hasRoomFor,
  most: mostMegabytes,
});

/** Where findings are kept for the next start, unless the user says not to, or Node not to keep anything. */
function keptFindings(): Parameters<typeof startServer>[3] {
  const sum = programSum();
  if (sum === undefined || process.env.SEGPLAN_KEEP_FINDINGS === '0') return undefined;
  try {
    return { texts: new KeptFiles(), program: `${sum} ${process.version}` };
  } catch {
    // Without a home folder nothing is kept.
    return undefined;
  }
}

const space = new YoungSpace();
if (process.argv.includes('--stdio')) process.stdin.on('data', () => space.watch());
else process.on('message', () => space.watch());

/** The pages that are shipped with this program. */
function pagesBeside(program: string): string | undefined {
  const folder = resolve(program, '../../docs/checks');
  return existsSync(folder) ? `${pathToFileURL(folder)}/` : undefined;
}

/** A request of an editor has less, and what is longer is a text. */
const MOST_LOOKED_AT = 2 ** 16;

/**
 * Answers requests that can't be in place of those who would handle them, and leaves out notifications that can't be, which have no answer.
 * @returns whether a message was one
 */
function refusing(answer: (response: object) => void): (body: Uint8Array) => boolean {
  const refusals = new Refusals();
  return (body) => {
    if (body.length > MOST_LOOKED_AT && !refusals.isOver) return false;
    let message: { readonly id?: unknown; readonly method?: unknown; readonly params?: unknown } | null;
    try {
      message = JSON.parse(new TextDecoder().decode(body));
    } catch {
      // Those who read it say what is wrong with it.
      return false;
    }
    if (message && message.id === undefined && typeof message.method === 'string') {
      if (refusals.isOver) return message.method !== 'exit';
      const wrong = wrongNotification(message.method, message.params);
      if (wrong) console.error(`A notification was left out. ${wrong}`);
      return wrong !== undefined;
    }
    const error = message && refusals.of(message);
    if (error) answer({ jsonrpc: '2.0', id: message?.id, error });
    return !!error;
  };
}

/** A connection over standard input and output, which lives on after bytes that are no message. */
function overStreams(): Connection {
  // Standard output belongs to the protocol.
  globalThis.console = new Console(process.stderr);
  // An editor that is gone reads nothing; the end of the input ends the server.
  process.stdout.on('error', () => {});
  const input = new PassThrough();
  const answer = (response: object): void => {
    process.stdout.write(framed(new TextEncoder().encode(JSON.stringify(response))));
  };
  const handshake = new Handshake(answer);
  const refused = refusing(answer);
  const framing = new Framing(
    (body) => {
      if (handshake.accepts(body) && !refused(body)) input.write(framed(body));
    },
    (bytes) => {
      console.error(`${bytes} bytes of the input are no message and were left out.`);
      const message = 'The input is no message: its header has to say Content-Length with the number of bytes.';
      answer({ jsonrpc: '2.0', id: null, error: { code: -32700, message } });
    },
  );
  process.stdin.on('data', (bytes: Buffer) => framing.push(bytes));
  process.stdin.on('end', () => input.end());
  return createConnection(ProposedFeatures.all, input, process.stdout);
}

import { Console } from 'node:console';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { assistantServer } from './server.ts';

/** A question has less; who sends more without a line end sends none. */
const MOST_BYTES = 10 * 1024 * 1024;

function complaint({ name, message }: Error): string {
  if (/maximum size/.test(message)) {
    process.exitCode = 2;
    return `A line of the input has more than ${MOST_BYTES / 1024 / 1024} MB and is no question: the conversation ends.`;
  }
  return /^(SyntaxError|ZodError|\$ZodError)$/.test(name) ? 'A line of the input is no message and was left out.' : message;
}

/** Serves an assistant over standard input and output, until it hangs up. @param folder the only one that is read */
export async function serveAssistant(folder: string, version: string): Promise<void> {
  // Standard output belongs to the protocol.
  globalThis.console = new Console(process.stderr);
  // The end of the input ends the conversation: what was asked is still answered, and then nothing is left to do. Who is gone reads nothing.
  process.stdout.on('error', () => process.exit(0));
  const assistant = assistantServer(folder, version);
  assistant.server.onerror = (error) => console.error(complaint(error));
  await assistant.connect(new StdioServerTransport(process.stdin, process.stdout, { maxBufferSize: MOST_BYTES }));
}

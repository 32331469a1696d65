import { Console } from 'node:console';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { assistantServer } from './server.ts';

/** Serves an assistant over standard input and output, until it hangs up. @param folder the only one that is read */
export async function serveAssistant(folder: string, version: string): Promise<void> {
  // Standard output belongs to the protocol.
  globalThis.console = new Console(process.stderr);
  // The end of the input ends the conversation: what was asked is still answered, and then nothing is left to do. Who is gone reads nothing.
  process.stdout.on('error', () => process.exit(0));
  await assistantServer(folder, version).connect(new StdioServerTransport());
}

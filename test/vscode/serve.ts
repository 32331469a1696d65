// VS Code in the browser, with the extension: `node test/vscode/serve.ts FOLDER [FILE…]`, until Ctrl-C.
import { join, resolve } from 'node:path';
import { ensureWorkbench } from './harness/install.ts';
import { type Server, startServer } from './harness/workbench.ts';

/**
 * Starts a workbench on the loopback address for people to open in their browser.
 *
 * @param paths a folder, and files to open
 * @throws an Error when this machine can't run it
 */
export async function serve(
  paths: string | readonly string[],
  extensionPath: string,
): Promise<{ address: string; ended: Promise<string>; stop(): Promise<void> }> {
  const workbench = ensureWorkbench({ browser: false });
  if ('skip' in workbench) throw new Error(`VS Code can't be shown in the browser: ${workbench.skip}.`);
  const server: Server = await startServer(workbench, { disableWorkspaceTrust: true });
  const address = server.address({ paths: [paths].flat(), extensionDevelopmentPaths: [extensionPath] });
  return { address, ended: server.ended, stop: server.stop };
}

if (import.meta.main) {
  const [folder, ...files] = process.argv.slice(2);
  if (!folder) {
    console.error('Usage: node test/vscode/serve.ts FOLDER [FILE…]');
    process.exit(2);
  }
  const extension = resolve(process.env.SEGPLAN_EXTENSION_PATH || join(import.meta.dirname, '../..'));
  try {
    const { address, ended, stop } = await serve([folder, ...files], extension);
    let stopping = false;
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      process.on(signal, () => {
        stopping = true;
        void stop();
      });
    console.log(`\nVS Code is at\n\n  ${address}\n\nCtrl-C ends it.`);
    const how = await ended;
    await stop();
    if (!stopping) {
      console.error(how);
      process.exitCode = 1;
    }
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}

// What the tests in VS Code share.
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { sleep, waitFor } from './editor.ts';

export * from './editor.ts';

/** Takes a picture of the window, where the runner can: only VS Code in the browser. */
export async function screenshot(name: string): Promise<void> {
  const folder = process.env.SEGPLAN_SCREENSHOTS;
  if (!folder) return;
  const file = join(folder, `${name}.png`);
  mkdirSync(dirname(file), { recursive: true });
  rmSync(file, { force: true });
  // What was done last has to be drawn first.
  await sleep(500);
  console.log(`[screenshot] ${file}`);
  await waitFor(() => existsSync(file), `the picture ${name}`);
}

/** The extension under test, and where VS Code has to take it from. */
export function extensionUnderTest(): { id: string; path: string } {
  return JSON.parse(process.env.SEGPLAN_EXTENSION ?? '{}');
}

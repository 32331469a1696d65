// What the tests in VS Code share.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
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

let acts = 0;

/** Whether the runner can act in pages of panels: only VS Code in the browser. */
export const canAct: boolean = !!process.env.SEGPLAN_SCREENSHOTS;

/**
 * Does something in the page of a panel, with the mouse or the keyboard.
 * @param at a selector of CSS, of an element in any page of the window
 * @returns what `read` is asked for: the element as text
 */
export async function inPage(
  kind: 'click' | 'dblclick' | 'drag' | 'press' | 'paste' | 'fill' | 'select' | 'read',
  at: string,
  more: { to?: string; value?: string } = {},
): Promise<string> {
  const file = join(process.env.SEGPLAN_SCREENSHOTS!, `act-${process.pid}-${acts++}.json`);
  mkdirSync(dirname(file), { recursive: true });
  console.log(`[act] ${JSON.stringify({ kind, at, file, ...more })}`);
  await waitFor(() => existsSync(file), `${kind} ${at}`);
  const answer = JSON.parse(readFileSync(file, 'utf8')) as { value?: string; error?: string };
  rmSync(file);
  if (answer.error !== undefined) throw new Error(answer.error);
  return answer.value ?? '';
}

/** Waits until a list or a field asks for something in these words, and all of it is drawn; where no page can be read, a while. */
export async function untilAsked(words: string): Promise<void> {
  if (!canAct) return sleep(1500);
  const shown = '.quick-input-widget:not([style*="display: none"])';
  let before = '';
  await waitFor(
    async () => {
      const now = await inPage('read', shown);
      if (now.includes(words) && now === before) return true;
      before = now;
      return sleep(100);
    },
    `the question ${JSON.stringify(words)}`,
  );
}

/** The extension under test, and where VS Code has to take it from. */
export function extensionUnderTest(): { id: string; path: string } {
  return JSON.parse(process.env.SEGPLAN_EXTENSION ?? '{}');
}

// Runs tests in the real workbench of VS Code: its server beside, its window in a headless Chromium.
import { ACT, act } from './act.ts';
import { type Browser, launchBrowser, type Page, screenshot } from './browser.ts';
import type { Workbench } from './install.ts';
import { ABOUT_ITSELF, Tail } from './tail.ts';
import { delay, type Server, type StateOptions, startServer, type WindowOptions } from './workbench.ts';

/** A line of the suite that begins with this asks for a picture of the window, in the file that the rest of the line names. */
const SCREENSHOT = '[screenshot] ';

/** Tests get no marketplace: nothing may be updated under them, and a machine without a network has to behave as one with it. */
const NO_MARKETPLACE = { EXTENSIONS_GALLERY: '{}' };

/** How long tests may take. */
export interface Limits {
  /** All of them, in milliseconds. */
  readonly total: number;
  /** Without a word from them. More than the longest test may take, whose end would be taken for a hang else. */
  readonly silence: number;
}

/** Those of a machine at its slowest. */
export const LIMITS: Limits = { total: 1_800_000, silence: 300_000 };

/** What is done about a window and what its tests print. */
interface Around {
  /** Does what has to be done before the window opens. */
  readonly prepare?: (page: Page) => Promise<void>;
  /** Takes each line that the tests print. */
  readonly print?: (line: string) => void;
}

/** Tests of which nothing was heard. */
class Silent extends Error {}

/**
 * Opens a window with tests in a headless Chromium, prints what they print, and ends everything with them. A window in which not one test begins
 * is opened once more: on a machine with much else to do, VS Code now and then does not come to start what it is to run.
 *
 * @returns the exit code that the extension host gives them
 * @throws an Error when they could not run to their end: no server, no browser, a crash, a time-out
 */
export async function runTestsInWindow(
  workbench: Workbench,
  state: StateOptions,
  options: WindowOptions,
  limits: Limits,
  signal?: AbortSignal,
  around: Around = {},
): Promise<number> {
  try {
    return await runOnce(workbench, state, options, limits, signal, around);
  } catch (error) {
    if (!(error instanceof Silent) || signal?.aborted) throw error;
    console.error(`${error.message}\nThe window is opened once more.`);
    return runOnce(workbench, state, options, limits, signal, around);
  }
}

async function runOnce(
  workbench: Workbench,
  state: StateOptions,
  options: WindowOptions,
  limits: Limits,
  signal: AbortSignal | undefined,
  { prepare, print = console.log }: Around,
): Promise<number> {
  const tail = new Tail();
  let server: Server | undefined;
  let browser: Browser | undefined;
  let heard = false;
  const timers = new Set<NodeJS.Timeout>();
  try {
    const code = await new Promise<number>((done, reject) => {
      signal?.addEventListener('abort', () => reject(new Error('The tests were interrupted.')), { once: true });
      signal?.throwIfAborted();
      timers.add(setTimeout(() => reject(new Error(`The tests did not end within ${limits.total / 1000} s.`)), limits.total));
      const silence = setTimeout(() => {
        const message = `Nothing was heard from the tests for ${limits.silence / 1000} s.`;
        reject(heard ? new Error(message) : new Silent(message));
      }, limits.silence);
      timers.add(silence);

      const run = async () => {
        server = await startServer(workbench, state, NO_MARKETPLACE);
        void Promise.race([server.ended, server.crashed]).then((how) => reject(new Error(how)));
        browser = await launchBrowser(workbench);
        if (signal?.aborted) return;
        browser.on('disconnected', () => reject(new Error('The browser ended.')));
        const page = await browser.newPage({
          viewport: { width: 1280, height: 800 },
          deviceScaleFactor: 1,
          locale: 'en-US',
          bypassCSP: !!prepare,
        });
        await prepare?.(page);
        page.on('crash', () => reject(new Error('The window crashed.')));
        page.on('pageerror', (error) => tail.add(`window: ${error.message}`));
        page.on('console', (message) => {
          // A log entry: %c, level, the style of the level, text.
          const [, level, text] = /^%c\s*(\w+) color: \S+ ?(.*)$/s.exec(message.text()) ?? [];
          if (level !== 'INFO' || text === undefined || ABOUT_ITSELF.test(text)) return tail.add(message.text());
          silence.refresh();
          if (text.startsWith(SCREENSHOT))
            void screenshot(page, text.slice(SCREENSHOT.length).trim()).catch((e) => tail.add(`${e}`));
          else if (text.startsWith(ACT)) void act(page, text.slice(ACT.length)).catch((e) => tail.add(`${e}`));
          else {
            heard = true;
            print(text);
          }
        });
        // The last lines of the tests can arrive after their end.
        await page.exposeFunction('codeAutomationExit', (code) => {
          setTimeout(() => done(code), 200);
        });
        await page.goto(server.address(options), { timeout: 60_000, waitUntil: 'commit' });
      };
      run().catch(reject);
    });
    // Tests that can't be loaded say nothing themselves.
    if (code !== 0 && !heard) throw new Error(`The tests ended with ${code} before they began.`);
    return code;
  } catch (error) {
    // What failed comes last: of a long output people, and summaries, see the end.
    if (error instanceof Error && tail.entries.length && !signal?.aborted) error.message = `${tail}\n${error.message}`;
    throw error;
  } finally {
    for (const timer of timers) clearTimeout(timer);
    // A browser that doesn't end by itself ends with this process.
    await Promise.race([browser?.close().catch(() => undefined), delay(5000)]);
    await server?.stop();
  }
}

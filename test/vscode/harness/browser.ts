// The browser that windows of the workbench are shown in.
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Workbench } from './install.ts';

/** The picture appears under its name once it is whole, because a test waits for it. */
export async function screenshot(page: Page, file: string): Promise<void> {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.part`, await page.screenshot({ type: 'png', timeout: 20_000 }));
  renameSync(`${file}.part`, file);
}

/** An element of a page, as it is looked for. */
interface Locator {
  count(): Promise<number>;
  first(): Locator;
  boundingBox(): Promise<{ x: number; y: number; width: number; height: number } | null>;
  evaluate<T>(read: (element: EventTarget & { readonly outerHTML: string }, value: T) => string, value?: T): Promise<string>;
  fill(text: string): Promise<void>;
  selectOption(value: string): Promise<unknown>;
  focus(): Promise<void>;
}
export interface Frame {
  locator(selector: string): Locator;
}

/** What is used of `playwright-core`, which is installed only when it's needed: the types of this project can't depend on it. */
export interface Page {
  goto(url: string, options: { timeout: number; waitUntil: 'commit' }): Promise<unknown>;
  exposeFunction(name: string, callback: (code: number) => void): Promise<unknown>;
  addInitScript(script: string): Promise<unknown>;
  frames(): Frame[];
  readonly mouse: {
    click(x: number, y: number, options?: { clickCount: number }): Promise<void>;
    move(x: number, y: number, options?: { steps: number }): Promise<void>;
    down(): Promise<void>;
    up(): Promise<void>;
  };
  readonly keyboard: { press(key: string): Promise<void> };
  screenshot(options: { type: 'png'; timeout: number }): Promise<Uint8Array>;
  on(event: 'crash', listener: () => void): unknown;
  on(event: 'pageerror', listener: (error: Error) => void): unknown;
  on(event: 'console', listener: (message: { text(): string }) => void): unknown;
}
interface PageOptions {
  readonly viewport: { width: number; height: number };
  readonly deviceScaleFactor: number;
  readonly locale: string;
  readonly bypassCSP?: boolean;
}
export interface Browser {
  newPage(options: PageOptions): Promise<Page>;
  on(event: 'disconnected', listener: () => void): unknown;
  close(): Promise<void>;
}
interface BrowserType {
  launch(options: Record<string, unknown>): Promise<Browser>;
}

/** Starts a Chromium that shows no window on this machine. */
export function launchBrowser({ home, chromium }: Workbench): Promise<Browser> {
  const playwright = createRequire(join(home, 'package.json'))('playwright-core') as { chromium: BrowserType };
  return playwright.chromium.launch({
    executablePath: chromium,
    headless: true,
    // Signals are for us to handle, in an orderly way.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-dev-shm-usage',
    ],
  });
}

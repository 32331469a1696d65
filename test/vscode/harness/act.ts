// What tests do in pages of panels as a user would: with the mouse and the keyboard. An extension host can't reach into them.
import { renameSync, writeFileSync } from 'node:fs';
import type { Frame, Page } from './browser.ts';

/** A line of the suite that begins with this asks for something to be done; the rest is an `Act` as JSON. */
export const ACT = '[act] ';

/** Something to be done in whichever page of the window holds an element. */
export interface Act {
  readonly kind: 'click' | 'dblclick' | 'drag' | 'press' | 'paste' | 'fill' | 'select' | 'read';
  /** A selector of CSS. */
  readonly at: string;
  /** Where a drag ends. */
  readonly to?: string;
  /** The keys, the text or the value. */
  readonly value?: string;
  /** Where the answer goes. */
  readonly file: string;
}

/** So often something is looked for that is there and not to be seen, with a tenth of a second between. */
const LOOKS = 50;

/** Does it, and writes what came of it: `{"value": …}` or `{"error": …}`. */
export async function act(page: Page, text: string): Promise<void> {
  const asked = JSON.parse(text) as Act;
  const answer = await perform(page, asked).then(
    (value) => ({ value }),
    (error: unknown) => ({ error: String(error) }),
  );
  writeFileSync(`${asked.file}.part`, JSON.stringify(answer));
  renameSync(`${asked.file}.part`, asked.file);
}

async function perform(page: Page, { kind, at, to, value = '' }: Act): Promise<string> {
  const frame = await frameWith(page, at);
  const [x, y] = kind === 'read' ? [0, 0] : await middle(frame, at);
  switch (kind) {
    case 'read':
      return frame
        .locator(at)
        .first()
        .evaluate((element) => element.outerHTML);
    case 'click':
      await page.mouse.click(x, y);
      return '';
    case 'dblclick':
      await page.mouse.click(x, y, { clickCount: 2 });
      return '';
    case 'fill':
      await frame.locator(at).first().fill(value);
      return '';
    case 'select':
      await frame.locator(at).first().selectOption(value);
      return '';
    case 'press':
      await frame.locator(at).first().focus();
      for (const key of value.split(' ')) await page.keyboard.press(key);
      return '';
    case 'paste':
      // A browser that nobody sees has no clipboard that keys could paste from.
      return frame
        .locator(at)
        .first()
        .evaluate((element, text) => {
          const clipboardData = new DataTransfer();
          clipboardData.setData('text/plain', text);
          element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
          return '';
        }, value);
    case 'drag': {
      const [endX, endY] = await middle(frame, to ?? at);
      await page.mouse.move(x, y);
      await page.mouse.down();
      await page.mouse.move((x + endX) / 2, (y + endY) / 2, { steps: 4 });
      await page.mouse.move(endX, endY, { steps: 4 });
      await page.mouse.up();
      return '';
    }
  }
}

async function frameWith(page: Page, selector: string): Promise<Frame> {
  for (const frame of page.frames())
    if (
      await frame
        .locator(selector)
        .count()
        .catch(() => 0)
    )
      return frame;
  throw new Error(`No page has ${selector}`);
}

async function middle(frame: Frame, selector: string): Promise<readonly [number, number]> {
  // What is drawn anew is nowhere for a moment; a person would look once more.
  for (let looks = 0; looks < LOOKS; looks++) {
    const box = await frame.locator(selector).first().boundingBox();
    if (box) return [box.x + box.width / 2, box.y + box.height / 2];
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error(`${selector} is not to be seen`);
}

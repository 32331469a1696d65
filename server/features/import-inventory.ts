import { ErrorCodes, ResponseError } from 'vscode-languageserver';
import { decodeRunning } from '../../api/decode.ts';
import { SegplanError } from '../../api/errors.ts';
import { importInventoryIn, isInventory } from '../../api/import-inventory.ts';
import type { OpenPlan } from '../../api/load.ts';
import { type InventorySource, TextSource } from '../../api/plan-source.ts';
import type { InventoryParams, InventoryResult } from '../protocol.ts';
import type { SegplanServices } from '../services.ts';
import { TextChange } from '../text-change.ts';

/** One file, as an editor sent it. */
class SentFile extends TextSource implements InventorySource {
  private readonly bytes: Uint8Array;

  constructor(content: string) {
    super({});
    this.bytes = Uint8Array.from(atob(content), (each) => each.charCodeAt(0));
  }

  override async readBytes(): Promise<Uint8Array> {
    return this.bytes;
  }

  override async readRunning(name: string): Promise<string> {
    return decodeRunning(this.bytes, name);
  }
}

/**
 * Machines of an inventory as components, with the roles that their names suggest in comments.
 * @param document the plan that they are put into; they begin a new one without it
 * @returns nothing for a file that is no inventory
 * @throws ResponseError in one line where an inventory can't be read
 */
export async function inventoryResult(
  services: SegplanServices,
  { name, content }: InventoryParams,
  document?: OpenPlan['document'],
): Promise<InventoryResult | null> {
  if (!isBase64(content)) throw new ResponseError(ErrorCodes.InvalidParams, `What ${name} holds has to be in Base64.`);
  const source = new SentFile(content);
  try {
    if (!(await isInventory(source, name))) return null;
    const into = document && { document, services };
    const { text, notes, added } = await importInventoryIn(services, source, name, { next: NEXT }, into);
    return { change: changeOf(document?.textDocument, text), notes, added };
  } catch (error) {
    if (error instanceof SegplanError) throw new ResponseError(ErrorCodes.InvalidParams, error.message);
    throw error;
  }
}

function isBase64(text: string): boolean {
  try {
    atob(text);
    return true;
  } catch {
    return false;
  }
}

/** What somebody does about proposals in an editor. */
const NEXT = 'the refactorings of a component with one take it, or all of them';

function changeOf(old: OpenPlan['document']['textDocument'] | undefined, text: string): InventoryResult['change'] {
  const start = { line: 0, character: 0 };
  const change = old && TextChange.between(old.getText(), text);
  if (!old || !change) return { range: { start, end: start }, newText: old ? '' : text };
  const range = { start: old.positionAt(change.start), end: old.positionAt(change.oldEnd) };
  return { range, newText: text.slice(change.start, change.newEnd) };
}

import { parse } from 'yaml';
import { readAnsibleIni, readAnsibleTree } from '../language/inventory/ansible.ts';
import { readEntries } from '../language/inventory/entries.ts';
import { type Inventory, UnknownInventory } from '../language/inventory/machine.ts';
import { readTable } from '../language/inventory/table.ts';
import { delimiterOf, rowsOf } from '../language/rulesets/targets/csv/read/table.ts';
import { linesOf } from '../language/running/lines.ts';
import { decodeRunning } from './decode.ts';
import { SegplanError } from './errors.ts';
import { readSpreadsheet } from './read-spreadsheet.ts';

/** The endings of inventories. */
const ENDINGS = /\.(csv|tsv|xlsx|json|ini|ya?ml)$/i;

/** Whether a file is an inventory by its name. */
export function isInventoryName(file: string): boolean {
  return ENDINGS.test(file);
}

/**
 * The machines of an inventory: a table as CSV or XLSX, a list as JSON or YAML, or an inventory of Ansible.
 * @throws SegplanError in one line, with what to do
 */
export async function readInventory(bytes: Uint8Array, file: string): Promise<Inventory> {
  try {
    const ending = ENDINGS.exec(file)?.[1]?.toLowerCase();
    if (ending === 'xlsx') return await readSpreadsheet(bytes, file);
    const text = decodeRunning(bytes, file).replace(/^\uFEFF/, '');
    if (ending === 'ini') return readAnsibleIni(text, file);
    if (ending === 'json' || ending === 'yaml' || ending === 'yml') {
      const value = ending === 'json' ? jsonOf(text, file) : yamlOf(text, file);
      return readAnsibleTree(value, file) ?? readEntries(value, file);
    }
    const lines = linesOf(text);
    return readTable(rowsOf(lines, delimiterOf(lines.slice(0, 20).join('\n'))), file);
  } catch (error) {
    if (error instanceof UnknownInventory) throw new SegplanError(error.message);
    throw error;
  }
}

function jsonOf(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new SegplanError(`${file} is no JSON (${firstLineOf(error)}); give the answer of the API as it is.`);
  }
}

function yamlOf(text: string, file: string): unknown {
  try {
    // Aliases that stand for each other could make little text much.
    return parse(text, { maxAliasCount: 100, logLevel: 'error' });
  } catch (error) {
    if (/^Maximum call stack/.test(firstLineOf(error)))
      throw new SegplanError(`${file} is nested deeper than any inventory; give the list of machines alone.`);
    throw new SegplanError(`${file} is no YAML (${firstLineOf(error)}); mend that line.`);
  }
}

function firstLineOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0]!.replace(/:$/, '');
}

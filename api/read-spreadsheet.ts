import { strFromU8, unzipSync } from 'fflate';
import type { Sheet } from 'read-excel-file/universal';
import { type Inventory, UnknownInventory } from '../language/inventory/machine.ts';
import { readTable } from '../language/inventory/table.ts';
import { crowdedElement } from '../language/running/forms/crowded-xml.ts';
import { tooLarge } from '../language/workspace/readable.ts';
import { SegplanError } from './errors.ts';
import { type Hidden, hiddenIn } from './hidden-cells.ts';

/** So much a spreadsheet may hold once it is unpacked. */
const MOST_UNPACKED = 64 * 1024 * 1024;
/** So many cells its sheets may have together, empty ones up to the last that is used among them: as many are made of it. */
const MOST_CELLS = 10_000_000;

/**
 * The machines of the first sheet that names its columns; of an export of vCenter Server of that of the machines.
 * @throws SegplanError in one line, with what to do
 * @throws UnknownInventory where no sheet names its columns
 */
export async function readSpreadsheet(bytes: Uint8Array, file: string): Promise<Inventory> {
  const { sheets, hidden } = await sheetsOf(bytes, file);
  const isHidden = ({ sheet }: Sheet): boolean => hidden.sheets.has(sheet);
  // What somebody has hidden is mostly of another time: it counts where nothing else does.
  const ordered = [...sheets].sort(
    (a, b) => Number(isHidden(a)) - Number(isHidden(b)) || Number(isOfMachines(b)) - Number(isOfMachines(a)),
  );
  const [read, others, failed]: [{ found: Inventory; sheet: Sheet }[], string[], unknown[]] = [[], [], []];
  for (const sheet of ordered) {
    // What such an export says beside its machines is about the same ones.
    if (read.length && isOfMachines(ordered[0]!)) break;
    try {
      const found = readTable(rowsOf(sheet), file);
      if (read.length && found.machines.length) others.push(`'${sheet.sheet}'${isHidden(sheet) ? ' (hidden)' : ''}`);
      else read.push({ found, sheet });
    } catch (error) {
      failed.push(error);
    }
  }
  const [first] = read;
  if (!first) throw failed[0] ?? new UnknownInventory(`${file} has no sheet: give one with a row for each machine.`);
  const notes = seenBy(first.found, first.sheet, hidden);
  if (!others.length) return notes.length ? { ...first.found, notes } : first.found;
  const left = `Sheets with machines that are left out, since one is read: ${others.slice(0, 8).join(', ')}${others.length > 8 ? ` and ${others.length - 8} more` : ''}. Save each as a file of its own, and add it to the plan.`;
  return { ...first.found, notes: [...notes, left] };
}

/** So many rows are named. */
const MOST_NAMED = 8;

/** What is taken over that nobody sees who opens the file: rows that a filter hides are machines all the same, and are told. */
function seenBy({ machines }: Inventory, { sheet }: Sheet, hidden: Hidden): string[] {
  const rows = new Set(hidden.rows.get(sheet));
  const lines = machines.map(({ line }) => line).filter((line) => rows.has(line));
  const named =
    lines.slice(0, MOST_NAMED).join(', ') + (lines.length > MOST_NAMED ? ` and ${lines.length - MOST_NAMED} more` : '');
  return [
    ...(hidden.sheets.has(sheet) ? [`The sheet that is read, '${sheet}', is hidden: no other has machines.`] : []),
    ...(lines.length
      ? [
          `Machines of rows that are hidden, mostly by a filter, are taken over as well: line ${named}. To leave them out, copy the rows that are seen to a file of their own.`,
        ]
      : []),
  ];
}

function isOfMachines({ sheet }: Sheet): boolean {
  return /^(tab)?vinfo$/i.test(sheet);
}

function* rowsOf({ data }: Sheet): Iterable<{ cells: readonly string[]; line: number }> {
  for (const [n, cells] of data.entries()) yield { cells: cells.map(textOf), line: n + 1 };
}

function textOf(cell: unknown): string {
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? '' : cell.toISOString().slice(0, 10);
  return cell === null || cell === undefined ? '' : String(cell);
}

async function sheetsOf(bytes: Uint8Array, file: string): Promise<{ sheets: Sheet[]; hidden: Hidden }> {
  const reason = tooLarge(bytes.length, 'a spreadsheet');
  if (reason) throw new SegplanError(`${file} ${reason}; give the sheet of the machines alone.`);
  try {
    const hidden = hiddenIn(boundedParts(bytes, file));
    // Nobody else needs it.
    const { default: readExcelFile } = await import('read-excel-file/universal');
    return { sheets: await readExcelFile(new Uint8Array(bytes).buffer as ArrayBuffer), hidden };
  } catch (error) {
    if (error instanceof SegplanError) throw error;
    const place = /<c\/> at row (\d+), col (\d+)/.exec(error instanceof Error ? error.message : '');
    const why = place ? ` (the cell in row ${place[1]}, column ${place[2]} of a sheet has a value that is none)` : '';
    throw new SegplanError(`${file} is no spreadsheet that can be read${why}; save it as XLSX or CSV.`);
  }
}

/**
 * The parts of a workbook that are text, by their names.
 * @throws SegplanError for a file that is small and would become huge, or take long
 */
function boundedParts(bytes: Uint8Array, file: string): ReadonlyMap<string, string> {
  let total = 0;
  const parts = unzipSync(bytes, {
    filter: ({ name, originalSize }) => {
      total += originalSize;
      return total <= MOST_UNPACKED && /\.(xml|rels)$/i.test(name);
    },
  });
  if (total > MOST_UNPACKED)
    throw new SegplanError(
      `${file} has more than ${MOST_UNPACKED / 1024 / 1024} MB once it is unpacked; give the sheet of the machines alone.`,
    );
  let cells = 0;
  const texts = new Map<string, string>();
  for (const [name, part] of Object.entries(parts)) {
    const text = strFromU8(part, true);
    texts.set(name, /workbook\.xml/i.test(name) ? strFromU8(part) : text);
    if (crowdedElement(text) >= 0) throw new Error('No program writes such an element.');
    // A sheet may have any name.
    if (/<(?:\w+:)?sheetData\b/.test(text)) cells += cellsOf(text);
  }
  if (!(cells <= MOST_CELLS))
    throw new SegplanError(
      `${file} has cells in use so far below or beside its table that it stands for more than ${MOST_CELLS / 1e6} million; delete the rows and columns behind the table, or save it as CSV.`,
    );
  return texts;
}

/** How many cells a sheet has from the first to the lowest and to the rightmost one; no number where one stands nowhere. */
function cellsOf(text: string): number {
  let [rows, columns] = [0, 0];
  for (const [, place = ''] of text.matchAll(/\sr\s*=\s*["']([^"']*)/g)) {
    const [, letters, digits] = /^([A-Z]*)(\d+)$/.exec(place) ?? [];
    if (letters === undefined) return Number.NaN;
    rows = Math.max(rows, Number(digits));
    columns = Math.max(
      columns,
      [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0),
    );
  }
  return rows * columns;
}

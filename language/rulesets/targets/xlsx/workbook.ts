import { strToU8, zipSync } from 'fflate/browser';
import type { CellObject, Feature, Sheet } from 'write-excel-file/universal';
import generateFiles from '../../../../node_modules/write-excel-file/modules/xlsx/generateXlsxFileContents.js';
import { largest } from '../../../model/lists.ts';
import { escapeText } from '../../markup.ts';
import { cutBytes, oneLine } from '../../text.ts';

/** The most characters that a cell holds. */
export const CELL_CHARACTERS = 32_767;

/** A sheet with a header, which stays in sight and on every printed page. */
export interface SheetTable {
  readonly name: string;
  readonly columns: readonly { readonly title: string; readonly width: number }[];
  /** Empty text leaves an empty box. */
  readonly rows: readonly (readonly (string | number)[])[];
  /** Titles of columns where people choose one of these. */
  readonly choices?: Readonly<Record<string, readonly string[]>>;
  /** Set for what is no list to filter. */
  readonly unfiltered?: true;
}

const BORDER = { borderStyle: 'thin', borderColor: '#9aa7b4' } as const;
const BODY = { ...BORDER, wrap: true, alignVertical: 'top' } as const;
/** A count stands beside what it counts, not at the far end of a wide column. */
const COUNT = { type: Number, align: 'left' } as const;
const HEADER = { ...BODY, fontWeight: 'bold', backgroundColor: '#e3e8ed' } as const;

/**
 * A text as a cell: always text, never a formula or a number. The library keeps texts in a plain object, where a name that all objects have
 * would be taken for a text that it knows; a blank at the end tells the two apart. `_x0041_` would be read as an escaped letter.
 */
function textCell(text: string, style: Partial<CellObject>): CellObject {
  const value = cutBytes(oneLine(text), CELL_CHARACTERS - 100).replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_');
  // An empty box is for people, who may want to write a date into it.
  return value ? { ...style, type: String, format: '@', value: value in {} ? `${value} ` : value } : style;
}

function columnName(index: number): string {
  return index < 26 ? String.fromCharCode(65 + index) : columnName(Math.floor(index / 26) - 1) + columnName(index % 26);
}

/** The height of a line of the body, in points, and what a row has above and below. */
const LINE = 13;
const ROOM = 3;
/** No row may be higher. */
const HIGHEST = 409;

/** How many lines a text takes in a column: words stay whole where they fit. */
function linesOf(text: string, width: number): number {
  // A column counts digits, and letters are narrower on the whole.
  const room = Math.max(1, Math.floor(width * 1.1));
  let lines = 1;
  let used = 0;
  for (const word of text.split(/(?<=[\s-])/)) {
    const { length } = word.trimEnd();
    if (used && used + length > room) {
      lines++;
      used = 0;
    }
    lines += Math.ceil(length / room) - 1 || 0;
    used = length > room ? length % room : used + word.length;
  }
  return lines;
}

/** Not every program makes a row as high as its texts: LibreOffice takes a row without a height for one line, and texts lie over each other. */
function heightOf(cells: readonly (string | number)[], { columns }: SheetTable): number {
  const lines = cells.map((cell, n) => linesOf(String(cell), columns[n]?.width ?? 10));
  return Math.min(HIGHEST, largest(lines) * LINE + ROOM);
}

function sheetOf(table: SheetTable): Sheet<Blob> {
  const { name, columns, rows } = table;
  const titles = columns.map(({ title }) => title);
  const high = (cells: readonly (string | number)[]) => ({ height: heightOf(cells, table) });
  return {
    sheet: name,
    columns: columns.map(({ width }) => ({ width })),
    orientation: 'landscape',
    stickyRowsCount: 1,
    stickyColumnsCount: 1,
    data: [
      titles.map((title) => textCell(title, { ...HEADER, ...high(titles) })),
      ...rows.map((row) => {
        const style = { ...BODY, ...high(row) };
        return row.map(
          (cell): CellObject => (typeof cell === 'number' ? { ...style, ...COUNT, value: cell } : textCell(cell, style)),
        );
      }),
    ],
  };
}

/** What stands where; a library that writes something else is a fault to be noticed. */
function put(xml: string, where: string, text: string): string {
  const [before, after, ...more] = xml.split(where);
  if (before === undefined || after === undefined || more.length) throw new Error(`A sheet has no place for ${text}.`);
  return before + text + after;
}

function rangeOf({ columns, rows }: SheetTable): string {
  return `$A$1:$${columnName(columns.length - 1)}$${rows.length + 1}`;
}

function choicesOf({ columns, rows, choices = {} }: SheetTable): string {
  const lists = Object.entries(choices).map(([title, values]) => {
    const column = columnName(columns.findIndex((c) => c.title === title));
    const cells = `${column}2:${column}${rows.length + 1}`;
    return `<dataValidation type="list" allowBlank="1" sqref="${cells}"><formula1>"${values.join(',')}"</formula1></dataValidation>`;
  });
  return lists.length && rows.length ? `<dataValidations count="${lists.length}">${lists.join('')}</dataValidations>` : '';
}

/** In inches: a table of rules needs the width of its paper. */
const MARGINS = { left: 0.3, right: 0.3, top: 0.4, bottom: 0.5, header: 0.2, footer: 0.2 };

/** Filters, and print settings: as wide as a page, the header on each of them, numbered, with what it belongs to. */
function printSetup(sheets: readonly SheetTable[], title: string): Feature<Blob> {
  const about = escapeText(cutBytes(oneLine(title), 100).replace(/&/g, '&&'));
  const footer = `<headerFooter><oddFooter>&amp;L&amp;A&amp;C${about}&amp;RPage &amp;P of &amp;N</oddFooter></headerFooter>`;
  const name = (kind: string, n: number, range: string): string =>
    `<definedName name="_xlnm.${kind} localSheetId="${n}">'${sheets[n]!.name}'!${range}</definedName>`;
  const names = sheets.flatMap((sheet, n) => [
    ...(sheet.unfiltered ? [] : [name('_FilterDatabase" hidden="1"', n, rangeOf(sheet))]),
    name('Print_Titles"', n, '$1:$1'),
  ]);
  return {
    files: {
      transform: {
        'xl/workbook.xml': {
          transform: (xml) => put(xml, '<definedNames/>', `<definedNames>${names.join('')}</definedNames>`),
        },
        'xl/worksheets/sheet{id}.xml': {
          transform: (xml, _options, { sheetIndex }) => {
            const sheet = sheets[sheetIndex]!;
            const filter = sheet.unfiltered ? '' : `<autoFilter ref="${rangeOf(sheet).replaceAll('$', '')}"/>`;
            const setUp = '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>';
            const fitted = put(xml, '<sheetViews>', `${setUp}<sheetViews>`);
            const filtered = put(fitted, '</sheetData>', `</sheetData>${filter}${choicesOf(sheet)}`);
            const end = /<pageSetup [^>]*\/>/.exec(filtered)?.[0] ?? '<pageSetup/>';
            return put(filtered, end, end + footer);
          },
          transformElementAttributes: (tag, attributes) => {
            if (tag === 'pageSetup') return { ...attributes, fitToWidth: 1, fitToHeight: 0 };
            return tag === 'pageMargins' ? { ...attributes, ...MARGINS } : attributes;
          },
        },
      },
    },
  };
}

/**
 * The bytes of a workbook; the same sheets give the same bytes.
 * @param title what printed pages say that they belong to
 */
export function workbook(sheets: readonly SheetTable[], title: string): Uint8Array {
  const files = generateFiles(sheets.map(sheetOf), {
    fontFamily: 'Calibri',
    fontSize: 10,
    features: [printSetup(sheets, title)],
  });
  const bytes = Object.fromEntries(Object.entries(files).map(([path, content]) => [path, strToU8(content)]));
  // The time is written as a clock on the wall shows it, which is the same everywhere for this date.
  return zipSync(bytes, { mtime: new Date(1980, 0, 1) });
}

export function base64(bytes: Uint8Array): string {
  let text = '';
  for (let n = 0; n < bytes.length; n += 0x8000) text += String.fromCharCode(...bytes.subarray(n, n + 0x8000));
  return btoa(text);
}

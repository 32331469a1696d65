import assert from 'node:assert/strict';
import { strToU8, type Zippable, zipSync } from 'fflate';
import { SegplanError } from '../../api/errors.ts';
import { importInventoryIn } from '../../api/import-inventory.ts';
import { TextSource } from '../../api/plan-source.ts';
import { readInventory } from '../../api/read-inventory.ts';
import { formatAddresses } from '../../language/model/addresses.ts';
import { createTestLanguage } from '../support/language.ts';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const DOCUMENT = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships';

const cell = (place: string, text: string): string => `<c r="${place}" t="inlineStr"><is><t>${text}</t></is></c>`;
const row = (n: number, ...texts: string[]): string =>
  `<row r="${n}">${texts.map((text, at) => cell(`${'ABC'[at]}${n}`, text)).join('')}</row>`;
const HEADINGS = row(1, 'name', 'IP address');
const MACHINE = row(2, 'web', '10.0.0.5');

/** A workbook as no program writes it: its sheets by their names, each with the XML of its rows. */
function workbook(
  sheets: Readonly<Record<string, string>>,
  attribute = '',
  folder = 'worksheets',
  hidden: readonly string[] = [],
): Uint8Array {
  const names = Object.keys(sheets);
  const parts: Zippable = {
    '_rels/.rels': strToU8(
      `<Relationships xmlns="${PACKAGE}"><Relationship Id="r1" Type="${DOCUMENT}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ),
    'xl/workbook.xml': strToU8(
      `<workbook xmlns="${MAIN}" xmlns:r="${DOCUMENT}"><sheets>${names.map((name, n) => `<sheet name="${name}" sheetId="${n + 1}"${hidden.includes(name) ? ' state="hidden"' : ''} r:id="r${n + 1}"/>`).join('')}</sheets></workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': strToU8(
      `<Relationships xmlns="${PACKAGE}">${names.map((_, n) => `<Relationship Id="r${n + 1}" Type="${DOCUMENT}/worksheet" Target="${folder}/sheet${n + 1}.xml"/>`).join('')}</Relationships>`,
    ),
  };
  for (const [n, name] of names.entries())
    parts[`xl/${folder}/sheet${n + 1}.xml`] = strToU8(
      `<worksheet xmlns="${MAIN}" ${attribute}><sheetData>${sheets[name]}</sheetData></worksheet>`,
    );
  return zipSync(parts);
}

async function machinesOf(bytes: Uint8Array, file = 'a.xlsx'): Promise<string[]> {
  const { machines } = await readInventory(bytes, file);
  return machines.map(({ name, addresses }) => `${name} at ${formatAddresses(addresses).join(', ')}`);
}

describe('a spreadsheet', () => {
  it('is read as it is meant: formulas by what they came to, gaps, headings in other languages', async () => {
    const formula = `<row r="9">${cell('A9', 'db')}<c r="B9" t="str"><f>A1</f><v>10.0.0.9</v></c></row>`;
    assert.deepEqual(await machinesOf(workbook({ S: HEADINGS + MACHINE + formula })), ['web at 10.0.0.5', 'db at 10.0.0.9']);
    assert.deepEqual(await machinesOf(workbook({ S: row(1, 'IP-Adresse', 'Rechnername') + row(2, '10.0.0.5', 'web') })), [
      'web at 10.0.0.5',
    ]);
  });

  it('that would become huge, or take long, is refused before it does', async () => {
    const far = /^a\.xlsx has cells in use so far below or beside its table that .* delete the rows and columns/;
    const none = /^a\.xlsx is no spreadsheet that can be read/;
    const attributes = Array.from({ length: 200_000 }, (_, n) => `a${n}="1"`).join(' ');
    for (const [bytes, message] of [
      [workbook({ S: `${HEADINGS}${MACHINE}<row r="1048576"><c r="XFD1048576"/></row>` }), far],
      [workbook({ S: `${HEADINGS}${MACHINE}<row r="1048576"><c r="XFD1048576"/></row>` }, '', 'elsewhere'), far],
      [workbook({ S: `${HEADINGS}${MACHINE}<row r="999999999">${cell('A999999999', 'x')}</row>` }), far],
      [workbook({ S: `${HEADINGS}${MACHINE}<row><c r="&#88;FD1048576"/></row>` }), far],
      [workbook({ S: HEADINGS + MACHINE }, attributes), none],
      [workbook({ S: HEADINGS + MACHINE }, `x=">" ${attributes}`), none],
      [
        workbook({ S: `${HEADINGS}<row r="2">${cell('A2', 'x')}<c r="B2" t="s"><v>7</v></c></row>` }),
        /\(the cell in row 2, column 2 /,
      ],
    ] as const)
      await assert.rejects(
        machinesOf(bytes),
        (error) => error instanceof SegplanError && message.test(error.message),
        `${message}`,
      );
  });

  it('of several sheets with machines says which are left out', async () => {
    const { machines, notes } = await readInventory(
      workbook({ Intro: row(1, 'read me'), Old: HEADINGS + row(2, 'old', '10.9.0.5'), New: HEADINGS + MACHINE }),
      'a.xlsx',
    );
    assert.deepEqual(
      machines.map(({ name }) => name),
      ['old'],
    );
    assert.match(notes!.join(), /left out.*: 'New'\. Save each as a file of its own/);
  });
});

describe('what nobody sees of a spreadsheet', () => {
  const read = async (sheets: Readonly<Record<string, string>>, ...hidden: string[]) => {
    const { machines, notes = [] } = await readInventory(workbook(sheets, '', 'worksheets', hidden), 'a.xlsx');
    return { names: machines.map(({ name }) => name).join(), notes };
  };
  const other = row(3, 'db', '10.0.0.6').replace('<row ', '<row hidden="1" ');

  it('is a sheet that is read where no other has machines, and named', async () => {
    const old = HEADINGS + row(2, 'old', '10.9.0.5');
    const both = await read({ 'Old &amp; gone': old, New: HEADINGS + MACHINE }, 'Old &amp; gone');
    assert.equal(both.names, 'web');
    assert.match(both.notes.join(), /left out.*: 'Old & gone' \(hidden\)\./);
    const alone = await read({ Intro: row(1, 'read me'), Old: old }, 'Old');
    assert.equal(alone.names, 'old');
    assert.match(alone.notes.join(), /^The sheet that is read, 'Old', is hidden/);
  });

  it('is a row that is taken over all the same, and told by its number', async () => {
    const { names, notes } = await read({ S: HEADINGS + MACHINE + other });
    assert.equal(names, 'web,db');
    assert.equal(notes.length, 1);
    assert.match(
      notes[0]!,
      /rows that are hidden, mostly by a filter, are taken over as well: line 3\. To leave them out, copy /,
    );
    assert.deepEqual((await read({ S: HEADINGS + MACHINE })).notes, []);
    // Of a row without a machine nobody has to hear.
    assert.deepEqual((await read({ S: HEADINGS.replace('<row ', '<row hidden="true" ') + MACHINE })).notes, []);
  });
});

describe('what an inventory says for an address', () => {
  const notesOf = async (text: string, file: string): Promise<{ notes: readonly string[]; text: string }> => {
    const { services } = await createTestLanguage();
    return importInventoryIn(services, new TextSource({ [file]: text }), file);
  };

  it('is told where it is none, beside one that is one as well', async () => {
    const { notes, text } = await notesOf(
      'name,ip\na,10.0.0.7 10.0.0.999\nb,10.0.0.14:443\nc,10.0.0.15-10.0.0.20\nd,10.0.0.0/24\ne,10.0.0.5.example.com\nf,10.0.0.6 00:50:56:aa:bb:cc\n',
      'a.csv',
    );
    assert.deepEqual(notes, [
      'Without an address, and left out: e.',
      'Beside others, an address that is none, and left out: a (10.0.0.999).',
      'Left out, since each has an address that is none (10.0.0.14:443): line 3.',
      'Left out, since each has an address that is none (10.0.0.15-10.0.0.20): line 4.',
      'Left out, since each has an address that is none (10.0.0.0/24): line 5.',
    ]);
    assert.match(text, /component f at 10\.0\.0\.6\n {2}component a at 10\.0\.0\.7\n/);
    const { notes: many } = await notesOf(
      `name,ip\n${Array.from({ length: 200 }, (_, n) => `m${n},10.0.0.${300 + n}\n`).join('')}`,
      'a.csv',
    );
    assert.equal(many.length, 22);
    assert.match(many.at(-1)!, /as well: line 22, .* and 172 more\.$/);
  });

  it('is read as IPv6 writes IPv4, with the interface it is at, and without what nobody sees', async () => {
    const text = 'name,ip\na,::ffff:10.0.0.1\nb,2001:db8::1%eth0\nc,fe80::1%eth0\nd,10.0.0.4\u200b\n';
    assert.deepEqual(await machinesOf(strToU8(text), 'a.csv'), ['a at 10.0.0.1', 'b at 2001:db8::1', 'c at ', 'd at 10.0.0.4']);
  });

  it('is nothing where lists hold themselves or lie too deep, and not too much where one stands for many', async () => {
    assert.deepEqual(await machinesOf(strToU8('- name: a\n  ip: &x [*x]\n'), 'a.yml'), ['a at ']);
    const deep = `[{"name":"a","ip":${'['.repeat(50_000)}${']'.repeat(50_000)}}]`;
    assert.deepEqual(await machinesOf(strToU8(deep), 'a.json'), ['a at ']);
    await assert.rejects(machinesOf(strToU8('['.repeat(5_000)), 'a.yml'), /nested deeper than any inventory/);
    const list = JSON.stringify({ x: 'x'.repeat(400_000) });
    const many = `a: &x ${list}\nl:\n${Array.from({ length: 90 }, (_, n) => ` - {name: q${n}, ip: [*x]}`).join('\n')}\n`;
    assert.ok(many.length < 1_000_000);
    await assert.rejects(machinesOf(strToU8(many.replaceAll('"x":', '"name":')), 'a.yml'), /more addresses than machines have/);
  });

  it('is told to be missing of a range of hosts that holds none, or more than anybody has', async () => {
    const { notes } = await notesOf(
      '[web]\nweb[1:5000].example\nweb[9:1].example\nok ansible_host=10.0.0.5\nbad ansible_host=10.0.0.500\n',
      'a.ini',
    );
    assert.deepEqual(notes, [
      'Without an address, and left out: web[1:5000], web[9:1].',
      'Left out, since each has an address that is none (10.0.0.500): line 5.',
    ]);
  });
});

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { createContext, Script } from 'node:vm';
import { build } from 'esbuild';
import { strFromU8, unzipSync } from 'fflate';
import readExcelFile from 'read-excel-file/node';
import { formatAddresses } from '../../language/model/addresses.ts';
import { formatServices } from '../../language/model/services.ts';
import type { RuleSet } from '../../language/rulesets/rule-set.ts';
import type { OutputFile } from '../../language/rulesets/target.ts';
import { type SheetTable, workbook } from '../../language/rulesets/targets/xlsx/workbook.ts';
import { xlsx } from '../../language/rulesets/targets/xlsx/xlsx.ts';
import { oneLine } from '../../language/rulesets/text.ts';
import { analysisOf } from '../support/language.ts';
import { provesHosts } from './host-proof.ts';
import { HOSTILE, hostilePlan } from './hostile.ts';
import { linedHosts, linedRules } from './lined.ts';
import { proves } from './proof.ts';
import { decides, type ReadRequest, readBack } from './readers/change-request.ts';

type Row = Record<string, string | number>;

/** The rows of each sheet by the titles of their columns, as a library of its own reads them. */
async function sheetsOf(bytes: Uint8Array): Promise<Record<string, Row[]>> {
  const sheets = await readExcelFile(Buffer.from(bytes));
  return Object.fromEntries(
    sheets.map(({ sheet, data: [header = [], ...rows] }) => [
      sheet,
      rows.map((row) => Object.fromEntries(row.map((cell, n) => [String(header[n]), (cell ?? '') as string | number]))),
    ]),
  );
}

function bytesOf(file: OutputFile): Uint8Array {
  assert.equal(file.binary, true);
  return Buffer.from(file.text, 'base64');
}

async function ruleSetOf(text: string, phases: string[] = []): Promise<RuleSet> {
  return linedRules(await analysisOf(text, phases));
}

function emitted(ruleSet: RuleSet): Uint8Array {
  return bytesOf(xlsx.emit(ruleSet, 'plan')[0]!);
}

const proved = readBack(xlsx, async (file): Promise<ReadRequest> => {
  const { Rules, Zones } = await sheetsOf(bytesOf(file));
  return {
    rules: Rules!.map((row) => ({
      ...('Host' in row ? { host: String(row.Host) } : {}),
      action: String(row.Action),
      from: String(row['From addresses']),
      to: String(row['To addresses']),
      services: String(row.Services),
    })),
    zones: Zones!.map((row) => String(row.Addresses)),
    inside: Zones!.map((row) => String(row['Networks reach each other'] ?? '')),
  };
});

/** A rule with more addresses than a cell holds. */
const MANY = `zone a { subnet 10.0.0.0/8 }
zone b { subnet 172.16.0.0/16 }
group odd = ${Array.from({ length: 4000 }, (_, n) => `10.1.${n >> 7}.${(n & 127) * 2 + 1}`).join(', ')}
allow odd -> b : tcp 22
deny 10.1.2.0/24 -> b : tcp 22
`;

proves({ target: proved, read: decides, beyondPorts: true, longPlans: { 'more addresses than a cell holds': MANY } });
provesHosts({ target: proved, read: decides, beyondPorts: true });

const PLAN = `plan "Request"
use veeam 13
zone mgmt "Management" { subnet 10.0.0.0/24, fd00::/64
  component vbr "Backup server" : veeam.backup-server at 10.0.0.1
}
zone data { subnet 10.0.1.0/24
  component repo : veeam.hardened-repository at 10.0.1.1
  component constructor "toString" at 10.0.1.2
  component __proto__ "_x0041_" at 10.0.1.9
}
zone world external
allow vbr -> repo : tcp 6162, 2500-3300
allow vbr -> constructor : udp 53 until 2027-03-01 "a test"
allow vbr -> repo : ssh during deployment
allow __proto__ -> world : tcp 443 "valueOf"
deny any -> data : tcp 6160
`;

describe('xlsx', () => {
  it('has a row for each rule, with all that the rule set says of it', async () => {
    const ruleSet = await ruleSetOf(PLAN, ['deployment']);
    const { Rules, Sources } = await sheetsOf(emitted(ruleSet));
    assert.equal(Rules!.length, ruleSet.entries.length);
    const cited = new Map<string, Set<string>>();
    for (const [n, entry] of ruleSet.entries.entries()) {
      const row = Rules![n]!;
      const labels = (sides: typeof entry.sources): string => sides.map((s) => s.label).join(', ');
      const addresses = (sides: typeof entry.sources): string =>
        sides
          .map((s) => (s.any ? 'any' : s.label === 'world' ? 'everything outside' : formatAddresses(s.addresses).join(', ')))
          .join();
      assert.deepEqual(
        [row.Rule, row.Action, row.From, row['From addresses'], row.To, row['To addresses'], row.Services],
        [
          entry.id,
          entry.action,
          labels(entry.sources),
          addresses(entry.sources),
          labels(entry.destinations),
          addresses(entry.destinations),
          formatServices(entry.services),
        ],
      );
      assert.deepEqual([row.Phase, row.Until], [entry.phase ?? '', entry.until ?? '']);
      for (const part of [entry.reason ?? '', ...entry.traces.map((t) => t.purpose)]) assert.ok(`${row.Why}`.includes(part));
      for (const { title, file, version, date, sections } of entry.traces.flatMap((t) => t.sources)) {
        for (const part of [title, ...sections]) assert.ok(`${row['Source document']}`.includes(part), part);
        assert.doesNotMatch(`${row['Source document']}`, /https:/);
        const document = [title, version ?? '', date ?? '', file.startsWith('https://') ? file : ''].join(' | ');
        cited.set(document, (cited.get(document) ?? new Set()).add(entry.id));
      }
      for (const box of ['Reviewed by', 'Review date', 'Decision', 'Remarks']) assert.equal(row[box], '');
    }
    // What finds a document stands once, with the number of its rules.
    assert.deepEqual(
      Sources!.map((row) => [row['Source document'], row.Version, row.Date, row.Where, row.Rules].join(' | ')).sort(),
      [...cited].map(([document, rules]) => `${document} | ${rules.size}`).sort(),
    );
    assert.ok(cited.size > 1);
    assert.deepEqual(
      Rules!.map((r) => `${r.Rule} ${r['From zone']} -> ${r['To zone']}`),
      ['L16 anywhere -> data', 'L12 mgmt -> data', 'L13 mgmt -> data', 'L14 mgmt -> data', 'L15 data -> world'],
    );
  });

  it('tells documents of one title apart by all that they say of themselves', async () => {
    const ruleSet = await ruleSetOf(`use acme
vendor acme {
  source new "https://acme.example/2" "Ports" version 2
  source old "https://acme.example/1" "Ports" version 1
  role a role b
  flow a -> b : tcp 1 "Sends" from new "3"
  flow a -> b : tcp 2 "Asks" from old "4"
}
zone x { subnet 10.0.0.0/24 component c : acme.a at 10.0.0.1 }
zone y { subnet 10.0.1.0/24 component d : acme.b at 10.0.1.1 }
allow c -> d : tcp 1-2
`);
    const { Rules, Sources } = await sheetsOf(emitted(ruleSet));
    const names = ['Ports, version 2 (https://acme.example/2)', 'Ports, version 1 (https://acme.example/1)'];
    assert.equal(Rules![0]!['Source document'], `${names[0]}, section 3; ${names[1]}, section 4`);
    assert.deepEqual(
      Sources!.map((row) => row['Source document']),
      [...names].sort(),
    );
  });

  it('says why a rule is there: the reason that the plan gives, then what catalogs know it is for', async () => {
    const ruleSet = await ruleSetOf(`use acme
vendor acme { role a role b flow a -> b : tcp 1 "Sends" flow a -> b : tcp 2 "Asks" }
zone x { subnet 10.0.0.0/24 component c : acme.a at 10.0.0.1 }
zone y { subnet 10.0.1.0/24 component d : acme.b at 10.0.1.1 }
allow c -> d : tcp 1-2 "as agreed"
`);
    const { Rules } = await sheetsOf(emitted(ruleSet));
    assert.deepEqual(
      Rules!.map((row) => row.Why),
      ['as agreed; Sends; Asks'],
    );
  });

  it('lists zones, components, and what is to be closed again; names that every object has are names', async () => {
    const sheets = await sheetsOf(emitted(await ruleSetOf(PLAN, ['deployment'])));
    const texts = (name: string): string[] => sheets[name]!.map((row) => Object.values(row).join(' | '));
    assert.deepEqual(Object.keys(sheets), ['Summary', 'Zones', 'Components', 'Rules', 'Temporary', 'Sources']);
    assert.deepEqual(texts('Zones'), [
      'mgmt | Management |  | 10.0.0.0/24, fd00::/64',
      'data |  |  | 10.0.1.0/24',
      'world |  | external | everything outside',
    ]);
    assert.deepEqual(texts('Components').slice(2), [
      'constructor | toString | data |  | 10.0.1.2',
      '__proto__ | _x0041_ | data |  | 10.0.1.9',
    ]);
    // Spreadsheets read `_x0041_` as a letter, and `_x005F_` as the underscore that it begins with.
    const strings = unzipSync(emitted(await ruleSetOf(PLAN)))['xl/sharedStrings.xml']!;
    assert.match(strFromU8(strings), /<t>_x005F_x0041_<\/t>/);
    assert.deepEqual(
      sheets.Temporary!.map((r) => `${r.Rule} ${r.From} -> ${r.To} ${r.Open}: ${`${r['How it is closed']}`.slice(0, 32)}`),
      [
        'L13 vbr -> constructor until 2027-03-01: After 2027-03-01 Segplan leaves ',
        'L14 vbr -> repo during deployment: When deployment is over, take th',
      ],
    );
    assert.deepEqual(texts('Summary').slice(2, 7), [
      'Zones | 3',
      'Components | 4',
      'Rules that allow | 4',
      'Rules that deny | 1',
      'Temporary rules | 2',
    ]);
    const roles = ['Requested by', 'Reviewed by', 'Approved by', 'Implemented by', 'Verified by'];
    assert.deepEqual(
      sheets.Summary!.slice(7).map((row) => Object.values(row).filter((value) => `${value ?? ''}`)),
      roles.map((role) => [`${role} (name, date)`]),
    );
    assert.match(texts('Summary')[0]!, /Made by Segplan from plan\.segplan, with the phases deployment\./);
  });

  it('holds hostile labels as text: no cell is a formula', async () => {
    const ruleSet = await ruleSetOf(hostilePlan);
    const bytes = emitted(ruleSet);
    const { Rules, Zones } = await sheetsOf(bytes);
    const shown = new Set(Rules!.map((r) => r.Why));
    const reasons = ruleSet.entries.flatMap((e) => e.reason ?? []);
    assert.equal(reasons.length, HOSTILE.length);
    for (const reason of reasons) assert.ok(shown.has(oneLine(reason)), reason);
    assert.ok(shown.has(`=cmd|' /C calc'!A0`) && shown.has('@SUM(1+1)'));
    assert.ok(Zones!.some((r) => r.Title === '<script>alert(1)</script> [x](javascript:alert(1)) | pipe'));
    for (const [path, content] of Object.entries(unzipSync(bytes))) {
      const xml = strFromU8(content);
      assert.doesNotMatch(xml, /<f[ >]|ddeLink|externalLink|hyperlink/i, path);
      if (/sheet\d\.xml$/.test(path))
        for (const [cell, value] of xml.matchAll(/<c [^>]*>(?:<v>([^<]*)<\/v>)?/g))
          assert.ok(value === undefined || / t="s"/.test(cell) || /^\d+$/.test(value), cell);
    }
  });

  it('can be filtered and printed: header in sight and on each page, as wide as a page', async () => {
    const files = unzipSync(emitted(await ruleSetOf(PLAN)));
    const rules = strFromU8(files['xl/worksheets/sheet4.xml']!);
    assert.match(rules, /<pane ySplit="1" xSplit="1" topLeftCell="B2" activePane="bottomRight" state="frozen"\/>/);
    assert.match(rules, /<autoFilter ref="A1:Q5"\/><dataValidations count="1"><dataValidation type="list"[^>]* sqref="P2:P5">/);
    assert.match(rules, /<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"\/>/);
    assert.match(rules, /<sheetPr><pageSetUpPr fitToPage="1"\/><\/sheetPr>/);
    const widths = [...rules.matchAll(/<col [^>]*width="([\d.]+)"/g)].map((m) => Number(m[1]));
    // A4 in landscape is 28 cm wide inside of its margins, and a digit of 10 points 0.19 cm: more would be printed at less than half its size.
    assert.ok(widths.reduce((sum, width) => sum + width) * 0.19 < 2 * 28, widths.join());
    // A row without a height is one line high in LibreOffice, and its texts lie over those of the next.
    const cells = (await sheetsOf(emitted(await ruleSetOf(PLAN)))).Rules!.map((row) => Object.values(row).map(String));
    const heights = [...rules.matchAll(/<row r="\d+" ht="([\d.]+)" customHeight="1">/g)].map((m) => Number(m[1]));
    assert.equal(heights.length, 1 + cells.length);
    for (const [n, row] of cells.entries()) {
      const lines = Math.max(...row.map((text, column) => Math.ceil(text.length / (1.25 * widths[column]!))));
      assert.ok(heights[n + 1]! >= 12 * lines, `${heights[n + 1]} points for ${lines} lines of ${row.join(' | ')}`);
    }
    assert.match(strFromU8(files['xl/workbook.xml']!), /"_xlnm\.Print_Titles" localSheetId="3">'Rules'!\$1:\$1</);
    assert.match(strFromU8(files['xl/styles.xml']!), /wrapText="1"/);
    // The order that the format asks for.
    const order = [
      ...rules.matchAll(
        /<(sheetPr|sheetViews|cols|sheetData|autoFilter|dataValidations|pageMargins|pageSetup|headerFooter)[ />]/g,
      ),
    ];
    assert.deepEqual(
      order.map((m) => m[1]),
      ['sheetPr', 'sheetViews', 'cols', 'sheetData', 'autoFilter', 'dataValidations', 'pageMargins', 'pageSetup', 'headerFooter'],
    );
  });

  it('says on each printed page what it belongs to, whatever a plan is called', async () => {
    for (const [title, footer] of [
      ['Request', '&L&A&CRequest&RPage &P of &N'],
      ['R&D <east> &A', '&L&A&CR&&D <east> &&A&RPage &P of &N'],
    ] as const) {
      const files = unzipSync(emitted(await ruleSetOf(PLAN.replace('"Request"', `"${title}"`))));
      const texts: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>' };
      const sheets = Object.keys(files).filter((path) => path.startsWith('xl/worksheets/sheet'));
      assert.equal(sheets.length, 6);
      for (const path of sheets) {
        const [, said] = /<oddFooter>([^<]*)<\/oddFooter>/.exec(strFromU8(files[path]!))!;
        assert.equal(
          said!.replace(/&\w+;/g, (entity) => texts[entity]!),
          footer,
        );
      }
    }
  });

  it('splits what is too long for a cell, and loses nothing', async () => {
    const ruleSet = await ruleSetOf(MANY);
    const { Rules } = await sheetsOf(emitted(ruleSet));
    const parts = Rules!.filter((r) => r.Action === 'allow');
    assert.deepEqual(
      parts.map((r) => r.Rule),
      ['L4 (part 1 of 2)', 'L4 (part 2 of 2)'],
    );
    const whole = await sheetsOf(emitted(await ruleSetOf(PLAN)));
    assert.ok(whole.Rules!.length > 1);
    for (const { Rule } of whole.Rules!) assert.doesNotMatch(`${Rule}`, /part/);
    for (const row of Rules!) for (const cell of Object.values(row)) assert.ok(String(cell).length <= 32_767);
    assert.deepEqual(
      parts.flatMap((r) => `${r['From addresses']}`.split(', ')),
      formatAddresses(ruleSet.entries.find((e) => e.action === 'allow')!.sources[0]!.addresses),
    );
  });

  it('gives the same bytes at any time and in any time zone', async () => {
    const ruleSet = await ruleSetOf(PLAN);
    const first = xlsx.emit(ruleSet, 'plan');
    const { TZ } = process.env;
    const { now } = Date;
    try {
      Date.now = () => 2_000_000_000_000;
      for (const zone of ['Pacific/Kiritimati', 'America/Los_Angeles']) {
        process.env.TZ = zone;
        assert.deepEqual(xlsx.emit(ruleSet, 'plan'), first);
      }
    } finally {
      Date.now = now;
      if (TZ === undefined) delete process.env.TZ;
      else process.env.TZ = TZ;
    }
  });

  it('is made in a worker of a browser as well, from a bundle, however large', async () => {
    const rows = Array.from({ length: 4000 }, (_, n) => [`rule ${n}`, `text ${(n * 7919) % 104_729}`, n]);
    const columns = ['a', 'b', 'c'].map((title) => ({ title, width: 10 }));
    const sheets: SheetTable[] = [{ name: 'Large', columns, rows }];
    const stdin = {
      contents:
        "import { base64, workbook } from './workbook.ts'; globalThis.make = (sheets) => base64(workbook(sheets, 'Large'));",
      resolveDir: join(import.meta.dirname, '../../language/rulesets/targets/xlsx'),
    };
    // The options of the language server for browsers.
    const { outputFiles } = await build({
      stdin,
      bundle: true,
      keepNames: true,
      write: false,
      platform: 'browser',
      format: 'iife',
      target: 'es2022',
      mainFields: ['browser', 'module', 'main'],
    });
    const worker = createContext({ btoa, TextEncoder, TextDecoder });
    new Script(outputFiles[0]!.text).runInContext(worker);
    const text = new Script(`make(${JSON.stringify(sheets)})`).runInContext(worker);
    assert.ok(workbook(sheets, 'Large').length > 20_000);
    assert.equal(text, Buffer.from(workbook(sheets, 'Large')).toString('base64'));
  });

  it('for hosts: one sheet of rules with a column for the host', async () => {
    const sets = linedHosts(await analysisOf(PLAN));
    const [file] = xlsx.emitHosts(sets, 'plan');
    assert.equal(file!.name, 'plan.hosts.xlsx');
    const sheets = await sheetsOf(bytesOf(file!));
    assert.deepEqual(
      sheets.Rules!.map((r) => `${r.Host} in ${r.Zone}: ${r.Rule} ${r.Action} ${r.From}`),
      [
        'repo in data: L16 deny any',
        'repo in data: L12 allow vbr',
        'constructor in data: L16 deny any',
        'constructor in data: L13 allow vbr',
        '__proto__ in data: L16 deny any',
      ],
    );
    assert.equal(sheets.Hosts!.length, 4);
    const known: Record<string, string | undefined> = Object.fromEntries(sets.map(({ host }) => [host.name, host.system]));
    assert.equal(known.repo, 'linux');
    assert.equal(sheets.Hosts!.find((r) => r.Component === 'repo')!.System, 'Linux');
  });
});

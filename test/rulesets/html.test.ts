import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatAddresses } from '../../language/model/addresses.ts';
import { formatServices } from '../../language/model/services.ts';
import type { RuleSet } from '../../language/rulesets/rule-set.ts';
import { html } from '../../language/rulesets/targets/html/html.ts';
import { analysisOf } from '../support/language.ts';
import { provesHosts } from './host-proof.ts';
import { HOSTILE, hostilePlan } from './hostile.ts';
import { linedHosts, linedRules } from './lined.ts';
import { proves } from './proof.ts';
import { decides, type ReadRequest, readBack } from './readers/change-request.ts';
import { all, type Element, readPage, rowsOf, type TableRow, textOf } from './readers/html.ts';

async function ruleSetOf(text: string, phases: string[] = []): Promise<RuleSet> {
  return linedRules(await analysisOf(text, phases));
}

async function pageOf(ruleSet: RuleSet): Promise<Element> {
  return readPage((await html.emit(ruleSet, 'plan'))[0]!.text);
}

function tableRows(page: Element, kind: string): TableRow[] {
  return all(page, 'table', kind).flatMap(rowsOf);
}

/** The addresses of one end of a rule. */
function ends(cell: Element | undefined): string {
  return all(cell!, 'span', 'addresses').map(textOf).join(', ');
}

const proved = readBack(html, ({ text }): ReadRequest => {
  const page = readPage(text);
  const rules = (['deny', 'allow'] as const).flatMap((action) =>
    tableRows(page, action).map(({ section, cells }) => ({
      host: section.split(' ')[0]!,
      action,
      // A name may stand for anywhere besides others.
      from: ends(cells.From).includes('any') ? 'any' : ends(cells.From),
      to: ends(cells.To).includes('any') ? 'any' : ends(cells.To),
      services: textOf(cells.Services!),
    })),
  );
  const zones = tableRows(page, 'zones').map(({ cells }) => cells);
  return {
    rules,
    zones: zones.map((cells) => textOf(cells.Addresses!)),
    inside: zones.map((cells) => (cells['Networks reach each other'] ? textOf(cells['Networks reach each other']) : '')),
  };
});

proves({ target: proved, read: decides, beyondPorts: true });
provesHosts({ target: proved, read: decides, beyondPorts: true });

const PLAN = `plan "Request"
use veeam 13
zone mgmt "Management" { subnet 10.0.0.0/24, fd00::/64
  component vbr "Backup server" : veeam.backup-server at 10.0.0.1
}
zone data { subnet 10.0.1.0/24
  component repo : veeam.hardened-repository at 10.0.1.1
  component other at 10.0.1.2, 10.0.1.9
}
zone lab isolated { subnet 10.0.2.0/24 }
zone world external
allow vbr -> repo : tcp 6162, 2500-3300
allow vbr, 10.0.0.77 -> other : udp 53, icmp until 2027-03-01 "a test"
allow vbr -> repo : ssh during deployment
allow any -> any : tcp 443
deny any -> lab
deny lab -> any
`;

describe('html', () => {
  it('has a row for each rule, with all that the rule set says of it', async () => {
    const text = readFileSync(join(import.meta.dirname, '../../examples/segmented-veeam.segplan'), 'utf8');
    for (const [plan, phases] of [
      [PLAN, ['deployment']],
      [text, []],
    ] as const) {
      const ruleSet = await ruleSetOf(plan, [...phases]);
      const page = await pageOf(ruleSet);
      const rows = new Map([...tableRows(page, 'rules')].map(({ cells }) => [textOf(cells.Rule!), cells]));
      assert.equal(rows.size, ruleSet.entries.length);
      const documents = all(page, 'ol', 'sources').flatMap((list) => all(list, 'li').map(textOf));
      for (const entry of ruleSet.entries) {
        const cells = rows.get(entry.id)!;
        for (const [title, sides] of [
          ['From', entry.sources],
          ['To', entry.destinations],
        ] as const)
          for (const side of sides) {
            const shown = textOf(cells[title]!);
            assert.ok(shown.includes(side.label), `${entry.id} ${title}: ${shown}`);
            const outside = /everything outside/.test(shown);
            if (!side.any && !outside) for (const address of formatAddresses(side.addresses)) assert.ok(shown.includes(address));
          }
        assert.equal(textOf(cells.Services!), formatServices(entry.services));
        const why = textOf(cells.Why!);
        for (const part of [entry.reason ?? '', ...entry.traces.map((t) => t.purpose)]) assert.ok(why.includes(part), why);
        for (const { title, file, sections } of entry.traces.flatMap((t) => t.sources)) {
          const isAddress = file.startsWith('https://');
          const number = documents.findIndex((each) => each.startsWith(title) && (!isAddress || each.endsWith(`(${file})`))) + 1;
          assert.ok(number > 0, title);
          const cited = new RegExp(`\\[${number}\\] ([^[]*)`).exec(textOf(cells.Source!))?.[1] ?? '';
          for (const section of sections)
            assert.ok(`, ${cited.replace(/; $/, '').replace(/^sections? /, '')},`.includes(`, ${section},`), cited);
        }
        const duration = textOf(cells['Until when']!);
        for (const part of [entry.phase ?? '', entry.until ?? '']) assert.ok(duration.includes(part));
        assert.equal(duration === 'permanent', !entry.phase && !entry.until);
        for (const box of ['Reviewed by', 'Date', 'Decision']) assert.equal(textOf(cells[box]!), '');
      }
    }
  });

  it('lists zones and components, and what made it', async () => {
    const page = await pageOf(await ruleSetOf(PLAN, ['deployment']));
    const texts = (kind: string): string[] =>
      tableRows(page, kind).map(({ cells }) => Object.values(cells).map(textOf).join(' | '));
    assert.deepEqual(texts('zones'), [
      'mgmt | Management |  | 10.0.0.0/24, fd00::/64',
      'data |  |  | 10.0.1.0/24',
      'lab |  | isolated | 10.0.2.0/24',
      'world |  | external | everything outside',
    ]);
    assert.deepEqual(texts('components'), [
      'vbr | Backup server | mgmt | veeam.backup-server | 10.0.0.1',
      'repo |  | data | veeam.hardened-repository | 10.0.1.1',
      'other |  | data |  | 10.0.1.2, 10.0.1.9',
    ]);
    const headers = (kind: string): string[] => Object.keys(tableRows(page, kind)[0]!.cells);
    assert.deepEqual(headers('zones'), ['Zone', 'Title', 'Kind', 'Addresses']);
    assert.deepEqual(headers('components'), ['Component', 'Title', 'Zone', 'Roles', 'Addresses']);
    assert.match(textOf(page), /made by Segplan from plan\.segplan, with the phases deployment\./);
    assert.deepEqual(
      tableRows(page, 'signatures').map(({ cells }) => textOf(cells.Role!)),
      ['Requested by', 'Reviewed by', 'Approved by', 'Implemented by', 'Verified by'],
    );
  });

  it('groups rules by what they join, and keeps denies apart', async () => {
    const page = await pageOf(await ruleSetOf(PLAN, ['deployment']));
    const sections = (kind: string): string[] => tableRows(page, kind).map((r) => `${textOf(r.cells.Rule!)} ${r.section}`);
    assert.deepEqual(sections('deny'), ['L16 anywhere -> lab', 'L17 lab -> anywhere']);
    assert.deepEqual(sections('allow'), ['L12 mgmt -> data', 'L13 mgmt -> data', 'L14 mgmt -> data', 'L15 anywhere -> anywhere']);
  });

  it('says how each temporary rule is closed', async () => {
    const rows = tableRows(await pageOf(await ruleSetOf(PLAN, ['deployment'])), 'temporary');
    assert.deepEqual(
      rows.map(({ cells }) => [cells.Rule!, cells.Open!].map(textOf).join(' ')),
      ['L13 until 2027-03-01', 'L14 during deployment'],
    );
    const how = rows.map(({ cells }) => textOf(cells['How it is closed']!));
    assert.match(how[0]!, /^After 2027-03-01 Segplan leaves this rule out: make the rule set again, load it/);
    assert.match(how[1]!, /^When deployment is over, take the phase out of the plan or the command/);
    const empty = await pageOf(await ruleSetOf('zone a { subnet 10.0.0.0/24 }'));
    assert.deepEqual(tableRows(empty, 'temporary'), []);
    // Whoever signs it sees that nothing was forgotten.
    assert.match(textOf(empty), /No rule is temporary\./);
    assert.match(textOf(empty), /No rule rests on a document of a vendor\./);
  });

  it('draws an arrow for each pair of zones that may connect, and none into what denies close', async () => {
    const page = await pageOf(
      await ruleSetOf(PLAN.replace(/^allow any.*\n/m, 'allow world -> mgmt, lab : tcp 443\n'), ['deployment']),
    );
    const arrows = (root: Element): string[] => all(root, 'g', 'link').map((g) => textOf(all(g, 'title')[0]!));
    assert.deepEqual(arrows(page), [
      'mgmt to data: temporary tcp 22, udp 53, icmp; open tcp 2500-3300, 6162',
      'world to mgmt: open tcp 443',
    ]);
    const temporary = await pageOf(await ruleSetOf(PLAN.replace(/^allow (vbr -> repo|any).*\n/gm, '')));
    assert.deepEqual(arrows(temporary), ['mgmt to data: temporary udp 53, icmp']);
    assert.ok(all(all(temporary, 'g', 'link')[0]!, 'path', 'line')[0]!.attributes['stroke-dasharray']);
    const every = arrows(await pageOf(await ruleSetOf(PLAN)));
    assert.equal(every.length, 6, every.join());
    assert.equal(textOf(all(page, 'desc')[0]!), arrows(page).join('. '));
  });

  it('draws zones apart from each other and inside of the picture, and says in words what is too much to draw', async () => {
    for (const count of [1, 2, 3, 5, 10, 15, 30, 31]) {
      const zones = Array.from({ length: count }, (_, n) => {
        const components = Array.from({ length: (n * 5) % 12 }, (_, c) => `component c${n}x${c} at 10.${n}.0.${c + 1}`);
        return `zone zone${n} { subnet 10.${n}.0.0/24\n${components.join('\n')} }`;
      });
      const page = await pageOf(await ruleSetOf(`${zones.join('\n')}\nallow zone0 -> zone${count - 1}, 10.0.0.0/8 : tcp 1\n`));
      if (count > 30) {
        assert.equal(all(page, 'svg').length, 0);
        assert.match(textOf(all(page, 'ul', 'links')[0]!), /^zone0 may connect to zone1, zone2/);
        continue;
      }
      const boxes = all(page, 'g', 'zone').map((zone) => {
        const [, x, y] = /^translate\(([\d.]+) ([\d.]+)\)$/.exec(zone.attributes.transform!)!.map(Number);
        const { width, height } = all(zone, 'rect', 'frame')[0]!.attributes;
        return { left: x!, top: y!, right: x! + Number(width), bottom: y! + Number(height) };
      });
      assert.ok(boxes.length >= count);
      const [, , width, height] = all(page, 'svg')[0]!.attributes.viewBox!.split(' ').map(Number);
      for (const [n, a] of boxes.entries()) {
        assert.ok(a.left >= 0 && a.top >= 0 && a.right <= width! && a.bottom <= height!, `${count} zones: zone ${n}`);
        for (const b of boxes.slice(0, n))
          assert.ok(a.right < b.left || b.right < a.left || a.bottom < b.top || b.bottom < a.top, `${count} zones: zone ${n}`);
      }
    }
  });

  it('holds hostile labels as text, and loads and runs nothing', async () => {
    const ruleSet = await ruleSetOf(hostilePlan);
    const { text } = (await html.emit(ruleSet, 'plan'))[0]!;
    // The reader refuses every element, attribute and entity that is not ours.
    const page = readPage(text);
    const shown = tableRows(page, 'allow').map(({ cells }) => textOf(cells.Why!));
    assert.ok(shown.includes('<script>alert(1)</script> [x](javascript:alert(1)) | pipe'));
    assert.ok(shown.includes(`' ; drop #`));
    assert.ok(shown.includes('right to left hidden'));
    assert.ok(shown.length >= HOSTILE.length);
    assert.equal(textOf(all(page, 'title')[0]!), 'Firewall change request: "; flush ruleset; "');
    assert.doesNotMatch(text, /<(script|link|img|iframe|a|base)\b|\son\w+=|\b(href|src)=|url\(|@import/i);
    assert.match(text, /http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;; style-src/);
    for (const line of text.split('\n')) assert.doesNotMatch(line, /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
  });

  it('is for paper and for screen readers too', async () => {
    const ruleSet = await ruleSetOf(PLAN);
    const { text } = (await html.emit(ruleSet, 'plan'))[0]!;
    const page = readPage(text);
    assert.equal(page.attributes.lang, 'en');
    for (const th of all(page, 'th')) assert.match(th.attributes.scope ?? '', /^(col|row|rowgroup)$/);
    for (const table of all(page, 'table')) assert.equal(all(table, 'caption').length, 1);
    const svg = all(page, 'svg')[0]!;
    assert.equal(svg.attributes.role, 'img');
    for (const id of svg.attributes['aria-labelledby']!.split(' '))
      assert.ok(textOf([...all(svg, 'title'), ...all(svg, 'desc')].find((e) => e.attributes.id === id)!));
    // A browser that darkens pages by itself would leave the legend of the picture dark on dark.
    assert.match(text, /:root \{ color-scheme: only light; \}/);
    assert.match(text, /@page \{ size: A4 landscape;/);
    assert.match(text, /@media print[\s\S]*thead \{ display: table-header-group; \}/);
    const light = (hex: string): number => {
      const [r, g, b] = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255);
      const linear = (v: number): number => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
      return 0.2126 * linear(r!) + 0.7152 * linear(g!) + 0.0722 * linear(b!);
    };
    const inks = [
      ...all(svg, 'text').flatMap(({ attributes: { fill } }) => (fill && fill !== '#ffffff' ? [fill] : [])),
      ...[...text.matchAll(/[ ;{](?:color|fill): (#[0-9a-f]{6})/g)].map((m) => m[1]!),
    ];
    assert.ok(inks.length > 4);
    // The darkest ground that text stands on.
    for (const ink of inks) assert.ok((light('#e3e8ed') + 0.05) / (light(ink) + 0.05) >= 4.5, ink);
  });

  it('gives each column of each table its part of the page, and no table more than there is', async () => {
    const several = PLAN.replace('subnet 10.0.1.0/24', 'subnet 10.0.1.0/24, 10.0.3.0/24');
    const analysis = await analysisOf(several, ['deployment']);
    const network = await pageOf(linedRules(analysis));
    const hosts = readPage(html.emitHosts(linedHosts(analysis), 'plan')[0]!.text);
    const kinds: string[] = [];
    for (const table of [network, hosts].flatMap((page) => all(page, 'table'))) {
      const titles = all(all(table, 'thead')[0]!, 'th').map(textOf);
      const widths = all(table, 'col').map(({ attributes }) => Number.parseFloat(/^width: (.+)%$/.exec(attributes.style!)![1]!));
      assert.equal(widths.length, titles.length, titles.join());
      assert.ok(Math.abs(widths.reduce((sum, width) => sum + width) - 100) < 0.1, widths.join());
      // A4 in landscape has 1040 px between its margins; a bold letter of 11 px is 7.5 px wide at most on the whole, beside 13 px of a cell.
      for (const [n, title] of titles.entries())
        for (const word of title.split(' '))
          assert.ok((widths[n]! / 100) * 1040 >= word.length * 7.5 + 13, `${word} in ${titles}`);
      kinds.push(`${table.attributes.class} ${titles.length}`);
    }
    // With what is told of zones besides, and of hosts.
    for (const kind of ['zones 5', 'zones 4', 'components 5', 'components 6', 'rules allow 10', 'temporary 7', 'signatures 4'])
      assert.ok(kinds.includes(kind), kind);
  });

  it('for hosts: what each lets in, host by host', async () => {
    const sets = linedHosts(await analysisOf(PLAN));
    const [file] = html.emitHosts(sets, 'plan');
    assert.equal(file!.name, 'plan.hosts.html');
    const page = readPage(file!.text);
    const rows = tableRows(page, 'allow').map((r) => `${r.section}: ${textOf(r.cells.Rule!)} ${ends(r.cells.From)}`);
    assert.deepEqual(rows, [
      'vbr in mgmt: L15 any',
      'repo in data: L12 10.0.0.1',
      'repo in data: L15 any',
      'other in data: L13 10.0.0.1, 10.0.0.77',
      'other in data: L15 any',
    ]);
    const closed = linedHosts(await analysisOf('zone a { component x at 10.0.0.1 component y at 10.0.0.2 }'));
    assert.match(textOf(readPage(html.emitHosts(closed, 'plan')[0]!.text)), /Nothing may connect to x, y\./);
  });
});

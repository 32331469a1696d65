// In a plan in which nearly everybody is joined with everybody nothing is made of two zones until somebody asks about them. What is found is what is
// found where all of it is made, as it is as soon as any rule is between all zones that permits else than what is required, be it one that has ended.
import assert from 'node:assert/strict';
import type { LangiumDocument } from 'langium';
import { RowPairs } from '../../language/analysis/row-pairs.ts';
import type * as ast from '../../language/generated/ast.ts';
import { ofChance } from '../support/chance.ts';
import { type Pick, picker } from '../support/changed-lines.ts';
import { createEditedLanguage } from '../support/edited-language.ts';
import { analysisOf, createTestLanguage, type TestLanguage } from '../support/language.ts';
import { shown } from '../support/shown.ts';

const VENDOR = `vendor acme "Acme" {
  source ports "https://acme.example/ports" "Acme ports" vendor version 4.2 dated 2026-01-31
  source guide "guide.pdf" "Field guide"
  role node
  role server : node
  role agent : node
  role main-agent : agent
  role probe : node { port listener = 300 }
  role store
  role vault
  role client
  feature mirrors
  flow agent -> server : tcp 100 "jobs"
  flow server -> agent : one of (tcp 200, tcp 201) "data"
  flow node -> node : tcp 400, icmp type 8 "talks"
  flow node -> node : tcp 401 when initiator runs windows "talks of Windows"
  flow between agent and agent : udp 500 "finds others"
  flow server -> server : tcp 600 during set-up "is set up"
  flow agent -> server : tcp 700 when initiator is main-agent "leads"
  flow agent -> server : tcp 100-103 "asks" from guide "3" contested by ports "Agents"
  flow node -> server : tcp 400 "talks again" from guide "4" contested by ports "Talks"
  flow server -> node : tcp 800 for mirrors "mirrors"
  flow agent -> store : tcp 900 when same site "stores"
  flow node -> agent : icmpv6 "finds neighbors"
  flow client -> vault : one of (tcp 1000, tcp 1001) "saves"
}
use acme
`;

const ZONES = 44;
const KINDS = ['server', 'agent', 'agent', 'main-agent', 'probe', 'server, acme.agent', 'vault', 'client'];
const SYSTEMS = ['', ' runs windows', ' runs linux'];

/** Zones in which components stand that are mostly alike. */
function zonesOfChance(pick: Pick): string[] {
  const oneOf = <T>(all: readonly T[]): T => all[pick(all.length)]!;
  const zone = (n: number): string => {
    const addresses = [[`10.0.${n}.1`], [`10.0.${n}.1`], [`fd00:${n}::1`], [`10.0.${n}.1`, `fd00:${n}::1`]];
    const components = Array.from({ length: 1 + (pick(3) >> 1) }, (_, k) => {
      const at = k ? [`10.0.${n}.${9 + k}`] : oneOf(addresses);
      return `component c${n}-${k} : acme.${oneOf(KINDS)}${pick(12) ? ` at ${at.join(', ')}` : ''}${oneOf(SYSTEMS)}`;
    });
    return `zone z${n}${pick(15) ? '' : ' isolated'} { subnet 10.0.${n}.0/24, fd00:${n}::/64 ${components.join(' ')} }`;
  };
  return [
    ...Array.from({ length: ZONES }, (_, n) => zone(n)),
    ...(pick(2) ? ['zone partner external { subnet 172.16.0.0/24 component guest : acme.agent at 172.16.0.9 }'] : []),
    ...(pick(2) ? ['zone world external { component far : acme.agent at "far.example.com" }'] : []),
    ...(pick(3) ? [] : ['zone stores { subnet 10.1.0.0/24 component store : acme.store at 10.1.0.1 }']),
    ...(pick(3) ? [] : ['deployment d1 = c0-0, c1-0, c2-0']),
  ];
}

function rulesOfChance(pick: Pick): string[] {
  const [zone, component] = [() => `z${pick(ZONES)}`, () => `c${pick(ZONES)}-0`];
  const kinds = [
    () => `allow ${component()} -> ${component()} : tcp 100, 400`,
    () => `allow ${zone()} -> ${zone()} : required`,
    () => `allow any -> ${component()} : tcp 100-200, icmp`,
    () => `allow ${zone()}, ${zone()} -> any : tcp 400`,
    () => `allow ${component()} -> ${zone()} : tcp 200 "for some time" until 2027-01-31`,
    () => `assert ${component()} never reaches ${component()}`,
  ];
  return Array.from({ length: pick(7) }, () => kinds[pick(kinds.length)]!());
}

/** Rules between most zones that permit what is required, and some that close a part of it. */
function rulesForAll(pick: Pick): string[] {
  const [zone, component] = [() => `z${pick(ZONES)}`, () => `c${pick(ZONES)}-0`];
  const some = (): string => Array.from({ length: 3 + pick(30) }, zone).join(', ');
  const wide = [
    () => 'allow any -> any : required',
    () => 'allow any -> any : required "as the catalogs say"',
    () => `allow any except ${component()} -> any : required`,
    () => `allow any -> any except ${zone()}, ${component()} : required`,
    () => `allow ${some()} -> any : required`,
    () => `allow any -> ${some()} : required`,
    () => `allow ${some()} -> ${some()} : required during set-up`,
    () => 'allow any -> any : required until 2027-01-31',
    () => 'allow 10.0.0.0/16 -> 10.0.0.0/16 : required',
    () => `allow any -> ${some()} : required, tcp 22`,
    () => `allow ${some()} -> any : required except tcp 100`,
  ];
  const closing = [
    () => `deny ${component()} -> ${component()} : tcp 100-400`,
    () => `deny ${zone()} -> ${zone()}`,
    () => `deny ${component()} -> ${zone()} : required`,
    () => `deny "far.example.com" -> ${zone()}`,
    () => 'deny 192.0.2.1 -> 192.0.2.2 : tcp 1',
  ];
  return [
    ...Array.from({ length: 1 + pick(3) }, () => wide[pick(wide.length)]!()),
    ...Array.from({ length: pick(4) }, () => closing[pick(closing.length)]!()),
    ...rulesOfChance(pick).slice(0, 4),
  ].sort(() => pick(3) - 1);
}

const textOf = (zones: readonly string[], rules: readonly string[]): string => `${VENDOR}${[...zones, ...rules].join('\n')}\n`;

/** Permits nothing any more, and has everything made that it asks for. */
const ENDED = 'allow any -> any : tcp 1 until 2026-01-31\n';

describe('a plan in which nearly everybody is joined with everybody', () => {
  let fresh: TestLanguage;
  before(async () => {
    fresh = await createTestLanguage();
  });

  const isWide = ({ parseResult }: LangiumDocument<ast.Document>, services: TestLanguage['services']): boolean =>
    services.segplan.Plans.analysis(parseResult.value).index instanceof RowPairs;

  /** What is shown of a plan; without what is found on its last lines, as many as another one has less. */
  const shownOf = async (path: string, text: string, less = 0) => {
    const document = await fresh.load({ [path]: text });
    const all = shown(fresh.services, document) as { diagnostics: { range: { start: { line: number } } }[]; rules: unknown[] };
    const last = text.split('\n').length - 1 - less;
    const diagnostics = all.diagnostics.filter(({ range }) => range.start.line < last);
    return { document, shown: { ...all, diagnostics, rules: all.rules.slice(0, all.rules.length - less) } };
  };

  it('is found to lack what it is found to lack where all of it is made', async () => {
    let lazy = 0;
    const plans = ofChance(40, 4);
    for (let seed = 1; seed <= plans; seed++) {
      const pick = picker(seed);
      const text = textOf(zonesOfChance(pick), seed % 2 ? rulesForAll(pick) : rulesOfChance(pick));
      const wide = await shownOf(`wide-${seed}.segplan`, text);
      const whole = await shownOf(`whole-${seed}.segplan`, text + ENDED, 1);
      // A rule between most zones that permits something else as well has all of it made.
      if (isWide(wide.document, fresh.services)) lazy++;
      else assert.match(text, /required, tcp 22|required except tcp 100/);
      assert.ok(!isWide(whole.document, fresh.services), text);
      assert.deepEqual(wide.shown, whole.shown, text);
    }
    assert.ok(lazy > plans / 2);
  });

  it('lacks between two zones, of one component and in all what it lacks where all of it is made', async () => {
    for (let seed = 1; seed <= ofChance(24, 2); seed++) {
      const pick = picker(100 + seed);
      const text = textOf(zonesOfChance(pick), seed % 2 ? rulesForAll(pick) : rulesOfChance(pick));
      const [{ missing, index }, whole] = [await analysisOf(text), await analysisOf(text + ENDED)];
      if (!(seed % 2)) assert.ok(index instanceof RowPairs);
      const names = (pairs: Iterable<{ from: { name: string }; to: { name: string } }>): string[] =>
        [...pairs].map(({ from, to }) => `${from.name} ${to.name}`);
      assert.equal(missing.length, [...whole.missing].length, text);
      assert.deepEqual(names(missing.slice(20, 60)), names(whole.missing.slice(20, 60)));
      assert.deepEqual(names(missing), names(whole.missing));
      const { components: others, zones } = whole.plan;
      for (const [n, component] of (await analysisOf(text)).plan.components.entries())
        assert.equal(component.name, others[n]!.name);
      const again = await analysisOf(text);
      for (const [n, one] of again.plan.components.entries())
        assert.deepEqual(names(again.missing.from(one)), names(whole.missing.from(others[n]!)));
      for (const [n, from] of again.plan.zones.entries())
        for (const [m, to] of again.plan.zones.entries())
          assert.deepEqual(names(again.missing.between(from, to)), names(whole.missing.between(zones[n]!, zones[m]!)));
    }
  });

  it('shows after each edit what a fresh start shows', async () => {
    const kept = await createEditedLanguage();
    for (let seed = 1; seed <= ofChance(16, 1); seed++) {
      const pick = picker(200 + seed);
      let [zones, rules] = [zonesOfChance(pick), seed % 2 ? rulesForAll(pick) : rulesOfChance(pick)];
      for (let edit = 0; edit < 5; edit++) {
        const document = await kept.edit(`e${seed}.segplan`, textOf(zones, rules));
        const text = textOf(zones, rules);
        // Each text is linked as a new one elsewhere, in which nothing was kept.
        const now = shown(kept.services, document);
        assert.deepEqual(now, (await shownOf(`e${seed}-${edit}.segplan`, text)).shown, `${seed} ${edit}\n${text}`);
        const at = pick(ZONES);
        const changes = [
          () => (zones = zones.with(at, zones[at]!.replace(/10\.0\.(\d+)\.1\b/, '10.0.$1.77'))),
          () => (zones = zones.with(at, zones[at]!.replace(/acme\.(server|agent)/, 'acme.probe'))),
          () => (zones = zones.with(at, zones[at]!.replace(/component c\d+-0 [^}]*/, ''))),
          () => (zones = zones.with(at, zones[at]!.replace('{', '{ component more : acme.agent '))),
          () => (rules = [...rules, ...rulesOfChance(pick)]),
          () => (rules = [...rulesForAll(pick).slice(0, 2), ...rules]),
          () => (rules = rules.slice(1)),
          () => (rules = [...rules, ENDED.trim()]),
        ];
        changes[pick(changes.length)]!();
      }
    }
  });
});

// In a plan in which nearly everybody is joined with everybody nothing is made of two zones until somebody asks about them. What is found is what is
// found where all of it is made, as it is as soon as any rule is between all zones that permits else than what is required, be it one that has ended.
import assert from 'node:assert/strict';
import type { LangiumDocument } from 'langium';
import { RowPairs } from '../../language/analysis/row-pairs.ts';
import { unreachedZones } from '../../language/analysis/ways/unreached.ts';
import { waysOf } from '../../language/analysis/ways/ways.ts';
import type * as ast from '../../language/generated/ast.ts';
import { ofChance } from '../support/chance.ts';
import { picker } from '../support/changed-lines.ts';
import { createEditedLanguage } from '../support/edited-language.ts';
import { analysisOf, createTestLanguage, type TestLanguage } from '../support/language.ts';
import { rulesForAll, rulesOfChance, vendorOf, ZONES, zonesOfChance } from '../support/many-zones.ts';
import { shown } from '../support/shown.ts';

const textOf = (seed: number, zones: readonly string[], rules: readonly string[]): string =>
  `${vendorOf(seed)}${[...zones, ...rules].join('\n')}\n`;

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
      const text = textOf(seed, zonesOfChance(pick), seed % 2 ? rulesForAll(pick) : rulesOfChance(pick));
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
      const text = textOf(seed, zonesOfChance(pick), seed % 2 ? rulesForAll(pick) : rulesOfChance(pick));
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

  it('has no way between the zones between which a look at all that is required finds none', async () => {
    const firewalls = (pick: (below: number) => number): string =>
      ['edge', 'core', 'site']
        .map((name) => {
          const zones = new Set(Array.from({ length: 1 + pick(14) }, () => `z${pick(ZONES)}`));
          return `firewall ${name} { zones ${[...zones].join(', ')} }\n`;
        })
        .join('');
    for (let seed = 1; seed <= ofChance(12, 2); seed++) {
      const pick = picker(200 + seed);
      const text = `${textOf(seed, zonesOfChance(pick), rulesOfChance(pick))}${firewalls(pick)}`;
      const [wide, whole] = [await analysisOf(text), await analysisOf(text + ENDED)];
      assert.ok(wide.index instanceof RowPairs && !(whole.index instanceof RowPairs));
      const ways = waysOf(whole.plan)!;
      const apart = new Set(
        [...whole.index.lists].flatMap(([first]) =>
          ways.isCarried(first!.fromZone, first!.toZone) ? [] : [`${first!.fromZone.name} ${first!.toZone.name}`],
        ),
      );
      assert.ok(apart.size > ZONES);
      for (const { plan, index } of [wide, whole]) {
        const found = [...unreachedZones(plan.zones, index, waysOf(plan)!)];
        assert.equal(
          found.reduce((sum, { count }) => sum + count, 0),
          apart.size,
        );
        assert.ok(found.length <= 2 * ZONES);
        for (const { from, to, count } of found) {
          assert.equal(to.length, Math.min(count, 3));
          for (const each of to) assert.ok(apart.has(`${from.name} ${each.name}`));
        }
      }
      const told = ({ plan, index }: typeof wide): string[] =>
        [...unreachedZones(plan.zones, index, waysOf(plan)!)].map(
          ({ from, to, count }) => `${from.name} ${to.map(({ name }) => name)} ${count}`,
        );
      assert.deepEqual(told(wide), told(whole));
    }
  });

  it('shows after each edit what a fresh start shows', async () => {
    const kept = await createEditedLanguage();
    for (let seed = 1; seed <= ofChance(16, 1); seed++) {
      const pick = picker(200 + seed);
      let [zones, rules] = [zonesOfChance(pick), seed % 2 ? rulesForAll(pick) : rulesOfChance(pick)];
      for (let edit = 0; edit < 5; edit++) {
        const document = await kept.edit(`e${seed}.segplan`, textOf(seed, zones, rules));
        const text = textOf(seed, zones, rules);
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

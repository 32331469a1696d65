import assert from 'node:assert/strict';
import { shapes } from '../../scripts/bench/shapes.ts';
import { someOf, thoroughly } from '../support/chance.ts';
import { diagnose } from '../support/language.ts';
import { workOf } from '../support/work.ts';

/** Those of which one statement alone costs so much that the growth of some dozens says nothing; `npm run bench -- growth` tells it. */
const DEAR =
  /^(any -> any|components |components$|ports from|rules$|denies$|zones with|translations that|imports|broken statements|assertions about)/;

/**
 * What costs more than it is long: so many times the work at most for four times the statements. Everything else takes five times at most; the
 * square would be sixteen.
 */
const STEEP: Readonly<Record<string, number>> = {
  // Each name is held against all others of about the same letters, beside which all else is little.
  'misspelled names': 7,
  // Each assertion is held against all rules between its few zones.
  'ways over relays between few zones': 7,
};

/** At less than these sizes what grows with the square is not seen beside all else. */
const LARGE: Readonly<Record<string, number>> = {
  'groups with exceptions, each twice': 100,
  'zones in the same place': 200,
  'zones within each other': 200,
  'networks that another zone holds by parts': 200,
  'one line of networks': 200,
  'outer addresses of one component': 200,
  'outer ports of one component': 200,
  'components in ranges that overlap': 475,
  'staggered corners': 475,
  'sites that are all paired': 200,
  'one list of exceptions': 475,
};

describe('plans that are hard for their size', () => {
  it('are no more work than they are long', async () => {
    const names = someOf(Object.keys(shapes).filter((name) => !DEAR.test(name)));
    const texts = names.flatMap((name) => [1, 4].map((times) => shapes[name]!.make(times * (LARGE[name] ?? 25)) as string));
    const work = await workOf(texts);
    const seen = names.map((name, n) => ({ name, growth: work[2 * n + 1]! / work[2 * n]! }));
    assert.deepEqual(
      seen.filter(({ name, growth }) => growth > (STEEP[name] ?? 5)),
      [],
    );
  });

  it('whose rules overlap in steps from port to port are little more work than those whose rules have a port each', async () => {
    const of = (name: string): string => shapes[name]!.make(475) as string;
    const [overlapping, apart] = await workOf(['ports from staggered ports', 'every port from one port each'].map(of));
    assert.ok(overlapping! < 1.5 * apart!, `${overlapping} in place of ${apart}`);
  });

  it('that are one line of errors are little more work for each of them', async () => {
    const of = (name: string, size: number): string => shapes[name]!.make(size) as string;
    const [few, many, short, long] = await workOf([
      ...[20_000, 40_000].map((size) => of('a line of comments that nothing ends', size)),
      ...[20_000, 40_000].map((size) => of('a line of halves of characters', size)),
    ]);
    // A hundred kinds of words are not asked at each character.
    assert.ok(many! - few! < 100 * 20_000, `${few} for 20,000 comments, then ${many}`);
    assert.ok(long! - short! < 10 * 20_000, `${short} for 20,000 halves of characters, then ${long}`);
  });

  thoroughly(
    'that lack thousands of flows cost some hundred blocks of code for each that is told, beside a plan with a rule for all of them',
    async () => {
      const lacking = shapes['components without rules']!.make(100) as string;
      const [many, none] = await workOf([lacking, `${lacking}allow any -> any : required "as the catalogs say"\n`]);
      const told = 5000;
      assert.ok(many! - none! < 700 * told, `${many} in place of ${none}`);
    },
  );

  thoroughly('that say what others have said cost little more for each time that they say it', async () => {
    const of = (name: string, size: number) => shapes[name]!.make(size) as string;
    const groups = of('rules of groups of groups', 300);
    const asserted = of('assertions', 300);
    const natted = of('translations that vendors do not stand', 100);
    const relayed = of('assertions about ways over relays', 60);
    const [, once, often, ports, morePorts, used, moreUsed, few, many, deep, flat, wrong, right, twisted, routed, relays, none] =
      await workOf([
        ...[1, 1, 201].map((size) => of('any -> any : required', size)),
        ...[70, 110].map((size) => of('any -> any by port', size)),
        ...[500, 800].map((size) => of('any -> any by port', size)),
        ...[100, 400].map((size) => of('exceptions in endpoints', size)),
        ...[groups, groups.replaceAll('allow g300', 'allow g1')],
        ...[asserted, asserted.replace(/^assert .*\n/gm, '')],
        ...[natted, natted.replace(/^nat .*\n/gm, '')],
        ...[relayed, relayed.replace(/^assert .*\n/gm, '')],
      ]);
    assert.ok(often! < 3.5 * once!, `201 times required: ${often} in place of ${once}`);
    assert.ok(morePorts! < 1.2 * ports!, `110 ports between all zones: ${morePorts} in place of ${ports} for 70`);
    assert.ok(moreUsed! < 1.6 * used!, `800 ports between all zones, some in use: ${moreUsed} in place of ${used} for 500`);
    assert.ok(many! < 5 * few!, `400 rules with exceptions: ${many} in place of ${few} for 100`);
    assert.ok(wrong! < 3 * right!, `300 names that are none of some hundred roles: ${wrong} in place of ${right}`);
    assert.ok(twisted! < 3 * routed!, `100 translations of addresses that nobody has: ${twisted} in place of ${routed}`);
    assert.ok(relays! < 5 * none!, `6 assertions about ways over relays: ${relays} in place of ${none}`);
    assert.ok(deep! < 1.3 * flat!, `rules of the deepest of 300 groups: ${deep} in place of ${flat}`);
  });

  /** How many blocks of code are run for each two zones of a plan of up to so many: what grows with the zones alone cancels out. */
  const forEachTwo = async (zones: number, make: (zones: number) => string): Promise<number> => {
    // What is made on first use of a catalog belongs to none of them.
    const [, few, more, most] = await workOf([100, zones / 2, (zones * 3) / 4, zones].map(make));
    return (most! - 2 * more! + few!) / (2 * (zones / 4) ** 2);
  };
  const manyZones = shapes['zones without rules']!.make as (zones: number) => string;

  it('of many zones are looked at zone by zone, and not two by two', async () => {
    const blocks = await forEachTwo(600, manyZones);
    assert.ok(blocks < 2, `${blocks} blocks of code for each two zones`);
  });

  thoroughly('of many zones are looked at two by two where rules are about that, and nowhere else', async () => {
    const some = 'allow c0 -> c1 : tcp 6160\nallow z2 -> z3 : required\nallow any -> c4 : tcp 22\n';
    const closing = 'deny c5 -> any : tcp 6160-6165\ndeny z6 -> z7\n';
    const all = 'allow any -> any : required\n';
    const firewall = 'firewall f { zones z0, z1, z2 }\n';
    const asserted = 'assert z0 never reaches z5 on tcp 3389\nassert c1 reaches c2\nassert any never reaches c3 on tcp 3389\n';
    for (const rules of [
      ...[some, closing, all, `${all}${some}${closing}`, 'allow any except c8 -> any except z9 : required\n'],
      ...[firewall, `${firewall}${some}`, `${firewall}${all}`, `${some}${asserted}`, `${all}${asserted}`],
    ]) {
      const blocks = await forEachTwo(800, (zones) => manyZones(zones) + rules);
      assert.ok(blocks < 6, `${blocks} blocks of code for each two zones with\n${rules}`);
    }
    const made = await forEachTwo(800, (zones) => `${manyZones(zones)}allow any -> any : required, tcp 22\n`);
    assert.ok(made > 30, `${made} blocks of code for each two zones where these are looked at`);
  });

  thoroughly('can have groups with exceptions within each other by the thousands', async () => {
    const groups = Array.from({ length: 4000 }, (_, n) => `group g${n + 1} = g${n}\n`);
    const plan = `zone a { subnet 10.0.0.0/16 component c at 10.0.0.1 component d at 10.0.0.2 }
zone b { subnet 10.1.0.0/16 }
group g0 = c, d
${groups.join('')}allow g4000 except d -> b : tcp 1
allow d -> b : tcp 1
allow c -> b : tcp 1
`;
    const found = (await diagnose(plan)).map(({ range, code }) => `${code} in line ${range.start.line}`);
    assert.deepEqual(found, ['redundant-rule in line 4005']);
  });
});

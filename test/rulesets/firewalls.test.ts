// Several firewalls in a plan: from end to end, packets are decided as the plan decides them, by all firewalls on every way.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { targets } from '../../language/generated/targets.ts';
import { formatAddresses } from '../../language/model/addresses.ts';
import { formatServices } from '../../language/model/services.ts';
import { findRules } from '../../language/rulesets/find-rule.ts';
import { firewallRuleSet, firewallRuleSets } from '../../language/rulesets/firewalls/firewall-rule-set.ts';
import { heldBy } from '../../language/rulesets/generate.ts';
import { insideTraffic } from '../../language/rulesets/inside-zones.ts';
import { limits } from '../../language/rulesets/limits.ts';
import { buildRuleSet, type RuleSet, type RuleSide } from '../../language/rulesets/rule-set.ts';
import { json } from '../../language/rulesets/targets/json/json.ts';
import { readWays } from '../reading/ways.ts';
import { ofChance } from '../support/chance.ts';
import { analysisOf, loadPlan } from '../support/language.ts';
import { randomPlanWithDenies, randomVeeamRules } from '../support/random-plans.ts';
import { randomZones } from '../support/random-zones.ts';
import { inZone, zonesOf } from './evaluator/addresses.ts';
import { decide, type Packet } from './evaluator.ts';
import { chances, type FirewallReader, type MadeFirewall, READERS, withFirewalls } from './firewalls/networks.ts';
import { boundaryPackets } from './packets.ts';
import { readJson, type Verdict } from './readers.ts';

/** A firewall with what it was given. */
interface Loaded extends MadeFirewall {
  /** @param come by which of its zones the packet arrives, and by which it leaves */
  read(packet: Packet, come: string, go: string): Verdict;
}

async function loaded(text: string, made: readonly MadeFirewall[]) {
  const { document, services } = await loadPlan(text);
  assert.deepEqual(document.parseResult.parserErrors, []);
  const root = document.parseResult.value;
  const analysis = services.segplan.Plans.analysis(root, []);
  const firewalls = await Promise.all(
    made.map(async (each): Promise<Loaded | undefined> => {
      const target = targets.find(({ name }) => name === each.form)!;
      const planned = analysis.plan.firewalls.find(({ name }) => name === each.name)!;
      const ruleSet = heldBy(target, firewallRuleSet(analysis, planned, 'between'));
      const names = ruleSet.entries.flatMap((e) => [...e.sources, ...e.destinations].flatMap((s) => s.hostNames));
      if (target.capabilities.hostNames === 'none' && names.length) return undefined;
      const problems = [...(target.problems?.(ruleSet) ?? []), ...limits(ruleSet.entries, target)];
      if (problems.some(({ level }) => level === 'error')) return undefined;
      const files = await target.emit(ruleSet, each.name);
      let zoneOf: (address: string) => string = () => '';
      const read = (READERS[each.form] as FirewallReader)(files, (address) => zoneOf(address), each.zones.map(each.called));
      return {
        ...each,
        read(packet, come, go) {
          zoneOf = (address) => each.called(address === packet.source ? come : go);
          return read(packet);
        },
      };
    }),
  );
  const guards = analysis.plan.firewalls.find(({ name }) => name === 'guards')!;
  const [file] = json.emit(firewallRuleSet(analysis, guards, 'at'), 'guards');
  return { root, firewalls, atHosts: readJson(file!.text) };
}

describe('firewalls in a row', () => {
  it('let through end to end what the plan permits, on every way, in every form', async () => {
    const tally = { passed: 0, dropped: 0, several: 0, guarded: 0, tried: 0, forms: new Set<string>() };
    for (const [random, numRuns] of [
      [randomZones, ofChance(40)],
      [randomPlanWithDenies, ofChance(50)],
      [randomVeeamRules, ofChance(15)],
    ] as const)
      await fc.assert(
        fc.asyncProperty(random, chances, fc.nat(), async (plan, chance, seed) => {
          const zones = [...plan.matchAll(/^\s*zone (\S+)/gm)].map((m) => m[1]!);
          const { text, made } = withFirewalls(plan, zones, chance);
          // Beside them one that stands at the hosts of every other zone: groups of a cloud have rules both ways, hosts for what comes to them.
          const guarded = new Set(zones.filter((_, n) => n % 2 === 0));
          const bothWays = seed % 2 === 0;
          const guards = `firewall guards : ${bothWays ? 'aws-sg' : 'nftables'} { ${guarded.size ? `at ${[...guarded].join(', ')}` : ''} }\n`;
          const { root, firewalls, atHosts } = await loaded(text + guards, made);
          if (firewalls.some((each) => !each)) return;
          const all = new Map(firewalls.map((each) => [each!.name, each!]));
          const external = new Set(
            zonesOf(root)
              .filter((zone) => zone.kinds.includes('external'))
              .map(({ name }) => name),
          );
          const places = zonesOf(root).map((zone) => ({ name: zone.name, has: inZone(zone) }));
          for (const packet of boundaryPackets(root, [], seed, 40)) {
            if (packet.protocol === 'icmp' || packet.protocol === 'other' || packet.sourcePort !== undefined) continue;
            const [from, ...alsoFrom] = places.filter(({ has }) => has(packet.source));
            const [to, ...alsoTo] = places.filter(({ has }) => has(packet.destination));
            if (!from || !to || alsoFrom.length || alsoTo.length || from === to) continue;
            const expected = decide(root, packet);
            // Most packets of chance are permitted by nothing.
            if (expected === 'dropped' && tally.tried++ % 5) continue;
            const ways = readWays(made, external, from.name, to.name);
            if (ways.length > 1) tally.several++;
            if (ways.length) {
              const isOwn = (bothWays && guarded.has(from.name)) || guarded.has(to.name);
              if (isOwn) tally.guarded++;
              assert.equal(atHosts(packet), isOwn ? expected : 'dropped', `guards, ${JSON.stringify(packet)}\n${text}${guards}`);
            }
            for (const { firewalls: on, through } of ways)
              for (const [n, name] of on.entries()) {
                const come: string = n ? through[n - 1]! : from.name;
                const go: string = through[n] ?? to.name;
                const firewall = all.get(name)!;
                tally.forms.add(firewall.form);
                tally[expected]++;
                const said = `${name} from ${come} to ${go}, ${JSON.stringify(packet)}\n${text}`;
                assert.equal(firewall.read(packet, come, go), expected, said);
              }
          }
        }),
        { numRuns, seed: 29 },
      );
    assert.deepEqual([...tally.forms].sort(), Object.keys(READERS).sort());
    assert.ok(tally.passed > ofChance(150) && tally.dropped > ofChance(300), JSON.stringify({ ...tally }));
    assert.ok(tally.several > ofChance(20) && tally.guarded > ofChance(100), JSON.stringify({ ...tally }));
  });

  it('have rules for what passes them alone, each with what the plan has in it', async () => {
    const { analysis, entriesOf } = await ring(`allow x -> y : tcp 443
allow x, y -> z : tcp 22
deny any -> b : udp 53
allow any -> z : tcp 80`);
    assert.deepEqual(entriesOf('f'), [
      'deny any in a, th -> b : udp 53',
      'allow x -> y : tcp 443',
      'allow x -> z : tcp 22',
      'allow any in a, tf -> z : tcp 80',
    ]);
    assert.deepEqual(entriesOf('g'), [
      'deny any -> b : udp 53',
      'allow x -> y : tcp 443',
      'allow y -> z : tcp 22',
      'allow any in b, tf -> z : tcp 80',
    ]);
    assert.deepEqual(entriesOf('h'), ['deny any in c, th -> b : udp 53', 'allow x, y -> z : tcp 22', 'allow any -> z : tcp 80']);
    // Rules that are cut have ids of their own, by which they are found again.
    const all = firewallRuleSets(analysis).flatMap(({ entries }) => entries);
    for (const { id, line } of all)
      assert.deepEqual(
        findRules(id, analysis).map((found) => found.line),
        [line],
        id,
      );
  });

  it('name a part of an end after the zone that it is as a whole, and any other part after the end and the zones that it lies in', async () => {
    const analysis = await analysisOf(`zone north { subnet 10.1.1.0/24 }
zone south { subnet 10.1.2.0/24 }
zone core { subnet 10.9.0.0/24 component hub at 10.9.0.1 }
firewall upper { zones north, core }
firewall lower { zones south, core }
allow 10.1.1.128-10.1.2.63 -> hub : tcp 22
allow 10.1.0.0/16 -> hub : tcp 23
`);
    const [upper, lower] = firewallRuleSets(analysis).map(({ entries }) =>
      entries.map(({ sources }) => sources.map(({ kind, label, addresses }) => [kind, label, formatAddresses(addresses).join()])),
    );
    const part = (zone: string, text: string) => [['group', `10.1.1.128-10.1.2.63 in ${zone}`, text]];
    assert.deepEqual(upper, [part('north', '10.1.1.128/25'), [['zone', 'north', '10.1.1.0/24']]]);
    assert.deepEqual(lower, [part('south', '10.1.2.0/26'), [['zone', 'south', '10.1.2.0/24']]]);
  });

  it('are written in every form that there is', async () => {
    const { analysis } = await ring('allow x -> y : tcp 443\nallow any -> z : tcp 80\ndeny a -> z : tcp 22', 'at a');
    const [f] = analysis.plan.firewalls;
    for (const target of targets.filter(({ scopes }) => scopes.includes('network'))) {
      const ruleSet = heldBy(target, firewallRuleSet(analysis, f!, target.atHosts ? 'at' : 'between'));
      const errors = limits(ruleSet.entries, target).filter(({ level }) => level === 'error');
      assert.deepEqual(errors, [], target.name);
      const files = await target.emit(ruleSet, 'f');
      assert.ok(files.length && files.every(({ name }) => /^f\./.test(name)), `${target.name}: ${files.map(({ name }) => name)}`);
    }
  });

  it('know a zone that is further away by the one that leads there, under their own names', async () => {
    const { analysis } = await ring('', 'interface inside = a interface "ge-0/0/1" = tf');
    const [f] = firewallRuleSets(analysis);
    const seen = Object.fromEntries(f!.zones.map(({ name, addresses }) => [name, formatAddresses(addresses).join(' ')]));
    assert.deepEqual(seen, {
      inside: '10.1.0.0/24',
      'ge-0/0/1': '10.0.0.0/29 10.0.2.0/29 10.2.0.0/24',
      th: '10.0.1.0/29 10.0.2.0/29 10.3.0.0/24',
    });
  });
});

describe('a firewall before the rest of the world', () => {
  const text = `zone internet external
zone t { subnet 10.0.0.0/29, 10.0.9.0/29 }
zone a { subnet 10.1.0.0/24 component x at 10.1.0.5 }
firewall edge { zones internet, t }
firewall core { zones t, a }
allow x -> "update.example.com" : tcp 443
`;

  it('has the rules about names that nobody holds, and so has each before it', async () => {
    const analysis = await analysisOf(text);
    for (const { entries } of firewallRuleSets(analysis))
      assert.deepEqual(
        entries.flatMap(({ destinations }) => destinations.flatMap(({ hostNames }) => hostNames)),
        ['update.example.com'],
      );
  });

  it('is told from others by the zone that leads there', async () => {
    const [edge, core] = firewallRuleSets(await analysisOf(text));
    const rest = ({ zones }: RuleSet): string[] => zones.filter((zone) => zone.rest).map(({ name }) => name);
    assert.deepEqual([rest(edge!), rest(core!)], [['internet'], ['t']]);
  });

  it('lets networks of a zone reach each other, and not what lies behind the zone', async () => {
    const [edge, core] = firewallRuleSets(await analysisOf(text));
    for (const ruleSet of [edge!, core!]) {
      const inside = insideTraffic(ruleSet).map(({ entry }) =>
        entry.sources.flatMap(({ addresses }) => formatAddresses(addresses)),
      );
      assert.deepEqual(inside, [['10.0.0.0/29', '10.0.9.0/29']]);
    }
  });
});

describe('what passes within a zone', () => {
  const NETWORKS: [networks: string, label: string, ...addresses: string[]][] = [
    ['10.0.0.0/24, 10.0.9.0/24', 'z', '10.0.0.0/24', '10.0.9.0/24'],
    ['10.0.0.0/24, 10.0.9.0/24, fd00::/64', 'z inside', '10.0.0.0/24', '10.0.9.0/24'],
    ['10.0.0.0/24, fd00::/64, fd00:9::/64', 'z inside', 'fd00::/64', 'fd00:9::/64'],
    ['10.0.0.0/24, 10.0.9.0/24, fd00::/64, fd00:9::/64', 'z', 'fd00::/64', 'fd00:9::/64', '10.0.0.0/24', '10.0.9.0/24'],
  ];
  for (const [networks, label, ...addresses] of NETWORKS)
    it(`is named after the zone only where it is all of it: ${networks}`, async () => {
      const text = `zone z { subnet ${networks} component x }\nzone y { subnet 10.1.0.0/24 }\n`;
      const [inside, ...more] = insideTraffic(buildRuleSet(await analysisOf(text)));
      const ends = [...inside!.entry.sources, ...inside!.entry.destinations];
      assert.deepEqual([more, ends.map((end) => end.label)], [[], [label, label]]);
      for (const end of ends) assert.deepEqual(formatAddresses(end.addresses).toSorted(), addresses.toSorted());
    });
});

/** Three firewalls of which each two are joined, with a zone of each. */
async function ring(rules: string, names = '') {
  const analysis = await analysisOf(`zone a { subnet 10.1.0.0/24 component x at 10.1.0.5 }
zone b { subnet 10.2.0.0/24 component y at 10.2.0.6 }
zone c { subnet 10.3.0.0/24 component z at 10.3.0.7 }
zone tf { subnet 10.0.0.0/29 }
zone th { subnet 10.0.1.0/29 }
zone tg { subnet 10.0.2.0/29 }
firewall f { zones a, tf, th ${names} }
firewall g { zones b, tf, tg }
firewall h { zones c, tg, th }
${rules}
`);
  const labels = (sides: readonly RuleSide[]): string => sides.map(({ label }) => label).join(', ');
  const entriesOf = (name: string): string[] =>
    firewallRuleSet(analysis, analysis.plan.firewalls.find((each) => each.name === name)!, 'between')
      .entries.map((e) => `${e.action} ${labels(e.sources)} -> ${labels(e.destinations)} : ${formatServices(e.services)}`)
      .sort((a, b) => order(a, rules) - order(b, rules));
  return { analysis, entriesOf };
}

/** Denies first, then in the order of the plan. */
function order(entry: string, rules: string): number {
  return entry.startsWith('deny') ? -1 : rules.indexOf(entry.split(' : ')[1]!);
}

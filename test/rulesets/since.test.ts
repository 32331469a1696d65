// A plan that is loaded over an older one, with --since: nothing of the old is left, what is decided is what the new one says, and at no moment is
// anything open that neither allows. SEGPLAN_PAIRS=1000 tries a thousand edited plans.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type * as ast from '../../language/generated/ast.ts';
import { targets } from '../../language/generated/targets.ts';
import { parseAddress } from '../../language/model/addresses.ts';
import { generate } from '../../language/rulesets/generate.ts';
import { betweenZones, buildRuleSet, type RuleSet } from '../../language/rulesets/rule-set.ts';
import { analysesOf, goneRules } from '../../language/rulesets/since.ts';
import type { OutputFile, Target } from '../../language/rulesets/target.ts';
import { withoutDenies } from '../../language/rulesets/without-denies.ts';
import { ofChance } from '../support/chance.ts';
import { loadPlan } from '../support/language.ts';
import { randomPlanWithDenies, randomVeeamRules, randomZertoRules } from '../support/random-plans.ts';
import { type Device, devices } from './devices.ts';
import { edited } from './edited-plans.ts';
import { decide, type Packet } from './evaluator.ts';
import { boundaryPackets } from './packets.ts';

const PAIRS = Number(process.env.SEGPLAN_PAIRS ?? ofChance(25));

interface Side {
  readonly root: ast.Document;
  readonly ruleSet: RuleSet;
  /** What may have been loaded. */
  readonly variants: readonly RuleSet[];
}

async function sideOf(text: string, phases: readonly string[] = []): Promise<Side> {
  const { document, services } = await loadPlan(text);
  services.segplan.Plans.phases = [...phases];
  assert.deepEqual(document.parseResult.parserErrors, []);
  const root = document.parseResult.value;
  const variants = analysesOf({ document, services }, []).map((each) => betweenZones(buildRuleSet(each)));
  return { root, ruleSet: betweenZones(buildRuleSet(services.segplan.Plans.analysis(root))), variants };
}

const zoneIn = ({ zones }: RuleSet, address: string): string | undefined =>
  zones.find((z) => z.addresses.covers(parseAddress({ start: address }).set))?.name;

/** Loads both plans onto one device, and the new one alone onto another. @returns how many packets were decided */
async function reload(target: Target, older: Side, newer: Side, packets: readonly Packet[]): Promise<number> {
  const held = (set: RuleSet): RuleSet => (target.capabilities.deny ? set : withoutDenies(set));
  const refused = ({ ruleSet }: Side): boolean => target.problems?.(held(ruleSet)).some((p) => p.level === 'error') ?? false;
  if (refused(older) || refused(newer)) return 0;
  const zones = [...new Set([older, newer].flatMap(({ ruleSet }) => ruleSet.zones.map((z) => z.name)))];
  const zoneOf = (address: string): string => zoneIn(newer.ruleSet, address) ?? zoneIn(older.ruleSet, address) ?? 'unknown';
  const make = (): Device => devices[target.name]!(zones, zoneOf);
  const [device, fresh] = [make(), make()];
  device.load(await target.emit(held(older.ruleSet), 'plan'));
  const closed = packets.filter((p) => decide(older.root, p) === 'dropped' && decide(newer.root, p) === 'dropped').slice(0, 12);
  const files = (await target.emit(held(newer.ruleSet), 'plan', older.variants.map(held))) as readonly OutputFile[];
  device.load(files, (now) => {
    for (const packet of closed) assert.equal(now(packet), 'dropped', `meanwhile ${JSON.stringify(packet)}`);
  });
  fresh.load(await target.emit(held(newer.ruleSet), 'plan'));
  assert.deepEqual(device.state(), fresh.state());
  if (!device.decide) return 0;
  for (const packet of packets) assert.equal(device.decide(packet), decide(newer.root, packet), `${JSON.stringify(packet)}`);
  return packets.length;
}

describe('a plan that takes the place of an older one', () => {
  for (const name of Object.keys(devices))
    it(`leaves nothing behind: ${name}`, async function () {
      this.timeout(Math.max(300_000, PAIRS * 3000));
      const target = (targets as readonly Target[]).find((t) => t.name === name)!;
      assert.equal(target.capabilities.change, 'since');
      let compared = 0;
      for (const [random, part] of [
        [randomPlanWithDenies, 0.6],
        [randomZertoRules, 0.25],
        [randomVeeamRules, 0.15],
      ] as const)
        await fc.assert(
          fc.asyncProperty(random, fc.nat(), async (text, seed) => {
            const [older, newer] = [await sideOf(text), await sideOf(edited(text, seed))];
            const all = [...boundaryPackets(older.root, [], seed, 30), ...boundaryPackets(newer.root, [], seed, 30)];
            const both = all.filter(({ source, destination }) =>
              [source, destination].every((address) => zoneIn(newer.ruleSet, address) !== undefined),
            );
            const crossing = both.filter((p) => zoneIn(newer.ruleSet, p.source) !== zoneIn(newer.ruleSet, p.destination));
            compared += await reload(target, older, newer, crossing);
          }),
          { numRuns: Math.ceil(PAIRS * part), seed: 41, endOnFailure: true },
        );
      assert.ok(!/asa|fortios|junos|panos/.test(name) || compared > PAIRS, `${compared} packets`);
    });

  it('opens at no moment what both close, whichever of their phases were on and are, and whether their zones are of one network or two', async () => {
    const text = (more: string, networks: string): string =>
      `zone a { subnet ${networks} }\nzone b { subnet 10.0.1.0/24 }\ndeny a -> b : tcp 1 during x\ndeny a -> b : tcp 2 during y\n${more}allow a -> b : tcp 1-9\n`;
    const PHASES = [[], ['x'], ['y'], ['x', 'y']];
    const NETWORKS = ['10.0.0.0/24', '10.0.0.0/24, 10.5.0.0/24'];
    const sides = (more: string): Promise<Side[]> =>
      Promise.all(NETWORKS.flatMap((networks) => PHASES.map((phases) => sideOf(text(more, networks), phases))));
    const [olders, newers] = [await sides(''), await sides('deny a -> b : tcp 3\n')];
    const packets = [1, 2, 3, 4, 10].map(
      (port): Packet => ({ source: '10.0.0.1', destination: '10.0.1.1', protocol: 'tcp', port }),
    );
    let kept = 0;
    for (const target of targets as readonly Target[]) {
      if (!target.capabilities.deny) continue;
      for (const older of olders)
        for (const newer of newers) {
          const make = (): Device | undefined =>
            devices[target.name]?.(['a', 'b'], (address) => zoneIn(newer.ruleSet, address) ?? 'unknown');
          const [device, fresh] = [make(), make()];
          if (!device?.decide || !fresh?.decide) continue;
          device.load(await target.emit(older.ruleSet, 'plan'));
          fresh.load(await target.emit(newer.ruleSet, 'plan'));
          const closed = packets.filter((p) => device.decide!(p) === 'dropped' && fresh.decide!(p) === 'dropped');
          device.load((await target.emit(newer.ruleSet, 'plan', older.variants)) as readonly OutputFile[], (now) => {
            for (const packet of closed) assert.equal(now(packet), 'dropped', `${target.name}: meanwhile ${packet.port}`);
            kept++;
          });
          for (const packet of packets)
            assert.equal(device.decide(packet), fresh.decide(packet), `${target.name}: ${packet.port}`);
        }
    }
    assert.ok(kept > 1000, `${kept}`);
  });

  it('covers all forms that keep what they are not told of', () => {
    const keeping = (targets as readonly Target[]).filter((t) => t.capabilities.change === 'since').map((t) => t.name);
    assert.deepEqual(Object.keys(devices).sort(), keeping.sort());
  });

  it('without --since rules of the old plan stay, which is what it is for', async () => {
    const plan = 'zone a { subnet 10.0.0.0/24 }\nzone b { subnet 10.0.1.0/24 }\nzone c { subnet 10.0.2.0/24 }\n';
    const [older, newer] = [
      await sideOf(`${plan}allow a -> b : tcp 22\nallow b -> c : tcp 1`),
      await sideOf(`${plan}allow b -> c : tcp 1`),
    ];
    const fortios = (targets as readonly Target[]).find((t) => t.name === 'fortios')!;
    const zoneOf = (address: string): string => zoneIn(newer.ruleSet, address) ?? 'unknown';
    const device = devices.fortios!(['a', 'b', 'c'], zoneOf);
    const packet: Packet = { source: '10.0.0.1', destination: '10.0.1.1', protocol: 'tcp', port: 22 };
    device.load(await fortios.emit(older.ruleSet, 'plan'));
    device.load(await fortios.emit(newer.ruleSet, 'plan'));
    assert.equal(device.decide!(packet), 'passed');
    device.load(await fortios.emit(newer.ruleSet, 'plan', older.variants));
    assert.equal(device.decide!(packet), 'dropped');
  });
});

describe('what is moved on a FortiGate that has an older plan', () => {
  it('is only what a new deny needs where another one is there to go by', async () => {
    const plan = 'zone a { subnet 10.0.0.0/24 }\nzone b { subnet 10.0.1.0/24 }\ndeny a -> b : tcp 1\nallow a -> b : tcp 1-9\n';
    const [older, newer] = [await sideOf(plan), await sideOf(`${plan}deny a -> b : tcp 2\n`)];
    const fortios = (targets as readonly Target[]).find((t) => t.name === 'fortios')!;
    const [file] = await fortios.emit(newer.ruleSet, 'plan', older.variants);
    const text = `${file!.text}`;
    const idOf = (service: string): string =>
      new RegExp(`^ {4}edit (\\d+)\\n(?: {8}.*\\n)* {8}set service "${service}"$`, 'm').exec(text)![1]!;
    assert.deepEqual(
      text.match(/^ *move .*$/gm)?.map((line) => line.trim()),
      [`move ${idOf('tcp 2')} after ${idOf('tcp 1')}`],
    );
  });
});

describe('what a FortiGate no longer needs', () => {
  it('is deleted in an order in which nothing that goes is in use: policies, then groups, then what they hold', async () => {
    const plan = (addresses: string): string =>
      `zone a { subnet 10.0.0.0/24 }\nzone b { subnet 10.0.1.0/24 component y at ${addresses} }\n`;
    const [older, newer] = [
      await sideOf(`${plan('10.0.1.1, 10.0.1.9')}allow a -> y : tcp 22\n`),
      await sideOf(`${plan('10.0.1.1')}allow a -> b : tcp 23\n`),
    ];
    const fortios = (targets as readonly Target[]).find((t) => t.name === 'fortios')!;
    const [file] = await fortios.emit(newer.ruleSet, 'plan', older.variants);
    const blocks = [...`${file!.text}`.matchAll(/^config firewall (.*)\n((?: {4}.*\n)*)end$/gm)];
    assert.deepEqual(
      blocks.flatMap(([, table, lines]) => (/^ {4}delete /m.test(lines!) ? [table] : [])),
      ['policy', 'addrgrp', 'address', 'service custom'],
    );
  });
});

describe('what an older plan may have left', () => {
  const ZONES = 'zone a { subnet 10.0.0.0/24 }\nzone b { subnet 10.0.1.0/24 }\n';

  it('holds rules of phases that were on, and of dates that have passed', async () => {
    const older = await sideOf(
      `${ZONES}allow a -> b : tcp 1 during upgrade\nallow a -> b : tcp 2 until 2020-01-01\nallow a -> b : tcp 3`,
    );
    const newer = await sideOf(`${ZONES}allow a -> b : tcp 3`);
    const gone = goneRules([newer.ruleSet], older.variants);
    assert.deepEqual(gone.map((rule) => rule.replace(/^a-to-b-\w{4} /, '')).sort(), [
      '(allow a -> b : tcp 1 during upgrade)',
      '(allow a -> b : tcp 2 until 2020-01-01)',
    ]);
  });

  it('is said in words, in the file and beside it', async () => {
    const [older, newer] = [
      await loadPlan(`${ZONES}allow a -> b : tcp 22\nallow b -> a : tcp 1`),
      await loadPlan(`${ZONES}allow b -> a : tcp 1`),
    ];
    for (const target of ['asa', 'fortios', 'panos', 'junos', 'iptables', 'azure-nsg', 'kubernetes', 'csv', 'nftables']) {
      const { files, gone } = await generate(newer.document, newer.services, { target, since: older });
      assert.equal(gone?.length, 1, target);
      assert.match(gone![0]!, /^a-to-b-\w{4} \(allow a -> b : tcp 22\)$/);
      const keeps = (targets as readonly Target[]).find((t) => t.name === target)!.capabilities.change === 'since';
      assert.equal(/Takes away a-to-b-\w{4} .allow a -. b : tcp 22/.test(files[0]!.text), keeps, target);
    }
  });

  it('stays on hosts that have left the plan, which is a warning', async () => {
    const plan = (more: string): string =>
      `zone a { subnet 10.0.0.0/24 component x at 10.0.0.1${more} }\nzone b { subnet 10.0.1.0/24 }\nallow b -> a : tcp 22\n`;
    const [older, newer] = [await loadPlan(plan('\ncomponent y at 10.0.0.2')), await loadPlan(plan(''))];
    const { problems } = await generate(newer.document, newer.services, {
      target: 'windows-firewall',
      scope: 'host',
      since: older,
    });
    assert.deepEqual(
      problems.map((p) => p.message),
      [
        'windows-firewall: the host y is no longer in the plan, and its firewall keeps what was loaded onto it until somebody takes that away.',
      ],
    );
  });
});

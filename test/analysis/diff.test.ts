import assert from 'node:assert/strict';
import fc from 'fast-check';
import { changeText, whenText } from '../../language/analysis/diff/describe-diff.ts';
import { diff, type PlanDiff } from '../../language/analysis/diff/diff.ts';
import { parseAddress } from '../../language/model/addresses.ts';
import { formatServices } from '../../language/model/services.ts';
import { zoneOfBoth } from '../rulesets/evaluator/addresses.ts';
import { decide, type Packet } from '../rulesets/evaluator.ts';
import { boundaryPackets } from '../rulesets/packets.ts';
import { ofChance } from '../support/chance.ts';
import { loadPlan } from '../support/language.ts';
import { serviceOf } from '../support/packet-services.ts';
import { randomBeyondPorts, randomPlanWithDenies, randomVeeamRules, randomZertoRules } from '../support/random-plans.ts';

const ACME = `vendor acme {
  source guide "guide.txt" "Guide"
  role client
  role server
  flow client -> server : tcp 10-12 "Moves data" from guide "7"
  flow client -> server : one of (tcp 50, tcp 51) "Reports"
}
use acme
`;
const ZONES = `zone a { subnet 10.1.0.0/24, fd00:1::/64
  component a1 : acme.client at 10.1.0.1, fd00:1::1
  component a2 at 10.1.0.2
}
zone b { subnet 10.2.0.0/24, fd00:2::/64
  component b1 : acme.server at 10.2.0.1, fd00:2::1
  component b2 at 10.2.0.2
}
`;
const BASE = `${ACME}${ZONES}`;

async function compared(older: string, newer: string, phases: readonly string[] = []): Promise<PlanDiff> {
  const analyses = [];
  for (const text of [older, newer]) {
    const { document, services } = await loadPlan(text);
    analyses.push(services.segplan.Plans.analysis(document.parseResult.value, phases));
  }
  return diff(analyses[0]!, analyses[1]!);
}

/** `+ a1 -> b1 : tcp 22 (until 2026-12-31)` for each flow. */
function lines({ opened, closed, timeline }: PlanDiff): string[] {
  const line = (sign: string, c: PlanDiff['opened'][number] | PlanDiff['closed'][number]): string => {
    const when = whenText(c, timeline);
    return `${sign} ${changeText(c)}${when ? ` (${when})` : ''}`;
  };
  return [...opened.map((c) => line('+', c)), ...closed.map((c) => line('-', c))];
}

/** What differs between two lists of rules over the same zones. */
async function rules(older: string, newer: string, phases?: readonly string[]): Promise<string[]> {
  return lines(await compared(`${BASE}${older}\n`, `${BASE}${newer}\n`, phases));
}

describe('the difference of two plans', () => {
  const SAME: [title: string, older: string, newer: string][] = [
    [
      'comments, order and layout',
      'allow a1 -> b1 : tcp 1\nallow a2 -> b2 : udp 5',
      '// x\nallow a2   -> b2 : udp 5\n\nallow a1 -> b1 : tcp 1',
    ],
    [
      'a rule split in two',
      'allow a1, a2 -> b1 : tcp 1-9',
      'allow a1 -> b1 : tcp 1-5\nallow a2 -> b1 : tcp 1-4\nallow a1, a2 -> b1 : tcp 4-9',
    ],
    ['a rule within another one', 'allow a -> b : tcp 1-9', 'allow a -> b : tcp 1-9\nallow a1 -> b1 : tcp 3'],
    [
      'a component by its address, and a list as a group',
      'allow a1, a2 -> b1 : tcp 1',
      'group g = a1, 10.1.0.2\nallow g -> 10.2.0.1, fd00:2::1 : tcp 1',
    ],
    ['ports by name, and what is required as ports', 'allow a1 -> b1 : required', 'allow a1 -> b1 : tcp 10-12, 50'],
    ['a narrower allow in place of a deny', 'allow a -> b : tcp 1-9\ndeny any -> b : tcp 5', 'allow a -> b : tcp 1-4, 6-9'],
    [
      'a rule about a host name and addresses, within another one about addresses alone',
      'allow "h.example.com" -> b2 : udp 5\nallow any -> b : tcp 1-9',
      'allow "h.example.com" -> b2 : udp 5\nallow any -> b : tcp 1-9\nallow a1, "h.example.com" -> b1 : tcp 3',
    ],
    ['a rule that has ended', 'allow a -> b : tcp 1 until 2020-01-01', ''],
    [
      'a deny of addresses that a host name can not have',
      'allow a1 -> "x.example.com" : tcp 22\ndeny a -> 10.2.0.0/24',
      'allow a1 -> "x.example.com" : tcp 22',
    ],
    ['what stays in a zone', 'allow a -> b : tcp 1', 'allow a -> b : tcp 1\nallow a1 -> a2 : tcp 3\ndeny a2 -> a : tcp 1-9'],
    [
      'a deny of types of icmp that the addresses of a rule have not',
      'allow a2 -> b2 : icmp',
      'allow a2 -> b2 : icmp\ndeny a -> b : icmpv6',
    ],
    ['two families that never meet', '', 'allow 10.1.0.1 -> fd00:2::1 : tcp 1'],
  ];
  for (const [title, older, newer] of SAME)
    it(`is none for ${title}`, async () => {
      assert.deepEqual(await rules(older, newer), []);
      assert.deepEqual(await rules(newer, older), []);
    });

  it('is none when a component and a zone are renamed', async () => {
    const older = `${BASE}allow a1 -> b : tcp 10\n`;
    const newer = older.replace(/\ba1\b/g, 'client-1').replace(/(zone|->) b\b/g, '$1 servers');
    assert.deepEqual(lines(await compared(older, newer)), []);
  });

  const DIFFERENT: [title: string, older: string, newer: string, expected: string[]][] = [
    ['a new rule', '', 'allow a1 -> b1 : tcp 22', ['+ a1 -> b1 : tcp 22']],
    ['a rule taken away', 'allow a1 -> b1 : tcp 22', '', ['- a1 -> b1 : tcp 22']],
    [
      'exactly the ports that are new',
      'allow a1 -> b1 : tcp 10-20',
      'allow a1 -> b1 : tcp 15-30',
      ['+ a1 -> b1 : tcp 21-30', '- a1 -> b1 : tcp 10-14'],
    ],
    ['a rule turned round', 'allow a1 -> b1 : tcp 22', 'allow b1 -> a1 : tcp 22', ['+ b1 -> a1 : tcp 22', '- a1 -> b1 : tcp 22']],
    ['services of a pair together', '', 'allow a1 -> b1 : tcp 22, icmp, udp 53', ['+ a1 -> b1 : tcp 22, udp 53, icmp']],
    ['pairs that are alike together', '', 'allow a1, a2 -> b1, b2 : tcp 22', ['+ a1, a2 -> b1, b2 : tcp 22']],
    ['whole zones by their names', '', 'allow a -> b : tcp 22', ['+ a -> b : tcp 22']],
    ['a zone but for a component', 'allow a1 -> b : tcp 22', 'allow a -> b : tcp 22', ['+ a without a1 -> b : tcp 22']],
    ['a new deny', 'allow a -> b : tcp 22', 'allow a -> b : tcp 22\ndeny a1 -> b1', ['- a1 -> b1 : tcp 22']],
    ['a deny taken away', 'allow a -> b : tcp 22\ndeny a1 -> b1', 'allow a -> b : tcp 22', ['+ a1 -> b1 : tcp 22']],
    [
      'a deny that may close a host name',
      'allow a1 -> "x.example.com" : tcp 22, 80',
      'allow a1 -> "x.example.com" : tcp 22, 80\ndeny a -> 203.0.113.0/24 : tcp 22',
      ['- a1 (10.1.0.1) -> x.example.com : tcp 22'],
    ],
    [
      'a host name that is no longer closed, perhaps',
      'allow a1 -> "x.example.com" : tcp 22\ndeny a -> "x.example.com"\ndeny a -> 203.0.113.0/24',
      'allow a1 -> "x.example.com" : tcp 22\ndeny a -> 203.0.113.0/24',
      ['+ a1 -> x.example.com : tcp 22'],
    ],
    [
      'every one of several ports',
      'allow a1 -> b1 : tcp 20-30',
      'allow a1 -> b1 : tcp 20-30\ndeny a -> b : one of (tcp 25, tcp 27)',
      ['- a1 -> b1 : tcp 25, 27'],
    ],
    // Within b nothing changes.
    ['any, told once', '', 'allow any -> b1 : tcp 23\nallow a2 -> b1 : tcp 23', ['+ any without b -> b1 : tcp 23']],
    ['any but a zone', '', 'allow any -> b1 : tcp 23\ndeny a -> any', ['+ any without a, b -> b1 : tcp 23']],
    ['what a rule opens to other zones, and not within its own', '', 'allow a1 -> a, b1 : tcp 3', ['+ a1 -> b1 : tcp 3']],
    ['addresses that no zone has', '', 'allow 192.0.2.0/28 -> b1 : tcp 1', ['+ 192.0.2.0/28 -> b1 : tcp 1']],
    [
      'one address family',
      'allow 10.1.0.1 -> b1 : tcp 1',
      'allow a1 -> b1 : tcp 1',
      ['+ a1 (fd00:1::1) -> b1 (fd00:2::1) : tcp 1'],
    ],
    ['host names', '', 'allow a1 -> "x.example.com" : tcp 443', ['+ a1 -> x.example.com : tcp 443']],
  ];
  for (const [title, older, newer, expected] of DIFFERENT)
    it(`names ${title}`, async () => assert.deepEqual(await rules(older, newer), expected));

  it('shows where a component was and where it is', async () => {
    const older = `${BASE}allow a2 -> b2 : tcp 22\n`;
    assert.deepEqual(lines(await compared(older, older.replace('10.1.0.2', '10.1.0.9'))), [
      '+ a2 (10.1.0.9) -> b2 : tcp 22',
      '- a2 (10.1.0.2) -> b2 : tcp 22',
    ]);
  });

  it('shows a component that is gone under its old name, and one that came under its new one', async () => {
    const older = `${BASE}allow a -> b2 : tcp 22\nallow a2 -> b1 : tcp 7\n`;
    const newer = older.replace('component a2 at 10.1.0.2', 'component a3 at 10.1.0.3').replace('a2 -> b1', 'a3 -> b1');
    assert.deepEqual(lines(await compared(older, newer)), ['+ a3 -> b1 : tcp 7', '- a2 -> b1 : tcp 7']);
  });

  it('follows what imports and catalogs mean: another feature, version or catalog opens other ports of the same rule', async () => {
    const older = `${BASE}allow a -> b : required\n`;
    assert.deepEqual(lines(await compared(older, older.replace('tcp 10-12', 'tcp 11-13'))), [
      '+ a1 -> b1 : tcp 13',
      '- a1 -> b1 : tcp 10',
    ]);
  });

  it('tells a wide rule over many others as one, and keeps its exact parts', async () => {
    const pairs = Array.from({ length: 40 }, (_, n) => `allow 10.1.0.${100 + n} -> 10.2.0.${100 + ((n * 7) % 40)} : tcp 22`);
    const found = await compared(`${BASE}${pairs.join('\n')}\n`, `${BASE}allow a -> b : tcp 22\n`);
    assert.deepEqual(lines(found), ['+ a -> b : tcp 22, in part']);
    const opened = (from: string, to: string): boolean =>
      holds(found.opened, { source: from, destination: to, protocol: 'tcp', port: 22 });
    assert.ok(opened('10.1.0.100', '10.2.0.101') && opened('fd00:1::5', 'fd00:2::6'));
    assert.ok(!opened('10.1.0.100', '10.2.0.100') && !opened('10.1.0.101', '10.2.0.107'));
  });
});

describe('the difference of two plans over time', () => {
  const TEMPORARY: [title: string, older: string, newer: string, expected: string[]][] = [
    ['a new end', '', 'allow a1 -> b1 : tcp 22 until 2026-12-31', ['+ a1 -> b1 : tcp 22 (until 2026-12-31)']],
    ['a new phase', '', 'allow a1 -> b1 : tcp 22 during set-up', ['+ a1 -> b1 : tcp 22 (only during the phase set-up)']],
    [
      'an end that falls away',
      'allow a1 -> b1 : tcp 22 until 2026-12-31',
      'allow a1 -> b1 : tcp 22',
      ['+ a1 -> b1 : tcp 22 (after 2026-12-31)'],
    ],
    [
      'an end that is put off',
      'allow a1 -> b1 : tcp 22 until 2026-12-31',
      'allow a1 -> b1 : tcp 22 until 2027-06-30',
      ['+ a1 -> b1 : tcp 22 (after 2026-12-31 until 2027-06-30)'],
    ],
    [
      'an end that comes earlier',
      'allow a1 -> b1 : tcp 22 until 2027-06-30',
      'allow a1 -> b1 : tcp 22 until 2026-12-31',
      ['- a1 -> b1 : tcp 22 (after 2026-12-31, would have ended after 2027-06-30)'],
    ],
    [
      'a phase that falls away',
      'allow a1 -> b1 : tcp 22 during set-up',
      'allow a1 -> b1 : tcp 22',
      ['+ a1 -> b1 : tcp 22 (no change during the phase set-up)'],
    ],
    [
      'a temporary rule taken away',
      'allow a1 -> b1 : tcp 22 during set-up',
      '',
      ['- a1 -> b1 : tcp 22 (only during the phase set-up)'],
    ],
    [
      'a new deny over a temporary rule',
      'allow a1 -> b1 : tcp 22 during set-up',
      'allow a1 -> b1 : tcp 22 during set-up\ndeny a -> b',
      ['- a1 -> b1 : tcp 22 (only during the phase set-up)'],
    ],
    [
      'a temporary deny',
      'allow a1 -> b1 : tcp 22',
      'allow a1 -> b1 : tcp 22\ndeny a1 -> b1 during freeze',
      ['- a1 -> b1 : tcp 22 (only during the phase freeze)'],
    ],
    [
      'what rules of two phases open, each by itself',
      '',
      'allow a1 -> b1 : tcp 22 during set-up\nallow a1 -> b1 : tcp 22-23 during works',
      ['+ a1 -> b1 : tcp 22 (only during the phase set-up)', '+ a1 -> b1 : tcp 22-23 (only during the phase works)'],
    ],
  ];
  for (const [title, older, newer, expected] of TEMPORARY)
    it(`marks ${title}`, async () => assert.deepEqual(await rules(older, newer), expected));

  it('says that a flow is temporary even while its phase is on', async () => {
    const found = await rules('', 'allow a1 -> b1 : tcp 22 during set-up', ['set-up']);
    assert.deepEqual(found, ['+ a1 -> b1 : tcp 22 (only during the phase set-up, which is on)']);
  });

  const OF_TWO_PHASES = 'allow a1 -> b1 : tcp 22 during set-up\nallow a1 -> b1 : tcp 22 during works';
  const RULES_OF_PHASES: [title: string, phases: string[], expected: string[]][] = [
    ['both off', [], ['only during the phase set-up: set-up', 'only during the phase works: works']],
    ['one on', ['works'], ['only during the phase works, which is on: works']],
    ['both on', ['set-up', 'works'], ['only during the phases set-up and works, which are on: set-up, works']],
  ];
  for (const [title, phases, expected] of RULES_OF_PHASES)
    it(`names no rule of another phase beside what opens during one, with ${title}`, async () => {
      const { opened, timeline } = await compared(BASE, `${BASE}${OF_TWO_PHASES}\n`, phases);
      const told = opened.map((each) => `${whenText(each, timeline)}: ${each.rules.map((rule) => rule.phase).join(', ')}`);
      assert.deepEqual(told, expected);
    });

  it('follows flows that the catalog needs in a phase only', async () => {
    const older = `${BASE}allow a -> b : required\n`
      .replace('use acme', '')
      .replace('}\n', '  flow client -> server : tcp 90 during set-up "Sets up"\n}\nuse acme\n');
    assert.deepEqual(lines(await compared(older, older.replace('tcp 90', 'tcp 91'))), [
      '+ a1 -> b1 : tcp 91 (only during the phase set-up)',
      '- a1 -> b1 : tcp 90 (only during the phase set-up)',
    ]);
  });
});

describe('why something opens or closes', () => {
  it('names the rules of both plans, the purpose and its source, and what nothing needs', async () => {
    const older = `${BASE}allow a1 -> b1 : tcp 12\ndeny a1 -> b1 : tcp 10\n`;
    const newer = `${BASE}\n\nallow a1 -> b1 : tcp 10-13\n`;
    const { opened, closed } = await compared(older, newer);
    assert.equal(closed.length, 0);
    const line = newer.split('allow')[0]!.split('\n').length;
    assert.deepEqual([...new Set(opened.flatMap((o) => o.rules.map((r) => r.line)))], [line]);
    assert.deepEqual([...new Set(opened.flatMap((o) => o.denies.map((r) => r.action)))], ['deny']);
    const needs = opened.flatMap((o) => o.needs.map((n) => [n.flow.purpose, n.required, n.flow.sources[0]?.sections[0]]));
    assert.deepEqual(needs, [['Moves data', true, '7']]);
    const unneeded = opened.flatMap((o) => formatServices(o.unneeded));
    assert.deepEqual(unneeded, ['tcp 13']);
  });

  const lost = async (older: string, newer: string): Promise<string[]> =>
    (await compared(`${BASE}${older}\n`, `${BASE}${newer}\n`)).closed.flatMap((c) =>
      c.lost.map((l) => `${l.from.name} -> ${l.to.name}: ${l.flow.purpose}`),
    );

  it('names the required flows that are lost, and no others', async () => {
    const all = 'allow a1 -> b1 : tcp 10-12, 50, 51, 99';
    assert.deepEqual(await lost(all, 'allow a1 -> b1 : tcp 10-11, 50'), ['a1 -> b1: Moves data']);
    assert.deepEqual(await lost(all, 'allow a1 -> b1 : tcp 10-12, 51'), []);
    assert.deepEqual(await lost(all, 'allow a1 -> b1 : tcp 10-12'), ['a1 -> b1: Reports']);
    assert.deepEqual(await lost(`${all}\nallow a2 -> b2 : tcp 10`, all), []);
    // It was the second of two alternatives that had been open.
    assert.deepEqual(await lost('allow a1 -> b1 : tcp 51', ''), ['a1 -> b1: Reports']);
  });

  it('names the deny that closes, and counts what it blocks as lost', async () => {
    const { closed } = await compared(
      `${BASE}allow a -> b : tcp 10-12\n`,
      `${BASE}allow a -> b : tcp 10-12\ndeny any -> b1 : tcp 11\n`,
    );
    assert.deepEqual(
      closed.map((c) => [c.rules.map((r) => r.action), c.denies.map((r) => r.action), c.lost.length]),
      [[['allow'], ['deny'], 1]],
    );
  });
});

/** Whether a packet lies in the changes that are ones now, by their exact parts. */
function holds(changes: PlanDiff['opened'] | PlanDiff['closed'], packet: Packet): boolean {
  const source = parseAddress({ start: packet.source }).set;
  const destination = parseAddress({ start: packet.destination }).set;
  const service = serviceOf(packet);
  return changes.some((c) =>
    c.region.some(
      (b) => b.moments.has(0) && b.sources.covers(source) && b.destinations.covers(destination) && b.services.covers(service),
    ),
  );
}

describe('the difference of two plans, against a reading of each packet by packet', () => {
  const KINDS = {
    'random plans with denies': randomPlanWithDenies,
    'types of icmp, other protocols and source ports': randomBeyondPorts,
    'Veeam sites': randomVeeamRules,
    'Zerto sites': randomZertoRules,
  };
  for (const [title, plan] of Object.entries(KINDS))
    it(`holds exactly the packets that are decided differently: ${title}`, async () => {
      const count = { opened: 0, closed: 0, same: 0 };
      await fc.assert(
        fc.asyncProperty(plan, plan, fc.nat(), fc.boolean(), async (one, other, seed, isEdit) => {
          // Two plans of chance have little in common; an edited one has nearly all.
          const [older, newer] = [one, isEdit ? withoutSomeRules(one, seed) : other];
          const [a, b] = [await loadPlan(older), await loadPlan(newer)];
          const roots = [a.document.parseResult.value, b.document.parseResult.value] as const;
          const found = diff(a.services.segplan.Plans.analysis(roots[0]), b.services.segplan.Plans.analysis(roots[1]));
          for (const packet of roots.flatMap((root) => boundaryPackets(root, [], seed, 60))) {
            const [before, after] = [decide(roots[0], packet), decide(roots[1], packet)];
            const stays = roots.some((root) => zoneOfBoth(root, packet.source, packet.destination));
            const message = `${JSON.stringify(packet)}\n${older}\n----\n${newer}`;
            assert.equal(holds(found.opened, packet), !stays && before === 'dropped' && after === 'passed', `opened: ${message}`);
            assert.equal(holds(found.closed, packet), !stays && before === 'passed' && after === 'dropped', `closed: ${message}`);
            count[before === after ? 'same' : after === 'passed' ? 'opened' : 'closed']++;
          }
        }),
        { numRuns: ofChance(40, 5), seed: 4 },
      );
      assert.ok(Math.min(count.opened, count.closed, count.same) > ofChance(20, 1), JSON.stringify(count));
    });
});

/** The same plan with about a third of its rules gone. */
function withoutSomeRules(text: string, seed: number): string {
  return text
    .split('\n')
    .filter((line, n) => !/^(allow|deny) /.test(line) || (n * 7 + seed) % 3 !== 0)
    .join('\n');
}

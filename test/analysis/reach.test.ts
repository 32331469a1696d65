import assert from 'node:assert/strict';
import fc from 'fast-check';
import { failureOf } from '../../language/analysis/reach/assertions.ts';
import { Reach } from '../../language/analysis/reach/reach.ts';
import type { Chain } from '../../language/analysis/reach/ways.ts';
import { ANY_SERVICE, formatServices } from '../../language/model/services.ts';
import { ofChance } from '../support/chance.ts';
import { analysisOf } from '../support/language.ts';

const CATALOG = 'vendor acme { role gateway relays role server }\nuse acme\n';

/** Zones with one component each, `c0` to `c5`; those named relay. */
function zones(count: number, relays: readonly number[]): string {
  const lines = Array.from({ length: count }, (_, n) => {
    const role = relays.includes(n) ? 'gateway' : 'server';
    return `zone z${n} { subnet 10.0.${n}.0/24 component c${n} : acme.${role} at 10.0.${n}.1 }\n`;
  });
  return CATALOG + lines.join('');
}

async function chains(
  plan: string,
  from: string,
  to: string,
  most = 100,
): Promise<{ ways: string[]; more: boolean; shortest: number }> {
  const analysis = await analysisOf(plan);
  const named = (name: string) =>
    [...analysis.plan.components, ...analysis.plan.zones].find((each) => each.name === name)!.addresses;
  const reach = new Reach(analysis, { sources: named(from), targets: [{ destinations: named(to), services: ANY_SERVICE }] });
  const { chains: found, more } = reach.chains(most);
  const way = (chain: Chain): string => [from, ...chain.slice(0, -1).map((hop) => hop.to?.name), to].join(' ');
  return { ways: found.map(way), more, shortest: reach.shortest()?.length ?? 0 };
}

describe('ways over relays', () => {
  const rules = (...pairs: string[]): string => pairs.map((p) => `allow c${p[0]} -> c${p[1]} : tcp 1\n`).join('');

  it('are all found, shortest first, without detours', async () => {
    const plan = zones(6, [1, 2, 3, 4]) + rules('01', '12', '25', '03', '35', '34', '45', '05', '14');
    assert.deepEqual(await chains(plan, 'c0', 'c5'), {
      ways: ['c0 c5', 'c0 c3 c5', 'c0 c1 c2 c5', 'c0 c1 c4 c5'],
      more: false,
      shortest: 1,
    });
  });

  it('lead through each relay once, and only through relays', async () => {
    const plan = zones(5, [1, 2]) + rules('01', '12', '21', '10', '23', '34', '13');
    assert.deepEqual((await chains(plan, 'c0', 'c4')).ways, []);
    assert.deepEqual((await chains(plan, 'c0', 'c3')).ways, ['c0 c1 c3']);
  });

  it('are as many as asked for, and it is said that there are more', async () => {
    const plan = zones(6, [1, 2, 3, 4]) + rules('01', '02', '03', '04', '15', '25', '35', '45');
    const all = await chains(plan, 'c0', 'c5', 4);
    assert.deepEqual([all.ways.length, all.more], [4, false]);
    const some = await chains(plan, 'c0', 'c5', 3);
    assert.deepEqual([some.ways.length, some.more], [3, true]);
  });

  it('name the rules, services and zones of each hop', async () => {
    const plan = `${CATALOG}zone a { subnet 10.0.0.0/24 component x at 10.0.0.9 component g : acme.gateway at 10.0.0.1 }
zone b { subnet 10.0.1.0/24 component h : acme.gateway at 10.0.1.1 component y at 10.0.1.9 }
allow g -> b : tcp 1-3
allow 10.0.0.0/24 -> h : tcp 5
deny g -> h : tcp 2
`;
    const analysis = await analysisOf(plan);
    const at = (name: string) => analysis.plan.components.find((c) => c.name === name)!.addresses;
    const target = { destinations: at('y'), services: ANY_SERVICE };
    const found = new Reach(analysis, { sources: at('x'), targets: [target] }).chains(9).chains;
    const shown = found.map((chain) =>
      chain.map((h) => [h.to?.name, h.inside?.name, formatServices(h.services), ...h.rules.map((r) => r.line)]),
    );
    assert.deepEqual(shown, [
      [
        ['g', 'a', 'any'],
        [undefined, undefined, 'tcp 1-3', 5],
      ],
      [
        ['h', undefined, 'tcp 5', 6],
        [undefined, 'b', 'any'],
      ],
    ]);
  });

  it('are found exactly when a search of the plain graph finds one, at the same length', async () => {
    const size = 6;
    const edge = fc.tuple(fc.nat(size - 1), fc.nat(size - 1)).filter(([a, b]) => a !== b);
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(edge, { selector: ([a, b]) => `${a}${b}`, maxLength: 14 }),
        fc.uniqueArray(fc.integer({ min: 1, max: size - 2 })),
        async (edges, relays) => {
          const plan = zones(size, relays) + rules(...edges.map(([a, b]) => `${a}${b}`));
          const { ways, shortest } = await chains(plan, 'c0', `c${size - 1}`);
          const expected = plainWays(edges, relays, size - 1);
          assert.deepEqual([...ways].sort(), expected.sort());
          const lengths = expected.map((way) => way.split(' ').length - 1);
          assert.equal(shortest, lengths.length ? Math.min(...lengths) : 0);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('assertions through relays', () => {
  interface World {
    readonly zones: readonly number[];
    readonly relays: readonly number[];
    readonly rules: readonly (readonly [from: number, to: number, port: number])[];
    readonly sources: readonly number[];
    readonly targets: readonly number[];
    readonly ports: readonly number[];
  }
  const SIZE = 7;
  const host = fc.nat(SIZE - 1);
  const some = (most: number) => fc.uniqueArray(host, { minLength: 1, maxLength: most });
  const world: fc.Arbitrary<World> = fc.record({
    zones: fc.array(fc.nat(4), { minLength: SIZE, maxLength: SIZE }),
    relays: fc.uniqueArray(host, { maxLength: 4 }),
    rules: fc.array(fc.tuple(host, host, fc.integer({ min: 1, max: 2 })), { minLength: 8, maxLength: 28 }),
    sources: some(3),
    targets: some(2),
    ports: fc.constantFrom([1], [2], [1, 2]),
  });
  const planOf = ({ zones: of, relays, rules }: World): string =>
    [
      CATALOG,
      ...[0, 1, 2, 3, 4].map((z) => {
        const own = of.flatMap((zone, n) =>
          zone === z ? [`component c${n} : acme.${relays.includes(n) ? 'gateway' : 'server'} at 10.0.${z}.${n + 1}`] : [],
        );
        return `zone z${z} { subnet 10.0.${z}.0/24 ${own.join(' ')} }\n`;
      }),
      ...rules.map(([a, b, port]) => `allow c${a} -> c${b} : tcp ${port}\n`),
    ].join('');

  /** Whether one start comes to one target on a port, by walking. */
  function arrives({ zones: of, relays, rules, sources }: World, start: number, target: number, port: number): boolean {
    const enters = (a: number, b: number): boolean => of[a] === of[b] || rules.some(([x, y]) => x === a && y === b);
    const opens = (a: number): boolean => rules.some(([x, y, p]) => x === a && y === target && p === port);
    const entered: number[] = [];
    for (let frontier = [start]; frontier.length; ) {
      frontier = relays.filter(
        (r) => !sources.includes(r) && !entered.includes(r) && frontier.some((f) => f !== r && enters(f, r)),
      );
      entered.push(...frontier);
    }
    return opens(start) || entered.some((r) => r !== target && (of[r] === of[target] || opens(r)));
  }

  it('are decided as walking from each start by itself decides them', async () => {
    const seen = { holds: 0, fails: 0, neverHolds: 0, neverFails: 0 };
    await fc.assert(
      fc.asyncProperty(world, async (w) => {
        const named = (list: readonly number[]): string => list.map((n) => `c${n}`).join(', ');
        const on = `on tcp ${w.ports.join(', ')} through relays`;
        const text = `${planOf(w)}assert ${named(w.sources)} reaches ${named(w.targets)} ${on}
assert ${named(w.sources)} never reaches ${named(w.targets)} ${on}
`;
        const analysis = await analysisOf(text);
        const [reaches, never] = analysis.plan.root.statements.flatMap((s) =>
          s.$type === 'Assertion' ? [failureOf(s, analysis)] : [],
        );
        const pairs = w.sources.flatMap((s) => w.targets.map((t) => [s, t] as const));
        const crossing = pairs.filter(([s, t]) => w.zones[s] !== w.zones[t]);
        const arrived = crossing.map(([s, t]) => w.ports.map((port) => arrives(w, s, t, port)));
        const holds = arrived.every((ports) => ports.every((each) => each));
        const neverHolds = crossing.length > 0 && !arrived.some((ports) => ports.some((each) => each));
        assert.equal(reaches === undefined, holds, `${text}${JSON.stringify(reaches?.kind)}`);
        assert.equal(never === undefined, neverHolds, `${text}${JSON.stringify(never?.kind)}`);
        if (crossing.length) seen[holds ? 'holds' : 'fails']++;
        if (crossing.length) seen[neverHolds ? 'neverHolds' : 'neverFails']++;
      }),
      { numRuns: ofChance(150), seed: 7 },
    );
    assert.ok(Math.min(...Object.values(seen)) > ofChance(5), JSON.stringify(seen));
  });

  it('a way leads over a neighbor of the start, also where the neighbor is a part of what is never reached', async () => {
    const plan = (rule: string) => `${CATALOG}
zone lan { subnet 10.0.0.0/24 component desk : acme.server at 10.0.0.1 component proxy : acme.gateway at 10.0.0.2 }
zone far { subnet 10.0.1.0/24 component store : acme.server at 10.0.1.1 }
${rule}
assert desk never reaches 10.0.0.0/8 through relays
`;
    const fails = async (rule: string) => {
      const analysis = await analysisOf(plan(rule));
      const assertion = analysis.plan.root.statements.find((s) => s.$type === 'Assertion')!;
      return failureOf(assertion, analysis)?.kind;
    };
    assert.equal(await fails('allow proxy -> store : tcp 22'), 'chain');
    assert.equal(await fails('allow store -> proxy : tcp 22'), undefined);
  });

  it('ways are those of each start by itself: one that needs a relay keeps it', async () => {
    const plan = zones(5, [1, 2]) + ['01', '12', '23', '42'].map((p) => `allow c${p[0]} -> c${p[1]} : tcp 1\n`).join('');
    const analysis = await analysisOf(plan);
    const at = (name: string) => analysis.plan.components.find((c) => c.name === name)!.addresses;
    const target = { destinations: at('c3'), services: ANY_SERVICE };
    const found = new Reach(analysis, { sources: at('c0').union(at('c4')), targets: [target] }).chains(9).chains;
    const ways = found.map((chain) => [chain[0]!.packet.text, ...chain.slice(0, -1).map((hop) => hop.to?.name)]);
    assert.deepEqual(ways, [
      ['10.0.4.1 (c4) -> 10.0.2.1 (c2) on tcp 1', 'c2'],
      ['10.0.0.1 (c0) -> 10.0.1.1 (c1) on tcp 1', 'c1', 'c2'],
    ]);
  });
});

/** Every simple path from 0 to the end over relays in which no relay could be left out, by trying all of them. */
function plainWays(edges: readonly (readonly [number, number])[], relays: readonly number[], end: number): string[] {
  const has = (a: number, b: number): boolean => edges.some(([x, y]) => x === a && y === b);
  const result: string[] = [];
  const walk = (path: readonly number[]): void => {
    const last = path[path.length - 1]!;
    if (has(last, end)) result.push([...path, end].map((n) => `c${n}`).join(' '));
    for (const next of relays) if (!path.includes(next) && has(last, next)) walk([...path, next]);
  };
  walk([0]);
  const isStraight = (way: string): boolean => {
    const path = way.split(' ').map((c) => Number(c.slice(1)));
    return !path.some((a, i) => path.some((b, j) => j > i + 1 && !(i === 0 && j === path.length - 1) && has(a, b)));
  };
  return result.filter(isStraight);
}

import assert from 'node:assert/strict';
import type { Requirement } from '../../../language/analysis/requirements.ts';
import { choiceOf, formatChoice } from '../../../language/model/choices.ts';
import { IntervalSet } from '../../../language/model/interval-set.ts';
import { formatServices, ICMP, NO_SERVICE, portSet, type ServiceSet } from '../../../language/model/services.ts';
import { analysisOf, diagnose } from '../../support/language.ts';

/** A plan of a real shape, with what its products need by their documents. */
export interface PlanCase {
  /** What shape it has, in a few words. */
  readonly title: string;
  /** Zones, components and whatever says who works with whom; no rules. */
  readonly plan: string;
  /** The phases that are on. */
  readonly phases?: readonly string[];
  /**
   * What is required, as `zvm -> vcenter : tcp 443`, `ams -> mail : one of (tcp 25, 465, 587)` and `a, b -> c : first of (tcp 6162, tcp 2500-3300)`,
   * with both ends as the plan names them.
   * What each line needs stands in a document; the comment above it says where.
   */
  readonly must: readonly string[];
  /** What no document asks for, above all where it looks as if it might; without services: nothing at all. */
  readonly mustNot: readonly string[];
  /** Set where `must` does not hold everything: by itself, what is required beyond it fails the test. */
  readonly more?: true;
}

/** Services of which one is enough; of `first of`, the first is what is opened. */
interface Group {
  readonly alternatives: readonly ServiceSet[];
  readonly ordered: boolean;
}

interface Line {
  readonly pairs: readonly string[];
  /** Whether any are named; a pair without is about whatever is between the two. */
  readonly everything: boolean;
  /** Needed in full. */
  readonly services: ServiceSet;
  readonly groups: readonly Group[];
}

/** What commas separate, outside of parentheses. */
const items = (list: string): string[] => list.split(/, (?![^(]*\))/);

/** `tcp 80, 443, udp 53`; `tcp+udp 53`, `icmp` and ranges as well. */
function readServices(list: readonly string[], text: string): ServiceSet[] {
  let transports: readonly ('tcp' | 'udp')[] = [];
  return list.map((item): ServiceSet => {
    if (item === 'icmp') return ICMP;
    const [, protocol, from, to] = /^(?:(tcp|udp|tcp\+udp) )?(\d+)(?:-(\d+))?$/.exec(item) ?? [];
    assert.ok(from, `can't be read: ${item} in ${text}`);
    if (protocol) transports = protocol.split('+') as ('tcp' | 'udp')[];
    return IntervalSet.unionAll(transports.map((t) => portSet(t, Number(from), Number(to ?? from))));
  });
}

/** `a, b -> c : tcp 80, 443, first of (tcp 6162, tcp 2500-3300), one of (tcp 25, 465)`: each on the left with each on the right. */
function readLine(text: string): Line {
  const [, left, right, list = ''] = /^(.+?) -> (.+?)(?: : (.+))?$/.exec(text) ?? [];
  assert.ok(left && right, `can't be read: ${text}`);
  const pairs = items(left).flatMap((from) => items(right).flatMap((to) => (from === to ? [] : [`${from} -> ${to}`])));
  const groups: Group[] = [];
  const plain: string[] = [];
  for (const item of list ? items(list) : []) {
    const [, word, inner] = /^(one|first) of \((.+)\)$/.exec(item) ?? [];
    if (inner) groups.push({ alternatives: readServices(items(inner), text), ordered: word === 'first' });
    else plain.push(item);
  }
  return { pairs, everything: !list, services: IntervalSet.unionAll(readServices(plain, text)), groups };
}

/** What is between two components: what is needed in full, and of what one is enough. */
interface Between {
  services: ServiceSet;
  groups: readonly Group[];
}

const NOTHING: Between = { services: NO_SERVICE, groups: [] };

const inAll = ({ services, groups }: Between): ServiceSet =>
  IntervalSet.unionAll([services, ...groups.flatMap(({ alternatives }) => alternatives)]);

const sameGroup = (a: Group, b: Group): boolean =>
  a.ordered === b.ordered &&
  a.alternatives.length === b.alternatives.length &&
  a.alternatives.every((each, i) =>
    a.ordered ? each.equals(b.alternatives[i]!) : b.alternatives.some((other) => other.equals(each)),
  );

function add(pairs: Map<string, Between>, pair: string, { services, groups }: Between): void {
  const old = pairs.get(pair) ?? NOTHING;
  pairs.set(pair, { services: old.services.union(services), groups: [...old.groups, ...groups] });
}

function requiredPairs(requirements: readonly Requirement[]): Map<string, Between> {
  const pairs = new Map<string, Between>();
  for (const { from, to, services, alternatives } of requirements) {
    const groups = alternatives.map((choice): Group => ({ alternatives: choice, ordered: choice.ordered === true }));
    for (const a of from) for (const b of to) if (a !== b) add(pairs, `${a.name} -> ${b.name}`, { services, groups });
  }
  return pairs;
}

function statedPairs(lines: readonly string[]): Map<string, Between> {
  const pairs = new Map<string, Between>();
  for (const line of lines.map(readLine)) for (const pair of line.pairs) add(pairs, pair, line);
  return pairs;
}

const formatGroup = ({ alternatives, ordered }: Group): string =>
  formatChoice(
    choiceOf(
      alternatives.map((services) => ({ services, choices: [] })),
      ordered,
    ),
  );

/** What is stated and not required: ports, and groups of which neither the whole nor any alternative is there. */
function lacking(stated: Between, required: Between): string[] {
  const services = stated.services.subtract(required.services);
  const groups = stated.groups.filter(
    (group) =>
      !required.groups.some((each) => sameGroup(each, group)) &&
      !group.alternatives.some((each) => each.subtract(required.services).isEmpty),
  );
  return [...(services.isEmpty ? [] : [formatServices(services)]), ...groups.map(formatGroup)];
}

/** What is required and not stated; what is needed in full has to be stated so, and answers a group that it is among. */
function beyond(required: Between, stated: Between): string[] {
  const services = required.services.subtract(stated.services);
  const groups = required.groups.filter(
    ({ alternatives }) =>
      !alternatives.some((each) => each.subtract(stated.services).isEmpty) &&
      !IntervalSet.unionAll([...alternatives]).subtract(inAll(stated)).isEmpty,
  );
  return [...new Set([...(services.isEmpty ? [] : [formatServices(services)]), ...groups.map(formatGroup)])];
}

/** Holds what is required of a plan against what its documents say. */
export function judge({ title, plan, phases = [], must, mustNot, more }: PlanCase): void {
  describe(title, () => {
    it('is a plan without faults', async () => {
      // What a catalog lacks is no fault of the plan.
      // Shares that are others' stand in plans so that nothing is required of them.
      const faults = (await diagnose(plan)).filter(
        ({ code }) => code !== 'missing-flow' && code !== 'incomplete-catalog' && code !== 'general-role',
      );
      assert.deepEqual(
        faults.map(({ code, message }) => `${code}: ${message}`),
        [],
      );
    });

    it('requires what the documents say', async () => {
      const pairs = requiredPairs((await analysisOf(plan, phases)).requirements);
      const missing = [...statedPairs(must)].flatMap(([pair, stated]) =>
        lacking(stated, pairs.get(pair) ?? NOTHING).map((each) => `${pair} : ${each}`),
      );
      assert.deepEqual(missing, []);
    });

    it('requires nothing that they do not say', async () => {
      const pairs = requiredPairs((await analysisOf(plan, phases)).requirements);
      const wrong = mustNot.map(readLine).flatMap(({ pairs: named, everything, services }) =>
        named.flatMap((pair) => {
          const all = inAll(pairs.get(pair) ?? NOTHING);
          const extra = everything ? all : all.intersect(services);
          return extra.isEmpty ? [] : [`${pair} : ${formatServices(extra)}`];
        }),
      );
      assert.deepEqual(wrong, []);
      if (more) return;
      const stated = statedPairs(must);
      const extra = [...pairs].flatMap(([pair, required]) =>
        beyond(required, stated.get(pair) ?? NOTHING).map((each) => `${pair} : ${each}`),
      );
      assert.deepEqual(extra, []);
    });
  });
}

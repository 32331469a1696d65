import assert from 'node:assert/strict';
import type { Requirement } from '../../../language/analysis/requirements.ts';
import { IntervalSet } from '../../../language/model/interval-set.ts';
import type { PlanComponent } from '../../../language/model/plan.ts';
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
   * What is required, as `zvm -> vcenter : tcp 443` and `ams -> mail : one of tcp 25, 465, 587`, with both ends as the plan names them.
   * What each line needs stands in a document; the comment above it says where.
   */
  readonly must: readonly string[];
  /** What no document asks for, above all where it looks as if it might; without services: nothing at all. */
  readonly mustNot: readonly string[];
  /** Set where `must` does not hold everything: by itself, what is required beyond it fails the test. */
  readonly more?: true;
}

interface Line {
  readonly pair: string;
  readonly services: ServiceSet | undefined;
  readonly oneOf: boolean;
}

/** `a -> b : tcp 80, 443, udp 53`; `tcp+udp 53`, `icmp` and ranges as well. */
function readLine(text: string): Line {
  const [, pair, one, list] = /^(\S+ -> \S+)(?: : (one of )?(.+))?$/.exec(text) ?? [];
  assert.ok(pair, `can't be read: ${text}`);
  if (!list) return { pair, services: undefined, oneOf: false };
  let transports: readonly ('tcp' | 'udp')[] = [];
  const sets = list.split(', ').map((item): ServiceSet => {
    if (item === 'icmp') return ICMP;
    const [, protocol, from, to] = /^(?:(tcp|udp|tcp\+udp) )?(\d+)(?:-(\d+))?$/.exec(item) ?? [];
    assert.ok(from, `can't be read: ${item} in ${text}`);
    if (protocol) transports = protocol.split('+') as ('tcp' | 'udp')[];
    return IntervalSet.unionAll(transports.map((t) => portSet(t, Number(from), Number(to ?? from))));
  });
  return { pair, services: IntervalSet.unionAll(sets), oneOf: one !== undefined };
}

/** What is required between two components: what is needed in full, and of what any one is enough. */
interface Required {
  services: ServiceSet;
  choices: ServiceSet;
}

function requiredPairs(requirements: readonly Requirement[]): Map<string, Required> {
  const pairs = new Map<string, Required>();
  const add = (from: PlanComponent, to: PlanComponent, { services, alternatives }: Requirement): void => {
    const name = `${from.name} -> ${to.name}`;
    const pair = pairs.get(name) ?? { services: NO_SERVICE, choices: NO_SERVICE };
    pair.services = pair.services.union(services);
    pair.choices = IntervalSet.unionAll([pair.choices, ...alternatives.flat()]);
    pairs.set(name, pair);
  };
  for (const requirement of requirements)
    for (const from of requirement.from) for (const to of requirement.to) if (from !== to) add(from, to, requirement);
  return pairs;
}

/** Holds what is required of a plan against what its documents say. */
export function judge({ title, plan, phases = [], must, mustNot, more }: PlanCase): void {
  describe(title, () => {
    it('is a plan without faults', async () => {
      const faults = (await diagnose(plan)).filter(({ code }) => code !== 'missing-flow');
      assert.deepEqual(
        faults.map(({ code, message }) => `${code}: ${message}`),
        [],
      );
    });

    it('requires what the documents say', async () => {
      const pairs = requiredPairs((await analysisOf(plan, phases)).requirements);
      const lacking = must.map(readLine).flatMap(({ pair, services, oneOf }) => {
        const has = pairs.get(pair);
        const lack = (services ?? NO_SERVICE).subtract((oneOf ? has?.choices : has?.services) ?? NO_SERVICE);
        return lack.isEmpty ? [] : [`${pair} : ${formatServices(lack)}`];
      });
      assert.deepEqual(lacking, []);
    });

    it('requires nothing that they do not say', async () => {
      const pairs = requiredPairs((await analysisOf(plan, phases)).requirements);
      const wrong = mustNot.map(readLine).flatMap(({ pair, services }) => {
        const has = pairs.get(pair);
        const all = has?.services.union(has.choices) ?? NO_SERVICE;
        const extra = services ? all.intersect(services) : all;
        return extra.isEmpty ? [] : [`${pair} : ${formatServices(extra)}`];
      });
      assert.deepEqual(wrong, []);
      if (more) return;
      const stated = new Map<string, ServiceSet>();
      for (const { pair, services } of must.map(readLine))
        stated.set(pair, (stated.get(pair) ?? NO_SERVICE).union(services ?? NO_SERVICE));
      const beyond = [...pairs].flatMap(([pair, { services, choices }]) => {
        const extra = services.union(choices).subtract(stated.get(pair) ?? NO_SERVICE);
        return extra.isEmpty ? [] : [`${pair} : ${formatServices(extra)}`];
      });
      assert.deepEqual(beyond, []);
    });
  });
}

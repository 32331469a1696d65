// What people ask of a plan, held against the reading of the language reference: whether a packet passes, and what another text of it opens
// and closes.
import assert from 'node:assert/strict';
import type { Analysis } from '../../language/analysis/analyze.ts';
import { diff, type PlanDiff } from '../../language/analysis/diff/diff.ts';
import { explain } from '../../language/analysis/explain/explain.ts';
import { ofChance } from '../support/chance.ts';
import { loadPlan } from '../support/language.ts';
import { isSound, load } from './agreement.ts';
import { shareZone, type Verdict, verdict } from './packets.ts';
import { boxOf, type Packet, packetsOf, regionOf, shownPacket } from './packets-of-chance.ts';
import { EVERYTHING, type PlanOfChance, planOfChance } from './plans.ts';

const FIRST = Number(process.env.SEGPLAN_CHANCE_FROM ?? 1);
const plansOf = (all: number): number => Number(process.env.SEGPLAN_CHANCE ?? ofChance(all));

describe('answers about plans that hold whatever the language has', () => {
  it('explain says of each packet what the language reference says', async function () {
    this.timeout(0);
    const wrong: string[] = [];
    const count = { passed: 0, dropped: 0, open: 0, unsure: 0 } satisfies Record<Verdict, number>;
    const plans = plansOf(60);
    for (let seed = FIRST; seed < FIRST + plans; seed++) {
      const loaded = await load(planOfChance(seed, EVERYTHING));
      if (!isSound(loaded)) continue;
      for (const packet of packetsOf(loaded, seed, 12)) {
        const expected = verdict(loaded.reading, packet.from, packet.to, packet.service);
        const { impossible, withinZone, verdict: found } = explain(loaded.analysis, boxOf(packet));
        // What goes from one address of the rest of the world to another is nobody's to filter.
        if (impossible || expected === 'open') continue;
        count[expected]++;
        const said = withinZone !== undefined || found === 'permitted';
        if (said !== (expected === 'passed'))
          wrong.push(`plan ${seed}: ${shownPacket(packet)}: ${found}, by the reading ${expected}`);
      }
    }
    assert.deepEqual(wrong, []);
    assert.ok(count.passed > plans && count.dropped > plans, JSON.stringify(count));
  });

  it('explain tells packets that all pass, that pass in part, and of which none does', async function () {
    this.timeout(0);
    const wrong: string[] = [];
    const count = { permitted: 0, denied: 0, 'partly permitted': 0 };
    const plans = plansOf(60);
    for (let seed = FIRST; seed < FIRST + plans; seed++) {
      const loaded = await load(planOfChance(seed, EVERYTHING));
      if (!isSound(loaded)) continue;
      const packets = packetsOf(loaded, seed, 24);
      for (let n = 0; n + 1 < packets.length; n += 2) {
        const [one, other] = [packets[n]!, packets[n + 1]!];
        const all = [one.from, other.from]
          .flatMap((from) => [one.to, other.to].map((to) => ({ from, to })))
          .flatMap((ends) => [one.service, other.service].map((service): Packet => ({ ...ends, service })))
          .filter((packet) => regionOf(packet).length > 0);
        const { plan } = loaded.reading;
        const verdicts = all.map(({ from, to, service }) => verdict(loaded.reading, from, to, service));
        if (verdicts.includes('open') || all.some(({ from, to }) => from === to || shareZone(plan, from, to))) continue;
        const passing = verdicts.filter((each) => each === 'passed').length;
        const expected = passing === all.length ? 'permitted' : passing ? 'partly permitted' : 'denied';
        count[expected]++;
        const [first, second] = [boxOf(one), boxOf(other)];
        const { verdict: found } = explain(loaded.analysis, {
          sources: first.sources.union(second.sources),
          destinations: first.destinations.union(second.destinations),
          services: first.services.union(second.services),
        });
        if (found !== expected)
          wrong.push(`plan ${seed}: ${shownPacket(one)} and ${shownPacket(other)}: ${found}, by the reading ${expected}`);
      }
    }
    assert.deepEqual(wrong, []);
    assert.ok(Math.min(...Object.values(count)) > plans / 4, JSON.stringify(count));
  });

  it('a comparison with an edited text holds what passes in one of the two alone', async function () {
    this.timeout(0);
    const wrong: string[] = [];
    const count = { opened: 0, closed: 0, same: 0 };
    const plans = plansOf(60);
    for (let seed = FIRST; seed < FIRST + plans; seed++) {
      const whole = planOfChance(seed, EVERYTHING);
      const part = { ...whole, text: withoutSome(whole.text, seed) };
      const [older, newer] = seed % 2 ? [whole, part] : [part, whole];
      const first = await load(part);
      if (!isSound(first)) continue;
      const less = first.reading;
      const second = await load(whole);
      const packets = packetsOf(second, seed, 20);
      const [before, after] = (seed % 2 ? [second.reading, less] : [less, second.reading]).map((reading) =>
        packets.map(({ from, to, service }) => verdict(reading, from, to, service)),
      );
      const found = diff(await analysisOf(older), await analysisOf(newer));
      for (const [n, packet] of packets.entries()) {
        const [was, is] = [before![n]!, after![n]!];
        if (![was, is].every((each) => each === 'passed' || each === 'dropped')) continue;
        const expected = was === is ? 'same' : is === 'passed' ? 'opened' : 'closed';
        count[expected]++;
        const said = holds(found.opened, packet) ? 'opened' : holds(found.closed, packet) ? 'closed' : 'same';
        if (said !== expected) wrong.push(`plan ${seed}: ${shownPacket(packet)}: ${said}, by the reading ${expected}`);
      }
    }
    assert.deepEqual(wrong, []);
    assert.ok(count.same > plans && Math.min(count.opened, count.closed) > plans / 5, JSON.stringify(count));
  });
});

async function analysisOf({ text, others, phases }: PlanOfChance): Promise<Analysis> {
  const { document, services } = await loadPlan(text, others);
  return services.segplan.Plans.analysis(document.parseResult.value, phases);
}

/** A plan without some of what rules say, and of what decides what `required` means. */
function withoutSome(text: string, seed: number): string {
  return text
    .split('\n')
    .filter((line, n) => !/^(allow|deny|enable|trust|phase|bind|deployment) /.test(line) || (n * 7 + seed) % 3 !== 0)
    .join('\n');
}

/** Whether something that changes is about a packet, as it is now. */
function holds(changes: PlanDiff['opened'] | PlanDiff['closed'], packet: Packet): boolean {
  const { sources, destinations, services } = boxOf(packet);
  return changes.some(({ region }) =>
    region.some(
      (box) =>
        box.moments.has(0) &&
        box.sources.overlaps(sources) &&
        box.destinations.overlaps(destinations) &&
        box.services.overlaps(services),
    ),
  );
}

// What fixes make of a plan, one by one and all at once, held against the reading of the language reference: they open what is required and nothing
// else, and cut off nothing that is required.
import assert from 'node:assert/strict';
import { fixesOf } from '../../language/checking/fixes.ts';
import { ofChance } from '../support/chance.ts';
import { applied } from '../support/editor.ts';
import { isSound, type Loaded, load } from './agreement.ts';
import { coverage } from './coverage.ts';
import { verdict } from './packets.ts';
import { type Packet, packetsOf, shownPacket } from './packets-of-chance.ts';
import { EVERYTHING, planOfChance } from './plans.ts';
import { type Reading, requiredBetween } from './rules.ts';
import { closed, includes } from './services.ts';

const plansOf = (all: number): number => Number(process.env.SEGPLAN_CHANCE ?? ofChance(all));
const FIRST = Number(process.env.SEGPLAN_CHANCE_FROM ?? 1);

/**
 * These open more than what is required, and it is what they are for: a part is added to the plan, with what its rules open to it; a deny goes, or some of its
 * ports, that a rule is shadowed by; and what else opens is told.
 */
const OPENING = /^(?:missing-peer|unplaced-address): |^shadowed-rule: (?:Remove the deny on line|Take) |; this also opens /;
/** What is left out of a rule is closed, where a guess of an address that is nowhere may be wrong. */
const CLOSING: ReadonlySet<string> = new Set(['unplaced-address']);

function isRequired(reading: Reading, { from, to, service }: Packet): boolean {
  return requiredBetween(reading, from, to, 'perhaps').some(({ meaning }) =>
    closed(meaning).some((ports) => includes(ports, service)),
  );
}

/** How much of what is required doesn't pass. @param samples the addresses and ports that are looked at */
function lacking({ reading }: Loaded, { samples }: Loaded): number {
  return coverage(reading, samples).filter(({ status }) => status !== 'permitted').length;
}

/** What is required and passes, packet by packet. */
function passing({ reading }: Loaded, { samples }: Loaded): Map<string, boolean> {
  return new Map(
    coverage(reading, samples).map(({ requirement: { flow, from, to }, service, status, ...ends }) => [
      `${flow.$cstNode?.text} ${from.name} -> ${to.name} ${shownPacket({ from: ends.from, to: ends.to, service })}`,
      status === 'permitted',
    ]),
  );
}

describe('a plan of chance of which everything is mended', () => {
  it('lets pass what it let pass and what is required, and nothing else', async function () {
    this.timeout(0);
    const wrong: string[] = [];
    const count = { kept: 0, opened: 0, mended: 0 };
    const plans = plansOf(80);
    for (let seed = FIRST; seed < FIRST + plans; seed++) {
      // What a command switches on, no fix knows of.
      const plan = { ...planOfChance(seed, EVERYTHING), phases: [] };
      const before = await load(plan, true);
      if (!isSound(before)) continue;
      const edits = await before.services.segplan.Mender.edits(before.document);
      if (!edits.length) continue;
      const [lacked, first] = [lacking(before, before), packetsOf(before, seed, 30)];
      const after = await load({ ...plan, text: applied(before.document, edits) });
      if (!isSound(after)) {
        wrong.push(`plan ${seed}: it is broken`);
        continue;
      }
      count.mended++;
      if (lacking(after, before) > lacked) wrong.push(`plan ${seed}: more is missing than before`);
      for (const packet of [...first, ...packetsOf(after, seed, 30)]) {
        const [was, is] = [before, after].map(({ reading }) => verdict(reading, packet.from, packet.to, packet.service));
        if (was === 'passed') count.kept++;
        if (was === 'passed' && is !== 'passed') wrong.push(`plan ${seed}: ${shownPacket(packet)} passed and is ${is}`);
        if (was !== 'dropped' || is !== 'passed') continue;
        count.opened++;
        if (!isRequired(before.reading, packet))
          wrong.push(`plan ${seed}: ${shownPacket(packet)} is opened, and nothing requires it`);
      }
    }
    assert.deepEqual(wrong, []);
    assert.ok(Math.min(count.kept, count.opened) > plans && count.mended > plans / 4, JSON.stringify(count));
  });
});

describe('a plan of chance of which one finding is mended', () => {
  it('stays a plan, lets pass what was required and passed, and opens nothing else than that', async function () {
    this.timeout(0);
    const wrong: string[] = [];
    const kinds = new Set<string>();
    const plans = plansOf(20);
    for (let seed = FIRST; seed < FIRST + plans; seed++) {
      // What a command switches on, no fix knows of.
      const plan = { ...planOfChance(seed, EVERYTHING), phases: [] };
      const before = await load(plan, true);
      if (!isSound(before)) continue;
      const was = passing(before, before);
      const packets = packetsOf(before, seed, 15);
      const dropped = packets.filter(({ from, to, service }) => verdict(before.reading, from, to, service) === 'dropped');
      // One of each kind: of many findings the fixes are alike.
      const fixes = (await fixesOf(before.document, before.services)).map(
        (each) => [kindOf(each.code, each.fix.title), each] as const,
      );
      for (const [kind, { code, fix, range }] of new Map(fixes)) {
        kinds.add(kind);
        const said = `plan ${seed}: ${kind}, line ${range.start.line + 1}`;
        const after = await load({ ...plan, text: applied(before.document, fix.edits) });
        if (!isSound(after)) {
          wrong.push(`${said}: it is broken`);
          continue;
        }
        for (const [what, passes] of passing(after, before))
          if (!passes && was.get(what) && !(CLOSING.has(code) && !fix.preferred)) wrong.push(`${said}: cuts off ${what}`);
        for (const packet of OPENING.test(`${code}: ${fix.title}`) ? [] : dropped)
          if (verdict(after.reading, packet.from, packet.to, packet.service) === 'passed' && !isRequired(before.reading, packet))
            wrong.push(`${said}: opens ${shownPacket(packet)}`);
      }
    }
    assert.deepEqual(wrong, []);
    assert.ok(kinds.size > 12, [...kinds].join());
  });
});

/** A check and the first words of what a fix of it is called. */
function kindOf(code: string, title: string): string {
  return `${code}, ${/^[A-Za-z]+(?: [a-z]+)*/.exec(title)?.[0]}`;
}

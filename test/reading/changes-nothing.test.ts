// What a finding says can go without a change, held against the reading of the language reference: no packet is decided otherwise without it, and
// nothing that is required comes to be missing.
import assert from 'node:assert/strict';
import { fixesOf } from '../../language/checking/fixes.ts';
import { ofChance, thoroughly } from '../support/chance.ts';
import { applied } from '../support/editor.ts';
import { writeAddress } from './addresses.ts';
import { isSound, type Loaded, load } from './agreement.ts';
import { coverage } from './coverage.ts';
import type { Side } from './ends.ts';
import { verdict } from './packets.ts';
import { packetsOf, shownPacket } from './packets-of-chance.ts';
import { EVERYTHING, planOfChance } from './plans.ts';

/** Checks whose findings are about what has no effect, in the words of their pages. */
const IDLE: ReadonlySet<string> = new Set([
  'redundant-rule',
  'shadowed-rule',
  'within-zone',
  'expired-rule',
  'empty-rule',
  'idle-direction',
  'idle-binding',
  'idle-feature',
  'idle-phase',
  'idle-trust',
  'idle-use',
  'repeated-item',
  'repeated-statement',
  'unused-import',
  'unused-name',
]);

const PLANS = Number(process.env.SEGPLAN_CHANCE ?? ofChance(60));
const FIRST = Number(process.env.SEGPLAN_CHANCE_FROM ?? 1);

const shownSide = ({ address, name, nowhere }: Side): string =>
  address ? writeAddress(address) : (name ?? `nowhere ${nowhere?.name}`);

/** What is required, each with what becomes of it. @param samples the addresses and ports that are looked at */
function required({ reading }: Loaded, { samples }: Loaded): string[] {
  const lines = coverage(reading, samples).map(
    ({ requirement: { from, to }, from: source, to: destination, service, status }) =>
      `${from.name} -> ${to.name} ${shownSide(source)} -> ${shownSide(destination)} ${service.protocol} ${service.port} ${service.source ?? ''} ${status}`,
  );
  return [...new Set(lines)].sort();
}

describe('what findings say has no effect', () => {
  thoroughly('can go: no packet is decided otherwise, and nothing required is missing', async function () {
    this.timeout(0);
    const wrong: string[] = [];
    const removed = new Set<string>();
    for (let seed = FIRST; seed < FIRST + PLANS; seed++) {
      // What a command switches on, no fix knows of.
      const plan = { ...planOfChance(seed, EVERYTHING), phases: [] };
      const before = await load(plan, true);
      if (!isSound(before)) continue;
      const packets = packetsOf(before, seed, 20);
      const was = packets.map(({ from, to, service }) => verdict(before.reading, from, to, service));
      const demands = required(before, before).join('\n');
      // A deny that goes for what it closes is another fix, and says so.
      const fixes = (await fixesOf(before.document, before.services)).filter(
        ({ code, fix }) =>
          IDLE.has(code) && (code === 'repeated-item' || /^Remove (this|the (?:group|service|vendor)|')/.test(fix.title)),
      );
      for (const [code, first] of new Map(fixes.map((each) => [each.code, each]))) {
        const after = await load({ ...plan, text: applied(before.document, first.fix.edits) });
        removed.add(code);
        const said = `plan ${seed}: ${code}, line ${first.range.start.line + 1}`;
        if (!isSound(after)) wrong.push(`${said}: leaves a broken plan`);
        for (const [n, packet] of packets.entries()) {
          const is = verdict(after.reading, packet.from, packet.to, packet.service);
          if (is !== was[n]) wrong.push(`${said}: ${shownPacket(packet)} was ${was[n]} and is ${is}`);
        }
        if (required(after, before).join('\n') !== demands) wrong.push(`${said}: other flows are required`);
      }
    }
    assert.deepEqual(wrong, []);
    assert.ok(removed.size > 4, [...removed].join());
  });
});

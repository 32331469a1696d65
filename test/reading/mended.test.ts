// What mending everything at once makes of a plan, held against the reading of the language reference: it opens what is required and nothing else, and
// closes nothing.
import assert from 'node:assert/strict';
import { ofChance } from '../support/chance.ts';
import { applied } from '../support/editor.ts';
import { isSound, type Loaded, load } from './agreement.ts';
import { coverage } from './coverage.ts';
import { verdict } from './packets.ts';
import { type Packet, packetsOf, shownPacket } from './packets-of-chance.ts';
import { EVERYTHING, planOfChance } from './plans.ts';
import { type Reading, requiredBetween } from './rules.ts';
import { closed, includes } from './services.ts';

const PLANS = Number(process.env.SEGPLAN_CHANCE ?? ofChance(80));
const FIRST = Number(process.env.SEGPLAN_CHANCE_FROM ?? 1);

function isRequired(reading: Reading, { from, to, service }: Packet): boolean {
  return requiredBetween(reading, from, to, 'perhaps').some(({ meaning }) =>
    closed(meaning).some((ports) => includes(ports, service)),
  );
}

/** How much of what is required doesn't pass. @param samples the addresses and ports that are looked at */
function lacking({ reading }: Loaded, { samples }: Loaded): number {
  return coverage(reading, samples).filter(({ status }) => status !== 'permitted').length;
}

describe('a plan of chance of which everything is mended', () => {
  it('lets pass what it let pass and what is required, and nothing else', async function () {
    this.timeout(0);
    const wrong: string[] = [];
    const count = { kept: 0, opened: 0, mended: 0 };
    for (let seed = FIRST; seed < FIRST + PLANS; seed++) {
      const plan = planOfChance(seed, EVERYTHING);
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
    assert.ok(Math.min(count.kept, count.opened) > PLANS && count.mended > PLANS / 4, JSON.stringify(count));
  });
});

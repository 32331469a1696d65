// What an audit says of rules without effect and of days, for devices of chance, held against a reading packet by packet: without such a rule, whatever may
// become of a packet is the same on each day.
import assert from 'node:assert/strict';
import { atOnce } from '../../language/model/steps.ts';
import { asOf, withLater } from '../../language/running/as-of.ts';
import { type DeadRule, deadRules } from '../../language/running/dead-rules.ts';
import { Evaluator } from '../../language/running/evaluate.ts';
import type { Placing } from '../../language/running/program.ts';
import type { RunningDevice, RunningRule } from '../../language/running/running.ts';
import { ofChance } from '../support/chance.ts';
import { TODAY } from '../support/language.ts';
import { outcomes } from './packet-by-packet.ts';
import { allPackets, chanceOf, randomDevice, withPeriods } from './random-devices.ts';

const PACKETS = allPackets();
/** The day on which tests take place, and others on which some of the rules begin to count or no longer do. */
const OTHERS = ['2026-11-16', '2026-11-19', '2026-11-26'];

function without(device: RunningDevice, gone: RunningRule): RunningDevice {
  const lists = new Map(
    [...device.lists].map(([name, list]) => [name, { ...list, rules: list.rules.filter(({ line }) => line !== gone.line) }]),
  );
  return { ...device, lists };
}

/** All that may become of all packets. */
function table(device: RunningDevice, placing: Placing, day?: string): string[] {
  return PACKETS.map((packet) => [...outcomes(device, packet, placing, day)].sort().join());
}

function holdsOf(
  seed: number,
  device: RunningDevice,
  placing: Placing,
  dead: readonly DeadRule[],
  days: readonly (string | undefined)[],
): void {
  for (const day of dead.length ? days : []) {
    const whole = table(device, placing, day);
    for (const { rule, why } of dead)
      assert.deepEqual(table(without(device, rule), placing, day), whole, `seed ${seed}, ${day}: ${why}, ${rule.text}`);
  }
}

describe('rules of devices of chance', () => {
  for (const isTree of [true, false])
    it(`of which an audit says that they have no effect have none, where lists are called ${isTree ? 'once' : 'several times'}`, () => {
      const told = new Map<string, number>();
      for (let seed = 1; seed <= ofChance(800, 200); seed++) {
        const { device, placing } = randomDevice(chanceOf(seed), isTree);
        const { dead } = atOnce(deadRules(new Evaluator(device, placing)));
        for (const { why } of dead) told.set(why, (told.get(why) ?? 0) + 1);
        holdsOf(seed, device, placing, dead, [undefined]);
      }
      for (const why of ['shadowed', 'redundant', 'unreached']) assert.ok(told.get(why)! > 5, `${why}: ${told.get(why)}`);
    });

  it('count on the days that they say, and have no effect for good only where they have none on any day', () => {
    let told = 0;
    for (let seed = 1; seed <= ofChance(800, 200); seed++) {
      const { device: plain, placing } = randomDevice(chanceOf(seed), true);
      const device = withPeriods(plain, chanceOf(seed + 5000));
      const [today] = asOf([device], TODAY) as [RunningDevice];
      assert.deepEqual(table(today, placing), table(device, placing, TODAY), `seed ${seed}`);
      const { dead } = atOnce(deadRules(new Evaluator(withLater(today), placing)));
      told += dead.length;
      holdsOf(seed, device, placing, dead, [TODAY, ...OTHERS]);
    }
    assert.ok(told > 50, `${told}`);
  });
});

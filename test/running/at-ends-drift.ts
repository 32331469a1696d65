// Firewalls that stand at the ends of traffic, with one of their rules changed, and strict readings of them as the oracle: an audit says of each change what
// packets find at the end where it was made.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { importRunning } from '../../language/importing/import-running.ts';
import { heldBy } from '../../language/rulesets/generate.ts';
import type { RuleSet } from '../../language/rulesets/rule-set.ts';
import type { OutputFile, Target } from '../../language/rulesets/target.ts';
import { readRunning } from '../../language/running/detect.ts';
import { decide, type Packet } from '../rulesets/evaluator.ts';
import { boundaryPackets, crossing } from '../rulesets/packets.ts';
import type { Verdict } from '../rulesets/readers.ts';
import { ofChance } from '../support/chance.ts';
import { createTestLanguage } from '../support/language.ts';
import { randomPlanWithDenies } from '../support/random-plans.ts';
import { running } from './drift-proof.ts';
import { auditOf, drift, type Running, witnesses } from './mutants.ts';
import { chanceOf } from './random-devices.ts';

/** How many times as many plans of chance are tried. */
const MORE = Number(process.env.SEGPLAN_DRIFT ?? 1);

/** What the firewall at each end that has one makes of a packet. */
export type Ends = (packet: Packet) => Verdict[];

/** What was emitted, as rules of which one can be changed. */
export interface Estate<R> {
  readonly rules: readonly R[];
  /** What devices tell that have these rules. */
  told(rules: readonly R[]): string;
  /** The same with what else devices tell, where their rules alone don't say what lies where. */
  toldWhole?(rules: readonly R[]): string;
  /** A strict reading of these rules, which is not the one under test. */
  ends(rules: readonly R[]): Ends;
}

export interface Loaded<R> extends Pick<Running, 'root' | 'analysis'> {
  readonly estates: readonly Estate<R>[];
}

/** Loads plans with what a target for zones emits; a target that can't close gets the denies taken out of what it opens. */
export function loads<R>(
  plain: Target,
  estate: (files: readonly OutputFile[], ruleSet: RuleSet) => Estate<R>,
  isSeen: (ruleSet: RuleSet) => boolean = () => true,
): Form<R>['load'] {
  return async (text) => {
    const made: Estate<R>[] = [];
    const emit: Target['emit'] = async (ruleSet, baseName) => {
      const own = heldBy(plain, ruleSet);
      if (plain.problems?.(own).some(({ level }) => level === 'error') || !isSeen(own)) return [];
      const files = await plain.emit(own, baseName);
      made.push(estate(files, own));
      return files;
    };
    const all = await running(text, { ...plain, capabilities: { ...plain.capabilities, deny: true }, emit });
    return all && made.length ? { ...all, estates: made } : undefined;
  };
}

export interface Form<R> {
  readonly name: string;
  /** A plan and what each firewall runs that was loaded with its rules; nothing where it is none for this form. */
  readonly load: (text: string) => Promise<Loaded<R> | undefined>;
  /** What people do to one rule; nothing where that changes nothing. */
  readonly changes: Readonly<Record<string, (rule: R) => R | undefined>>;
  /** The place of a rule in its order, for forms that have one. */
  readonly order?: {
    readonly of: (rule: R) => number;
    readonly at: (rule: R, place: number) => R;
    readonly areNear: (one: R, other: R) => boolean;
  };
}

/** Holds an audit against packets, each end by itself. @returns whether anything was reported */
function agrees(all: Running, ends: Ends, seed: number, count: number): boolean {
  const { root } = all;
  const { closed, open, unsure } = drift(auditOf(all));
  const text = all.files.map((file) => file.text).join('\n');
  assert.deepEqual(unsure, [], 'all of it is certain');
  for (const [boxes, here] of [
    [closed, 'dropped'],
    [open, 'passed'],
  ] as const)
    for (const box of boxes.slice(0, 20))
      for (const packet of witnesses(box)) {
        assert.ok(ends(packet).includes(here), `reported, and no end does it: ${here} ${JSON.stringify(packet)}\n${text}`);
        assert.notEqual(decide(root, packet), here, `reported, and the plan says the same: ${JSON.stringify(packet)}\n${text}`);
      }
  for (const packet of crossing(root, boundaryPackets(root, [], seed, count), 'none')) {
    const plan = decide(root, packet);
    for (const end of ends(packet))
      if (end !== plan && !(end === 'dropped' ? closed : open).length)
        assert.fail(`not reported: ${JSON.stringify(packet)} plan ${plan}, an end ${end}\n${text}`);
  }
  return closed.length + open.length > 0;
}

/** The rules with one of them changed: of those where it changes anything. */
function changed<R>(form: Form<R>, rules: readonly R[], name: string, seed: number): R[] | undefined {
  const made = rules.flatMap((_, at) => {
    const each = changedAt(form, rules, name, at);
    return each ? [each] : [];
  });
  return made[chanceOf(seed)(made.length || 1)];
}

function changedAt<R>({ changes, order }: Form<R>, rules: readonly R[], name: string, at: number): R[] | undefined {
  const rule = rules[at]!;
  if (name === 'a rule deleted') return rules.toSpliced(at, 1);
  if (name !== 'a rule moved up') {
    const other = changes[name]!(rule);
    return other && rules.with(at, other);
  }
  const before = rules.filter((other) => order!.areNear(other, rule) && order!.of(other) < order!.of(rule));
  const former = before.sort((a, b) => order!.of(b) - order!.of(a))[0];
  if (former === undefined) return undefined;
  const places = [order!.of(rule), order!.of(former)] as const;
  return rules.with(at, order!.at(rule, places[1])).with(rules.indexOf(former), order!.at(former, places[0]));
}

const PLAN = `plan "Drift"
zone a { subnet 10.1.0.0/24, fd00:1::/64 component p at 10.1.0.5 }
zone b { subnet 10.2.0.0/24, fd00:2::/64 component q at 10.2.0.5 }
zone c { subnet 10.3.0.0/24 component r at 10.3.0.5 component s at 10.3.0.6 }
allow p -> q : tcp 20-30, udp 53
allow r -> q : tcp 443
deny s -> b : tcp 25
allow c -> b : tcp 20-30
allow q -> p : udp 50-60
`;

/** Adds the tests. */
export function provesAtEnds<R>(form: Form<R>): void {
  const names = ['a rule deleted', ...Object.keys(form.changes), ...(form.order ? ['a rule moved up'] : [])];
  describe(`an audit of ${form.name} says what packets find`, () => {
    it('nothing, of the plan that an import makes of it', async () => {
      const { services } = await createTestLanguage();
      let held = 0;
      const tried = async (text: string): Promise<void> => {
        for (const { rules, told, toldWhole = told } of (await form.load(text))?.estates ?? []) {
          const runs = toldWhole(rules);
          const { text: made, notes, inStep } = await importRunning(readRunning(runs, 'running'), services);
          const parted = notes.filter((note) => note.startsWith('In '));
          assert.deepEqual(parted, [], `${runs}\n${made}`);
          assert.ok(inStep, `${notes.join('\n')}\n${runs}\n${made}`);
          held++;
        }
      };
      for (const text of [PLAN, ...fc.sample(randomPlanWithDenies, { numRuns: ofChance(8) * MORE, seed: 43 })]) await tried(text);
      assert.ok(held > 0);
    });

    for (const name of [undefined, ...names])
      it(name === undefined ? 'nothing, where the rules of the plan are loaded' : `of ${name}`, async () => {
        let [all, reported] = [0, 0];
        const tried = async (text: string, seeds: readonly number[]): Promise<void> => {
          const right = await form.load(text);
          if (!right?.estates.length) return;
          for (const seed of seeds) {
            const estate: Estate<R> = right.estates[seed % right.estates.length]!;
            const rules = name === undefined ? estate.rules : changed(form, estate.rules, name, seed);
            if (!rules) continue;
            all++;
            const files: OutputFile[] = [{ name: 'running', text: estate.told(rules) }];
            const isTold = agrees({ ...right, files }, estate.ends(rules), seed, 12);
            if (isTold) reported++;
            if (name === undefined) assert.equal(isTold, false, `${text}\n${files[0]!.text}`);
          }
        };
        await tried(PLAN, name === undefined ? [1] : [1, 2, 3, 4]);
        await fc.assert(
          fc.asyncProperty(randomPlanWithDenies, fc.nat(), (text, seed) =>
            tried(text, name === undefined ? [seed] : [seed, seed + 1]),
          ),
          { numRuns: ofChance(8, 2) * MORE, seed: 41 },
        );
        if (MORE > 1) console.log(`      ${all} changed, ${reported} reported`);
        assert.ok(all > 0 && (name === undefined || reported > 0), `${all} changed, ${reported} reported`);
      });
  });
}

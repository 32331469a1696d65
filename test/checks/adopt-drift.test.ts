import assert from 'node:assert/strict';
import fc from 'fast-check';
import { betweenZones, buildRuleSet } from '../../language/rulesets/rule-set.ts';
import { nftables } from '../../language/rulesets/targets/nftables/nftables.ts';
import { ofChance } from '../support/chance.ts';
import { applied } from '../support/editor.ts';
import { loadPlan } from '../support/language.ts';
import { randomPlan } from '../support/random-plans.ts';
import { runs } from '../support/running.ts';

const FILE = 'main.nft';
/** More findings than a plan of chance has rules. */
const MOST_ROUNDS = 60;

/** What a device runs that a plan was loaded on. */
async function loadedOn(text: string): Promise<string> {
  const { document, services } = await loadPlan(text);
  const ruleSet = betweenZones(buildRuleSet(services.segplan.Plans.analysis(document.parseResult.value)));
  return String((await nftables.emit(ruleSet, 'plan'))[0]!.text);
}

/** Goes by the device wherever that is offered for what is open beyond the plan. @returns the plan, and what is left */
async function adopted(plan: string, running: string): Promise<{ text: string; rounds: number; left: string[] }> {
  let text = plan;
  for (let rounds = 0; ; rounds++) {
    const { document, services } = await loadPlan(text);
    const { CheckRunner } = services.segplan;
    const drift = runs(document, services, { [FILE]: running });
    const audits = drift.firewalls.flatMap(({ devices }) => devices);
    const context = CheckRunner.context(document);
    const [fix] = (await CheckRunner.run(document, undefined, ({ code }) => code === 'drift-open')).flatMap(
      ({ check, finding }) => check.fix?.(finding, context) ?? [],
    );
    if (!fix || rounds > MOST_ROUNDS) {
      const open = audits.flatMap((each) => each.open.map(() => 'open'));
      const closed = audits.flatMap((each) =>
        each.cutOff.flatMap(({ rule }) => (rule ? `closed: ${rule.node.$cstNode?.text}` : [])),
      );
      return { text, rounds, left: [...open, ...closed] };
    }
    text = applied(document, fix.edits);
  }
}

describe('going by what a firewall runs', () => {
  it('leaves nothing open beyond the plan, and allows nothing that the firewall closes, in plans of chance', async () => {
    let rules = 0;
    const tried = async (text: string): Promise<void> => {
      const zones = [...text.matchAll(/^\s*zone ([\w-]+)/gm)].map(([, name]) => name);
      const bare = text.replace(/^(allow|deny) .*$/gm, '');
      const plan = `${bare}firewall main : nftables { zones ${zones.join(', ')}  running "${FILE}" }\n`;
      const { text: after, rounds, left } = await adopted(plan, await loadedOn(text));
      assert.deepEqual(left, [], after);
      rules += rounds;
    };
    await fc.assert(fc.asyncProperty(randomPlan, tried), { numRuns: ofChance(24), seed: 11 });
    assert.ok(rules > 5, `${rules}`);
  });
});

// What a diff of two outputs shows: what was changed in the plan, and nothing else.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { boxesOf } from '../../language/analysis/permissions.ts';
import { intersect } from '../../language/analysis/region.ts';
import type * as ast from '../../language/generated/ast.ts';
import { targets } from '../../language/generated/targets.ts';
import { findRules } from '../../language/rulesets/find-rule.ts';
import { buildHostRuleSets } from '../../language/rulesets/host-rule-set.ts';
import { betweenZones, buildRuleSet, type RuleSet } from '../../language/rulesets/rule-set.ts';
import type { OutputFile, Target } from '../../language/rulesets/target.ts';
import { withoutDenies } from '../../language/rulesets/without-denies.ts';
import { ofChance, thoroughly } from '../support/chance.ts';
import { loadPlan } from '../support/language.ts';
import { randomPlanWithDenies, randomVeeamRules, randomZertoRules } from '../support/random-plans.ts';
import { statements } from './edited-plans.ts';
import { hostilePlan } from './hostile.ts';

/** What all targets write of a plan, each with its name; without what they refuse. */
async function outputs(text: string): Promise<Map<string, OutputFile>> {
  const { document, services } = await loadPlan(text);
  const analysis = services.segplan.Plans.analysis(document.parseResult.value as ast.Document, ['deployment']);
  const network = betweenZones(buildRuleSet(analysis));
  const hosts = buildHostRuleSets(analysis);
  const files: [string, OutputFile][] = [];
  for (const target of targets as readonly Target[]) {
    const held = <T extends RuleSet>(set: T): T => (target.capabilities.deny ? set : withoutDenies(set));
    const refused = (set: RuleSet): boolean => target.problems?.(held(set)).some((p) => p.level === 'error') ?? false;
    if (target.scopes.includes('network') && !refused(network))
      for (const file of await target.emit(held(network), 'plan')) files.push([`${target.name} ${file.name}`, file]);
    if (target.emitHosts && hosts.length && !hosts.some(refused))
      for (const file of await target.emitHosts(hosts.map(held), 'plan')) files.push([`${target.name} ${file.name}`, file]);
  }
  return new Map(files);
}

/** JSON says the line of a rule, so that tools find the way back. */
function withoutLines({ name, text }: OutputFile): string {
  return name.endsWith('.json') ? text.replace(/^ +"line": \d+,\n/gm, '') : text;
}

const RANDOM = [
  [randomPlanWithDenies, 12],
  [randomZertoRules, 8],
  [randomVeeamRules, 4],
] as const;

async function same(text: string, changed: string): Promise<void> {
  const [before, after] = [await outputs(text), await outputs(changed)];
  assert.deepEqual([...after.keys()].sort(), [...before.keys()].sort());
  for (const [name, file] of before) assert.equal(withoutLines(after.get(name)!), withoutLines(file), name);
}

describe('rule sets change as little as their plans', () => {
  thoroughly('comments and blank lines change no byte', async () => {
    for (const [random, numRuns] of RANDOM)
      await fc.assert(
        fc.asyncProperty(random, fc.infiniteStream(fc.nat(5)), async (text, chances) => {
          const next = (): number => chances.next().value!;
          const lines = text.split('\n').flatMap((line) => {
            const n = next();
            return n === 0 ? ['// a comment', line] : n === 1 ? ['', '/* and', 'another */', line] : [line];
          });
          await same(text, lines.join('\n').replaceAll(' -> ', ' /* to */  -> '));
        }),
        { numRuns: ofChance(numRuns), seed: 23 },
      );
  });

  thoroughly('the order of statements leaves no trace', async () => {
    for (const [random, numRuns] of RANDOM)
      await fc.assert(
        fc.asyncProperty(random, fc.nat(), async (text, seed) => {
          const list = statements(text);
          const keyed = list.map((statement, n) => ({ statement, key: Math.imul(n + 1, seed | 1) >>> 0 }));
          const shuffled = keyed.sort((a, b) => a.key - b.key).map(({ statement }) => statement);
          await same(text, shuffled.join('\n'));
        }),
        { numRuns: ofChance(numRuns), seed: 29 },
      );
  });

  it('the order of vendors leaves none, where one rule is for flows of both', async () => {
    const vendor = (name: string, first: string, last: string): string =>
      `vendor ${name} {\n  role client\n  role server\n  flow client -> server : tcp 1 "${first}"\n  flow client -> server : tcp 1 "${last}"\n}`;
    const [one, other] = [vendor('anchor', 'zeta', 'beta'), vendor('zenith', 'alpha', 'omega')];
    const rest = `zone a { subnet 10.1.0.0/24 component c : anchor.client, zenith.client at 10.1.0.1 }
zone b { subnet 10.2.0.0/24 component s : zenith.server, anchor.server at 10.2.0.1 }\nallow c -> s : required\nallow a -> b : tcp 1\n`;
    await same(`use anchor\nuse zenith\n${one}\n${other}\n${rest}`, `use zenith\n${other}\nuse anchor\n${one}\n${rest}`);
  });

  it('a component keeps its name beside what would have the same one without blanks', async () => {
    const components = ['ab_except_x', 'ab-except-x', 'ab.except.x'];
    const text = (...rules: string[]): string => `zone ab { subnet 10.1.0.0/31 component x at 10.1.0.1 }
zone c { subnet 10.2.0.0/24 ${components.map((name, n) => `component ${name} at 10.2.0.${n + 1}`).join(' ')} }
zone d { subnet 10.3.0.0/24 }\n${rules.join('\n')}\n`;
    const own = components.map((name) => `allow d -> ${name} : tcp 22-23`).join('\n');
    const [alone, beside] = [await outputs(text(own)), await outputs(text('allow ab except x -> d : tcp 1', own))];
    let named = 0;
    for (const [name, { text: before, binary }] of alone) {
      const now = beside.get(name)?.text;
      // Forms in which rules name objects of the device, one name space for all.
      if (binary || now === undefined || !/^(asa|panos|junos) /.test(name)) continue;
      const after = new Set(now.split('\n'));
      const kept = before.split('\n').filter((line) => /ab.except/.test(line));
      named += kept.length;
      for (const line of kept) assert.ok(after.has(line), `${name}: ${line}`);
    }
    assert.ok(named > 3, `${named}`);
  });

  it('a rule more adds lines, and a rule less takes lines away', async () => {
    for (const [random, numRuns] of RANDOM)
      await fc.assert(
        fc.asyncProperty(random, fc.nat(), async (text, seed) => {
          const list = statements(text);
          const rules = list.flatMap((statement, n) => (/^(allow|deny) /.test(statement) ? [n] : []));
          if (!rules.length) return;
          const less = list.filter((_, n) => n !== rules[seed % rules.length]);
          const denies = list[rules[seed % rules.length]!]!.startsWith('deny');
          const shares = await sharesTraffic(list.join('\n'), seed % rules.length);
          const [all, some] = [await outputs(list.join('\n')), await outputs(less.join('\n'))];
          for (const [name, file] of some) {
            const [target = ''] = name.split(' ');
            const more = all.get(name);
            if (!more || file.binary || (denies && !targets.find((t) => t.name === target)!.capabilities.deny)) continue;
            // A security group holds no entry twice: traffic that two rules permit has the words of one of them.
            if (target === 'aws-sg' && shares) continue;
            // The map is a picture of the whole: where the zones lie on it depends on how much room the arrows between them take.
            const lines = (each: OutputFile): string[] => linesOf(withoutMap(each), target);
            const lost = missing(lines(file), lines(more));
            assert.deepEqual(lost, [], name);
          }
        }),
        { numRuns: ofChance(numRuns), seed: 31 },
      );
  });
});

/** Whether what a rule permits is permitted by another rule as well, to a part at least. */
async function sharesTraffic(text: string, nth: number): Promise<boolean> {
  const { document, services } = await loadPlan(text);
  const { plan, index: requirements } = services.segplan.Plans.analysis(document.parseResult.value as ast.Document, [
    'deployment',
  ]);
  const boxes = plan.rules.map((rule) => (rule.action === 'allow' ? boxesOf(rule, requirements) : []));
  return boxes.some((others, n) => n !== nth && intersect(boxes[nth]!, others).length > 0);
}

/** What depends on all rules together, in the forms that need it: the order of policies, how many there are, and that there are none yet. */
const TOGETHER: Readonly<Record<string, RegExp>> = {
  aerleon: /: \{\}$|^# \w+: segplan$/, // which of its generators take all of the policy
  'aws-sg': /"No egress: without a rule|127\.0\.0\.1\/32|"IpProtocol": "-1"/,
  fortios: /^ *move /,
  html: /^\d+<\/dd>|^(Nothing|None|No rule|No zone)|may connect to|^<p>$/,
  iptables: /^-A FORWARD .* -j DROP$/,
  json: /"rules": \[\]|"line": /,
  junos: /^# Zones that the firewall needs/,
  markdown: /^Nothing may connect/,
};

function linesOf({ text }: OutputFile, target: string): string[] {
  return (
    text
      .split(/\r?\n|(?<=>)/)
      .map((line) => line.replace(/,$/, ''))
      // Footnotes are numbered in the order of the page.
      .map((line) => (target === 'html' ? line.replace(/\[\d+\]/g, '[]') : line))
      .filter((line) => line.trim() && !TOGETHER[target]?.test(line))
  );
}

function withoutMap(file: OutputFile): OutputFile {
  return { ...file, text: file.text.replace(/<svg[\s\S]*?<\/svg>/g, '') };
}

/** What of a list another has not, as often as it is there. */
function missing(list: readonly string[], among: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const line of among) counts.set(line, (counts.get(line) ?? 0) + 1);
  return list.filter((line) => {
    const count = counts.get(line) ?? 0;
    counts.set(line, count - 1);
    return count <= 0;
  });
}

describe('ids of rules', () => {
  const ZONES = 'zone a { subnet 10.0.0.0/24 }\nzone b { subnet 10.0.1.0/24 }\n';

  async function idsOf(rules: string): Promise<string[]> {
    const { document, services } = await loadPlan(ZONES + rules);
    return buildRuleSet(services.segplan.Plans.analysis(document.parseResult.value)).entries.map((e) => e.id);
  }

  it('say who connects to whom, and stay whatever their plan says besides', async () => {
    const [own] = await idsOf('allow a -> b : tcp 22');
    assert.match(own!, /^a-to-b-[a-z0-9]{4}$/);
    for (const rules of [
      '\n// why\nallow   a->b:tcp 22 "because of what the auditors said"',
      'allow a -> b : tcp 23\nallow a -> b : tcp 22\ndeny a -> b : udp 1',
      'allow a /* offices */ -> b : tcp 22 // and more',
    ])
      assert.ok((await idsOf(rules)).includes(own!), rules);
    for (const rules of [
      'allow a -> b : tcp 23',
      'deny a -> b : tcp 22',
      'allow a -> b : tcp 22 until 2030-01-01',
      'allow b -> a : tcp 22',
    ])
      assert.ok(!(await idsOf(rules)).includes(own!), rules);
  });

  it('are different for rules that say the same, whatever stands first', async () => {
    const ids = await idsOf('allow a -> b : tcp 22 "one"\nallow a -> b : tcp 22 "two"\nallow a -> b : tcp 22');
    assert.equal(new Set(ids).size, 3);
    assert.deepEqual(await idsOf('allow a -> b : tcp 22\nallow a -> b : tcp 22 "two"\nallow a -> b : tcp 22 "one"'), ids);
  });

  it('have at most 30 characters, begin with a letter, and are unique among thousands', async () => {
    const { document, services } = await loadPlan(hostilePlan);
    const hostile = buildRuleSet(services.segplan.Plans.analysis(document.parseResult.value)).entries.map((e) => e.id);
    const rules = Array.from({ length: 3000 }, (_, n) => `allow 10.0.0.${n % 250} -> b : tcp ${1 + Math.floor(n / 250)}`);
    const many = await idsOf(rules.join('\n'));
    assert.equal(new Set(many).size, 3000);
    for (const id of [...hostile, ...many]) assert.match(id, /^(?=.{8,30}$)[a-z][a-z0-9]*(-[a-z0-9]+)*-[a-z0-9]{4}$/);
  });

  it('lead back to the rule, also from the name or the line that a target made of it', async () => {
    const { document, services } = await loadPlan(`${ZONES}allow a -> b : tcp 22\ndeny b -> a\n`);
    const analysis = services.segplan.Plans.analysis(document.parseResult.value);
    for (const entry of buildRuleSet(analysis).entries)
      for (const text of [
        entry.id,
        `segplan-${entry.id}-ingress`,
        `Segplan-${entry.id}-TCP-IPv4`,
        entry.id.toUpperCase().replaceAll('-', '_'),
      ])
        assert.deepEqual(
          findRules(text, analysis).map((r) => r.rule?.line),
          [entry.line],
          text,
        );
    assert.deepEqual(findRules('a-to-b-zzzz', analysis), []);
  });
});

// Running files of firewalls between zones, and tables, with one rule changed, and the strict readings of them as the oracle: an audit says of each change what packets find.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { OutputFile, Target } from '../../language/rulesets/target.ts';
import { asa } from '../../language/rulesets/targets/asa/asa.ts';
import { csv } from '../../language/rulesets/targets/csv/csv.ts';
import { fortios } from '../../language/rulesets/targets/fortios/fortios.ts';
import { junos } from '../../language/rulesets/targets/junos/junos.ts';
import { panos } from '../../language/rulesets/targets/panos/panos.ts';
import { withTopology } from '../rulesets/readers/topology.ts';
import { ofChance } from '../support/chance.ts';
import { randomPlanWithDenies } from '../support/random-plans.ts';
import { running } from './drift-proof.ts';
import { agrees } from './mutants.ts';
import { chanceOf } from './random-devices.ts';
import { READINGS, type Reading } from './strict-readings.ts';

/** How many times as many plans of chance are tried. */
const MORE = Number(process.env.SEGPLAN_DRIFT ?? 1);

/** A rule of a file: its lines, first to last. */
interface Rule {
  readonly from: number;
  readonly to: number;
}

/** How a form says what somebody does to one of its rules; nothing where that changes nothing. */
interface Form {
  readonly target: Target;
  readonly read: Reading;
  /** The rules of a file, those of the firewall as a whole left aside. */
  readonly rules: (lines: readonly string[]) => Rule[];
  /** Whether one of two rules can be moved before the other. */
  readonly isOrdered: (one: string, other: string) => boolean;
  /** Without what speaks of rules that are gone. */
  readonly tidied?: (lines: readonly string[]) => string[];
  /** The file with a rule before another one, where lines alone don't say it. */
  readonly moved?: (lines: string[], former: Rule, rule: Rule) => string[];
  readonly disabled?: (rule: readonly string[]) => string[];
  readonly otherVerdict?: (rule: string) => string;
  readonly widened: (rule: string) => string;
}

/** Single lines that are rules. */
const linesThat =
  (is: RegExp) =>
  (lines: readonly string[]): Rule[] =>
    lines.flatMap((line, n) => (is.test(line) ? [{ from: n, to: n + 1 }] : []));

/** Runs of lines that say the same name. */
function named(lines: readonly string[], name: RegExp): Rule[] {
  const rules: (Rule & { name: string })[] = [];
  for (const [n, line] of lines.entries()) {
    const found = name.exec(line)?.[1];
    const last = rules.at(-1);
    if (found === undefined) continue;
    if (last?.name === found && last.to === n) rules[rules.length - 1] = { ...last, to: n + 1 };
    else rules.push({ name: found, from: n, to: n + 1 });
  }
  return rules;
}

const swapped = (a: string, b: string) => (rule: string) => (rule.includes(a) ? rule.replace(a, b) : rule.replace(b, a));

const JUNOS = /^set security policies from-zone \S+ to-zone \S+ policy (?!segplan-)\S+/;
const FORMS: readonly Form[] = [
  {
    target: asa,
    read: READINGS.asa,
    rules: linesThat(/^access-list (?!segplan_closed)\S+ extended (?!deny ip any any$)/),
    isOrdered: (one, other) => one.split(' ')[1] === other.split(' ')[1],
    disabled: ([line]) => [`${line} inactive`],
    otherVerdict: swapped(' permit ', ' deny '),
    widened: (rule) => rule.replace(/ (?:eq \S+|range \S+ \S+)$/, ''),
  },
  {
    target: fortios,
    read: READINGS.fortios,
    rules: (lines) =>
      lines.flatMap((line, n) => {
        if (!/^ {4}edit \d+$/.test(line)) return [];
        return [{ from: n, to: lines.indexOf('    next', n) + 1 }];
      }),
    tidied: (lines) => {
      const there = new Set(lines.flatMap((line) => /^ {4}edit (\d+)$/.exec(line)?.[1] ?? []));
      return lines.filter((line) => (/^ {4}move (\d+) \w+ (\d+)$/.exec(line)?.slice(1) ?? []).every((id) => there.has(id)));
    },
    moved: (lines, former, rule) => {
      const [one, other] = [rule, former].map(({ from }) => /\d+/.exec(lines[from]!)![0]);
      return lines.toSpliced(lines.lastIndexOf('end'), 0, `    move ${one} before ${other}`);
    },
    isOrdered: () => true,
    disabled: (rule) => rule.toSpliced(1, 0, '        set status disable'),
    // What is allowed says nothing of virtual IPs.
    otherVerdict: (rule) =>
      swapped('set action accept', 'set action deny')(rule).replace(/(action accept[\s\S]*?)\n *set match-vip enable/, '$1'),
    widened: (rule) => rule.replace(/(set service )".*"/, '$1"ALL"'),
  },
  {
    target: junos,
    read: READINGS.junos,
    rules: (lines) => named(lines, new RegExp(`(${JUNOS.source.slice(1)})`)),
    isOrdered: (one, other) => /from-zone \S+ to-zone \S+/.exec(one)![0] === /from-zone \S+ to-zone \S+/.exec(other)![0],
    disabled: (rule) => [...rule, `deactivate ${JUNOS.exec(rule[0]!)![0].slice(4)}`],
    otherVerdict: swapped(' then permit', ' then deny'),
    widened: (rule) => rule.replace(/ application (?:\[.*\]|\S+)$/m, ' application any'),
  },
  {
    target: panos,
    read: READINGS.panos,
    rules: linesThat(/^set rulebase security rules (?!segplan-)\S+ rule-type interzone /),
    isOrdered: () => true,
    disabled: ([line]) => [`${line} disabled yes`],
    otherVerdict: swapped(' action allow', ' action drop'),
    widened: (rule) => rule.replace(/ service (?:\[.*?\]|\S+)/, ' service any'),
  },
  {
    // Its strict reading has denies win whatever the order, and no word for a rule that is off.
    target: csv,
    read: READINGS.csv,
    rules: (lines) => linesThat(/^[^,]+,(?:allow|deny),/)(lines),
    isOrdered: () => false,
    widened: (rule) => rule.replace(/,(?:"[^"]*"|[^,]*)(?=(?:,[^,]*){5}$)/, ',any'),
  },
];

type Change = (form: Form, rule: readonly string[]) => { runs: string[]; means: string[] } | undefined;

const changedTo = (rule: string[]): { runs: string[]; means: string[] } => ({ runs: rule, means: rule });

/** What people do to rules: what the file says then, and where a form has a word for it, what that means. */
const CHANGES: Readonly<Record<string, Change>> = {
  'a rule deleted': () => changedTo([]),
  'a rule disabled': ({ disabled }, rule) => disabled && { runs: disabled(rule), means: [] },
  'a rule with the other verdict': ({ otherVerdict }, rule) =>
    otherVerdict && changedTo(otherVerdict(rule.join('\n')).split('\n')),
  'a rule for every service': ({ widened }, rule) => changedTo(widened(rule.join('\n')).split('\n')),
};

function changed(
  form: Form,
  files: readonly OutputFile[],
  seed: number,
  name: string,
): { runs: OutputFile[]; means: OutputFile[] } | undefined {
  const lines = files[0]!.text.split('\n');
  const all = form.rules(lines);
  const textOf = ({ from, to }: Rule): string => lines.slice(from, to).join('\n');
  const closes = (rule: Rule): boolean => / (?:deny|drop)\b/.test(textOf(rule));
  const isMove = name === 'a rule moved up';
  // To go past a rule that does the same changes nothing.
  const rules = isMove
    ? all.filter(
        (rule, n) => n && closes(rule) !== closes(all[n - 1]!) && form.isOrdered(lines[all[n - 1]!.from]!, lines[rule.from]!),
      )
    : all;
  if (!rules.length) return undefined;
  const one = rules[chanceOf(seed)(rules.length)]!;
  const { from, to } = one;
  const rule = lines.slice(from, to);
  const written = (start: number, end: number, put: readonly string[]): OutputFile[] => {
    const made = lines.toSpliced(start, end - start, ...put);
    return files.with(0, { ...files[0]!, text: (form.tidied?.(made) ?? made).join('\n') });
  };
  if (isMove) {
    const former = all[all.indexOf(one) - 1]!;
    const moved = form.moved
      ? written(0, lines.length, form.moved(lines, former, one))
      : written(former.from, to, [...rule, ...lines.slice(former.to, from), ...lines.slice(former.from, former.to)]);
    return { runs: moved, means: moved };
  }
  const made = CHANGES[name]!(form, rule);
  return made && made.runs.join('\n') !== rule.join('\n')
    ? { runs: written(from, to, made.runs), means: written(from, to, made.means) }
    : undefined;
}

const PLAN = `plan "Drift"
zone a { subnet 10.1.0.0/24, fd00:1::/64 component p at 10.1.0.5 }
zone b { subnet 10.2.0.0/24, fd00:2::/64 component q at 10.2.0.5 }
zone c external
allow a -> b : tcp 20-30, udp 53
deny a -> q : tcp 23
allow p -> q : tcp 443
deny p -> b : tcp 25, udp 53
allow c -> q : tcp 443
deny b -> a : udp 1-100
allow q -> a : udp 50-60
`;

describe('an audit of firewalls between zones says what packets find', () => {
  for (const form of FORMS)
    for (const name of form.disabled
      ? [...Object.keys(CHANGES), 'a rule moved up']
      : ['a rule deleted', 'a rule for every service'])
      it(`${form.target.name}: of ${name}`, async () => {
        const { target, zoneOf } = withTopology(form.target);
        let [all, reported] = [0, 0];
        const tried = async (text: string, seeds: readonly number[]): Promise<void> => {
          const right = await running(text, target);
          if (!right) return;
          const home = zoneOf();
          for (const seed of seeds) {
            const made = changed(form, right.files, seed, name);
            if (!made) continue;
            all++;
            if (agrees({ ...right, files: made.runs }, form.read(made.means, home), seed, 12)) reported++;
          }
        };
        await tried(PLAN, [1, 2, 3]);
        await fc.assert(
          fc.asyncProperty(randomPlanWithDenies, fc.nat(), (text, seed) => tried(text, [seed, seed + 1])),
          { numRuns: ofChance(8, 2) * MORE, seed: 41 },
        );
        if (MORE > 1) console.log(`      ${all} changed, ${reported} reported`);
        assert.ok(all > 2 && reported > 0, `${all} changed, ${reported} reported`);
      });
});

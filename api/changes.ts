import type { Analysis } from '../language/analysis/analyze.ts';
import { changeWriters } from '../language/generated/change-writers.ts';
import { targets } from '../language/generated/targets.ts';
import { firstOf } from '../language/model/describe-addresses.ts';
import type { PlanFirewall } from '../language/model/plan.ts';
import { generate } from '../language/rulesets/generate.ts';
import type { OutputFile, Target } from '../language/rulesets/target.ts';
import { auditBy, isAside, sideOf } from '../language/running/audit.ts';
import { answersOf } from '../language/running/audit-notes.ts';
import type { ChangeWriter, NoChange, WrittenChange } from '../language/running/changing/change.ts';
import { changeOf, hasDrift } from '../language/running/changing/change-file.ts';
import { readRunning } from '../language/running/detect.ts';
import { type Asked, askedOf, auditAsked, type RunningFile } from './audit.ts';
import { SegplanError } from './errors.ts';
import type { OpenPlan } from './load.ts';
import type { PlanSource } from './plan-source.ts';
import type { AuditOptions, DeviceChange } from './types.ts';

/** What devices need to do what a plan says. */
export interface Changes {
  readonly changes: readonly DeviceChange[];
  /** Whether plan and devices agree for certain, as an audit says it. */
  readonly inStep: boolean;
  readonly incomplete: boolean;
}

/**
 * What each device needs to be in step with a plan: commands for single rules where its form has them and they suffice, else the whole rule set.
 * @param files running files; where there are none, those that the plan's firewalls name
 * @throws SegplanError where a file can't be read, its form isn't known, nothing says what runs, or nobody says of which firewall of several
 */
export async function changesIn(
  plan: OpenPlan,
  source: PlanSource,
  files: readonly string[],
  options: AuditOptions = {},
): Promise<Changes> {
  const asked = await askedOf(plan, source, files, options);
  for (const each of asked.firewalls) assertWhose(each, asked.analysis, options);
  const { inStep, incomplete } = auditAsked(asked);
  const changes: DeviceChange[] = [];
  for (const firewall of asked.firewalls)
    for (const file of firewall.files) changes.push(await changeOfFile(plan, asked.analysis, firewall, file));
  return { changes, inStep, incomplete };
}

/** Commands of a whole plan are for none of several firewalls. @throws SegplanError where nobody says which of them the files are of */
function assertWhose({ firewall, files }: Asked['firewalls'][number], { plan }: Analysis, { host }: AuditOptions): void {
  const names = plan.firewalls.filter(({ zones }) => zones.length).map(({ name }) => name);
  const file = files.find(({ devices }) => devices.some((device) => !device.host));
  if (firewall || host !== undefined || names.length < 2 || !file) return;
  throw new SegplanError(
    `The plan has several firewalls (${firstOf(names)}), and commands are for one: name the one that ${file.file} is of (--firewall ${names[0]}).`,
  );
}

async function changeOfFile(
  plan: OpenPlan,
  analysis: Analysis,
  { firewall, options }: Asked['firewalls'][number],
  running: RunningFile,
): Promise<DeviceChange> {
  const { devices, file, text } = running;
  const form = devices[0]?.format ?? running.form ?? '';
  const audits = auditBy(sideOf(analysis, options), devices, options);
  const notes: string[] = [];
  const lacking = audits.flatMap(({ cutOff }) => cutOff.filter(({ rule }) => !rule)).length;
  if (lacking)
    notes.push(
      'Something is needed there that the plan does not allow either, and it stays closed: add the rules to the plan first.',
    );
  const [unknown] = audits.flatMap((each) => each.unknown);
  if (unknown)
    notes.push(`Nobody understands line ${unknown.line} of it (${unknown.what}): whether it is in step then is for you to see.`);
  const [howBack] = audits.flatMap((each) => answersOf(each.device, each.cutOff));
  if (howBack !== undefined) notes.push(`What answers some of it does not get back. ${howBack}`);
  for (const each of audits) if (each.skipped && !isAside(each, audits)) for (const note of each.notes) notes.push(note);
  const writer = changeWriters.find(({ name }) => name === form);
  const common = { firewall: firewall?.name ?? null, file, form, notes, comment: writer?.comment ?? null, loading: null };
  if (!audits.some(hasDrift)) {
    const why = howBack === undefined ? null : 'no rule for new connections has their answers get back';
    return { ...common, commands: '', after: null, isWhole: false, why };
  }
  const change: WrittenChange | NoChange = writer
    ? changeOf(analysis, devices, text, writer, (given) => readRunning(given, file, form), options)
    : { why: 'no changes of single rules are written in its form' };
  // However long it is: a whole rule set takes nothing away from what runs, and was held against nothing.
  if (!('why' in change)) return { ...common, notes: [...notes, ...passingNotes(change)], ...singly(change, writer!) };
  const whole = await wholeOf(plan, firewall, running, form);
  const { why } = change;
  return { ...common, notes: [...notes, ...whole.notes], commands: whole.text, after: null, isWhole: true, why };
}

function singly({ commands, after }: WrittenChange, { loading }: ChangeWriter) {
  return { commands: `${commands.join('\n')}\n`, after: after ?? null, isWhole: false, why: null, loading };
}

/** Rules of a plan end with their day or their phase; a command for a single rule has no end. */
function passingNotes({ passing = new Map() }: WrittenChange): string[] {
  return [...passing].map(
    ([id, stays]) =>
      `${id} is to stay ${stays} alone, and these commands write it without an end: ask for them again then, and load what takes it away.`,
  );
}

/** The whole rule set of the plan in the form of a device, of its address family where each has a file of its own. */
async function wholeOf(
  { document, services }: OpenPlan,
  firewall: PlanFirewall | undefined,
  { devices, file }: RunningFile,
  form: string,
): Promise<{ text: string; notes: string[] }> {
  const target: Target | undefined = targets.find(({ name }) => name === form);
  if (!target) return { text: '', notes: [`There is no form ${form} to write a rule set in.`] };
  const isOfHost = devices.every((device) => device.host) && !target.atHosts && !firewall;
  const made = await generate(document, services, {
    target: form,
    ...(firewall && { firewall: firewall.name }),
    ...(isOfHost && { scope: 'host' as const }),
  });
  const notes = made.problems.filter(({ level }) => level === 'error').map(({ message }) => message);
  const families = new Set(devices.flatMap((device) => device.families));
  const own = made.files.filter((each) => isFor(each, families, form));
  if (!own.length) return { text: '', notes: [...notes, `No rule set could be written for ${file}.`] };
  return { text: own.map(({ text }) => text).join('\n'), notes };
}

/** Whether a file speaks of a family of the device. */
function isFor({ text, name, binary, apart }: OutputFile, families: ReadonlySet<number>, form: string): boolean {
  if (binary || apart) return false;
  const devices = readRunning(text, name, form);
  return !devices.length || devices.some((device) => device.families.some((family) => families.has(family)));
}

import { AstUtils } from 'langium';
import { type URI, Utils } from 'vscode-uri';
import type { Analysis } from '../language/analysis/analyze.ts';
import { hidesMeaning } from '../language/checking/document-errors.ts';
import type { PlanFirewall } from '../language/model/plan.ts';
import { type Audit, audit, type AuditOptions as RunningOptions } from '../language/running/audit.ts';
import { readRunning, UnknownForm } from '../language/running/detect.ts';
import type { Drift } from '../language/running/drift.ts';
import type { RunningDevice } from '../language/running/running.ts';
import { SegplanError } from './errors.ts';
import type { OpenPlan } from './load.ts';
import type { PlanSource } from './plan-source.ts';
import type { AuditOptions } from './types.ts';

/** A firewall of the plan, or what files were given for, with what the audit of it says. */
export interface FirewallAudit extends Audit {
  /** Nothing where the files were given without a firewall. */
  readonly firewall: PlanFirewall | undefined;
}

/** What was found, with what it was found by. */
export interface Audited {
  readonly analysis: Analysis;
  readonly firewalls: readonly FirewallAudit[];
  readonly inStep: boolean;
  /** Whether parts of the plan could not be understood, so that the answer may be incomplete. */
  readonly incomplete: boolean;
}

/** A running file, as it was read. */
export interface RunningFile {
  readonly file: string;
  readonly form: string | undefined;
  readonly text: string;
  readonly devices: readonly RunningDevice[];
}

/** What is held against a plan. */
export interface Asked {
  readonly analysis: Analysis;
  readonly firewalls: readonly {
    /** Nothing where the files were given without a firewall. */
    readonly firewall: PlanFirewall | undefined;
    readonly files: readonly RunningFile[];
    readonly options: RunningOptions;
  }[];
  /** Whether parts of the plan could not be understood, so that the answer may be incomplete. */
  readonly incomplete: boolean;
}

/**
 * Holds what firewalls run against a plan.
 * @param files running files; where there are none, those that the plan's firewalls name
 * @throws SegplanError where a file can't be read, its form isn't known, or nothing says what runs
 */
export async function auditIn(
  plan: OpenPlan,
  source: PlanSource,
  files: readonly string[],
  options: AuditOptions = {},
): Promise<Audited> {
  return auditAsked(await askedOf(plan, source, files, options));
}

/** The audit of what was read. */
export function auditAsked({ analysis, firewalls, incomplete }: Asked): Audited {
  const audited = firewalls.map(({ firewall, files, options }): FirewallAudit => {
    const devices = files.flatMap((each) => each.devices);
    return { firewall, ...audit(analysis, devices, options) };
  });
  return { analysis, firewalls: audited, inStep: audited.every(({ inStep }) => inStep), incomplete };
}

/**
 * Reads what firewalls run.
 * @param files running files; where there are none, those that the plan's firewalls name
 * @throws SegplanError where a file can't be read, its form isn't known, or nothing says what runs
 */
export async function askedOf(
  { document, services }: OpenPlan,
  source: PlanSource,
  files: readonly string[],
  options: AuditOptions,
): Promise<Asked> {
  const analysis = services.segplan.Plans.analysis(document.parseResult.value);
  const { plan } = analysis;
  const named = options.firewall;
  const firewall = named === undefined ? undefined : plan.firewalls.find(({ name }) => name === named);
  if (named !== undefined && !firewall) {
    const known = plan.firewalls.map(({ name }) => name).join(', ');
    throw new SegplanError(`The plan has no firewall '${named}'; ${known ? `it has ${known}` : 'it names none'}.`);
  }
  const places = placesOf(options.interfaces ?? {}, analysis);
  assertHost(options.host, analysis);
  const asked = files.length
    ? [{ firewall, files }]
    : (firewall ? [firewall] : plan.firewalls)
        .filter((each) => each.running.length)
        .map((each) => ({ firewall: each, files: filesOf(each, source) }));
  if (!asked.length)
    throw new SegplanError(
      'Nothing says what runs: name files that firewalls wrote, or have the plan name them (firewall core : asa { running "core.txt" }).',
    );
  const firewalls: Asked['firewalls'][number][] = [];
  for (const each of asked) {
    const read: RunningFile[] = [];
    for (const file of each.files) {
      const text = await source.readRunning(file);
      read.push({ file, form: options.form, text, devices: devicesOf(text, file, options.form) });
    }
    const more = {
      places,
      ...(each.firewall && { firewall: each.firewall }),
      ...(options.host !== undefined && { host: options.host }),
    };
    firewalls.push({ firewall: each.firewall, files: read, options: more });
  }
  return { analysis, firewalls, incomplete: (document.diagnostics ?? []).some(hidesMeaning) };
}

/**
 * Where a plan and what its firewalls run part, from the running files that it names.
 * @throws SegplanError where it names none, and where one can't be read
 */
export async function driftIn(plan: OpenPlan, source: PlanSource): Promise<Drift> {
  const analysis = plan.services.segplan.Plans.analysis(plan.document.parseResult.value);
  if (!analysis.plan.firewalls.some(({ running }) => running.length))
    throw new SegplanError(
      'Nothing says what runs: have the plan name the files that its firewalls wrote, as in firewall core : asa { running "core.txt" }.',
    );
  const { firewalls } = await auditIn(plan, source, []);
  return {
    firewalls: firewalls.flatMap(({ firewall, devices, lacking }) =>
      firewall ? [{ firewall, files: [], devices, lacking }] : [],
    ),
  };
}

/** The running files of a firewall, as the source names them. */
function filesOf(firewall: PlanFirewall, source: PlanSource): string[] {
  return runningFilesOf(firewall).map((uri) => source.nameOf(uri.toString()));
}

/** The running files that a plan names for a firewall. */
export function runningFilesOf({ running, node }: PlanFirewall): URI[] {
  const folder = Utils.dirname(AstUtils.getDocument(node).uri);
  return running.map((file) => Utils.resolvePath(folder, file));
}

/** What a file says that devices run. @throws SegplanError where its form isn't known */
export function devicesOf(text: string, file: string, form: string | undefined): RunningDevice[] {
  try {
    return readRunning(text, file, form);
  } catch (error) {
    if (error instanceof UnknownForm) throw new SegplanError(error.message);
    throw error;
  }
}

/** The names of zones by the names of interfaces. @throws SegplanError for a zone that the plan hasn't */
function placesOf(
  interfaces: NonNullable<AuditOptions['interfaces']>,
  { plan }: Analysis,
): ReadonlyMap<string, readonly string[]> {
  return new Map(
    Object.entries(interfaces).map(([place, zones]) => {
      const names = typeof zones === 'string' ? [zones] : zones;
      for (const name of names)
        if (!plan.zones.some((zone) => zone.name === name))
          throw new SegplanError(`The plan has no zone '${name}', which ${place} is said to lead to.`);
      return [place, names];
    }),
  );
}

function assertHost(host: string | undefined, { plan }: Analysis): void {
  if (host === undefined || plan.zones.some(({ name }) => name === host)) return;
  const isNamed = plan.components.some(({ name, zone }) => name === host || `${zone.name}.${name}` === host);
  if (!isNamed)
    throw new SegplanError(`The plan has no component and no zone '${host}', whose firewall the file is said to be of.`);
}

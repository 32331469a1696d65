import type { Analysis } from '../analysis/analyze.ts';
import type { Box, Region } from '../analysis/region.ts';
import { intersect, isEmptyBox } from '../analysis/region.ts';
import { waysOf } from '../analysis/ways/ways.ts';
import { type AddressSet, ANYWHERE } from '../model/addresses.ts';
import type { PlanFirewall } from '../model/plan.ts';
import { ANY_SERVICE } from '../model/services.ts';
import { atOnce, type Steps } from '../model/steps.ts';
import { type SeenTranslation, seenAt } from '../rulesets/firewalls/seen-at.ts';
import { Arrivals, type AtHosts } from './arrivals.ts';
import { asOf, withLater } from './as-of.ts';
import {
  elsewhere,
  inspections,
  misnamed,
  notLookedFor,
  ofSeveral,
  repliesOf,
  undecided,
  unguarded,
  withoutWay,
} from './audit-notes.ts';
import { closedIn } from './closed-in.ts';
import type { CutOff } from './cut-off.ts';
import { type DeadRule, deadOnce, deadRules } from './dead-rules.ts';
import { devicesOf, placedOn } from './devices-of.ts';
import { placedOutside } from './dialing.ts';
import { Evaluator } from './evaluate.ts';
import { guardedBy, hostsOf, unplannedOf } from './host-addresses.ts';
import { openAnywhere } from './open-anywhere.ts';
import type { OpenBeyond } from './open-beyond.ts';
import { placeZones, type ZonePlacing } from './placing.ts';
import { PlanSide, type Sees } from './plan-side.ts';
import { routedNotes } from './routed.ts';
import type { RunningDevice, UnknownLine } from './running.ts';
import { withSaidLines } from './translated-lines.ts';

/** What to know besides the files. */
export interface AuditOptions {
  /** The names of zones by the names of interfaces and zones of devices, where they go by other names there. */
  readonly places?: ReadonlyMap<string, readonly string[]>;
  /** The firewall of the plan that the files are of: then what doesn't cross it is no part of the audit. */
  readonly firewall?: PlanFirewall;
  /** The component or zone whose own firewall the files are of, where they don't say it. */
  readonly host?: string;
}

/** The same of one device before others are known: what it lets out stands apart. */
type Held = DeviceAudit & Pick<AtHosts, 'letOut'>;

/** Where a plan and what a device runs part. */
export interface DeviceAudit {
  readonly device: RunningDevice;
  readonly placing: ZonePlacing;
  readonly cutOff: readonly CutOff[];
  readonly open: readonly OpenBeyond[];
  /** Of a file that several devices are read from it is told with one of them. */
  readonly unknown: readonly UnknownLine[];
  readonly dead: readonly DeadRule[];
  /** What this audit doesn't decide, a sentence each. */
  readonly notes: readonly string[];
  /** For the firewall of a host, or of a group of them: the addresses that it is about. */
  readonly guards?: AddressSet;
  /** Of its hosts what no zone of the plan has a place for, and it lets something pass there: a sentence each. */
  readonly lacking?: readonly string[];
  /** Set where it was not held against the plan at all; the notes say why. */
  readonly skipped?: true;
}

export interface Audit {
  readonly devices: readonly DeviceAudit[];
  /** Whether plan and devices agree for certain: nothing is cut off, nothing is open beyond the plan, no line is unknown, and nothing is left that no file speaks of. */
  readonly inStep: boolean;
  /** What keeps them from being in step without a line of its own, a sentence each: what no file speaks of, and what was not held against the plan. */
  readonly lacking: readonly string[];
}

/**
 * Holds what devices run against a plan: exactly, to the part of a range. Traffic inside of zones is no part of it, since the plan says nothing of it.
 * @param devices what the running files say; two of one firewall, such as one for each address family, are judged each for what it speaks of
 */
export function audit(analysis: Analysis, devices: readonly RunningDevice[], options: AuditOptions = {}): Audit {
  return atOnce(auditing(analysis, devices, options));
}

/** The same in steps. */
export function* auditing(analysis: Analysis, read: readonly RunningDevice[], options: AuditOptions = {}): Steps<Audit> {
  const side = sideOf(analysis, options);
  const { own, notes } = devicesOf(analysis, asOf(read, analysis.moment.today), options);
  const devices = options.firewall ? withSaidLines(own, options.firewall) : own;
  const held: Held[] = [];
  const hosts = hostsOf(devices);
  for (const device of devices) held.push(yield* auditingDevice(side, device, options, hosts));
  const all = together(held);
  const { plan } = side.analysis;
  const lacking = [
    ...undecided(plan, devices, options.firewall),
    ...unguarded(all, options.firewall),
    ...all.flatMap(({ placing }) => placing.parted),
    ...all.flatMap(({ lacking: each = [] }) => each),
  ];
  const found = all.some(({ device, cutOff, open }) => !device.host && cutOff.length + open.length > 0);
  const told = deadOnce(unknownOnce(all)).map((each, n) =>
    n || !all.length
      ? each
      : {
          ...each,
          notes: [
            ...each.notes,
            ...notes,
            ...ofSeveral(plan, { firewall: options.firewall, found }),
            ...withoutWay(plan, options.firewall),
            ...lacking,
            ...elsewhere(plan, all, options.firewall),
            ...misnamed(devices, options.firewall, options.places),
          ],
        },
  );
  const isWhole = all.length > 0 && !lacking.length;
  const unheld = all.filter((each) => each.skipped && !isAside(each, all)).flatMap(({ notes: [why] }) => why ?? []);
  return {
    devices: told,
    inStep: isWhole && all.every((each) => isInStep(each) || isAside(each, all)),
    lacking: [...new Set([...lacking, ...unheld])],
  };
}

/** Whether something is left aside: what a firewall lets come to itself is another question than what it lets pass, where nobody asks it. */
export function isAside({ skipped, device: { file } }: DeviceAudit, all: readonly DeviceAudit[]): boolean {
  return skipped === true && all.some((other) => !other.skipped && other.device.file === file);
}

/** What nobody understands in a file that several devices are read from is told with the first of them that is held against the plan. */
function unknownOnce(audits: readonly DeviceAudit[]): DeviceAudit[] {
  const teller = new Map<unknown, DeviceAudit>();
  for (const each of audits) {
    const known = teller.get(each.unknown);
    if (!known || (known.skipped && !each.skipped)) teller.set(each.unknown, each);
  }
  return audits.map((each) => (teller.get(each.unknown) === each ? each : { ...each, unknown: [] }));
}

/** A plan as devices are held against it: what of it crosses a firewall, where one is named. */
export function sideOf(analysis: Analysis, { firewall }: AuditOptions): PlanSide {
  return new PlanSide(analysis, firewall && crossing(analysis, firewall));
}

/** Holds devices against a plan, each by itself. */
export function auditBy(side: PlanSide, read: readonly RunningDevice[], options: AuditOptions): DeviceAudit[] {
  const { own } = devicesOf(side.analysis, asOf(read, side.analysis.moment.today), options);
  const devices = options.firewall ? withSaidLines(own, options.firewall) : own;
  return together(devices.map((device) => atOnce(auditingDevice(side, device, options))));
}

/** Whether a device does for certain what the plan says. */
export function isInStep({ device, cutOff, open, unknown, skipped, lacking }: DeviceAudit): boolean {
  return !skipped && !lacking?.length && !cutOff.length && !open.length && !unknown.length && !device.unknown.length;
}

/** What devices do, once it is known what each lets come. */
function together(all: readonly Held[]): DeviceAudit[] {
  const arrivals = new Arrivals(all);
  return all.map(({ letOut, ...held }) => ({ ...held, open: arrivals.openAt({ ...held, ...(letOut && { letOut }) }) }));
}

function placingOf(analysis: Analysis, device: RunningDevice, { places, firewall }: AuditOptions): ZonePlacing {
  return firewall
    ? placedOutside(placedOn(analysis, firewall, device, places), seenBy(analysis, firewall, device))
    : placeZones(analysis.plan, device, places);
}

/** @param hosts the addresses of all hosts that the files tell of */
function* auditingDevice(
  side: PlanSide,
  device: RunningDevice,
  options: AuditOptions,
  hosts: AddressSet = hostsOf([device]),
): Steps<Held> {
  const { firewall } = options;
  const { names } = side.analysis;
  const placing = placingOf(side.analysis, device, options);
  const base = { device, placing, unknown: device.unknown };
  yield;
  const evaluator = new Evaluator(device, placing, names);
  const { dead, isPart } = yield* deadRules(device.later ? new Evaluator(withLater(device), placing, names) : evaluator);
  const partly = isPart ? ['Not all rules are looked at that may be without effect: they touch each other too often.'] : [];
  if (!device.host) {
    // Nobody but a translated machine has an outer address, and what it has is asked by the machine's own.
    const within = (box: Box): Region => placing.dialing?.lessOuter(box) ?? [box];
    const cutOff = yield* closedIn(side, evaluator, within, { stages: device.stages, back: device.stages });
    const open = yield* openAnywhere(side, evaluator, within, device.stages);
    return {
      ...base,
      cutOff,
      open,
      dead,
      notes: [
        ...placing.notes,
        ...routedNotes(side.analysis.plan, device, [...cutOff, ...open]),
        ...repliesOf(device, cutOff, side.analysis),
        ...inspections(device),
        ...notLookedFor(firewall),
        ...partly,
      ],
    };
  }
  const guarded = guardedBy(side, device, options);
  if (typeof guarded === 'string') return { ...base, cutOff: [], open: [], dead, notes: [guarded, ...partly], skipped: true };
  const { addresses } = guarded;
  const comes = partOf({ destinations: addresses });
  const goes = partOf({ sources: addresses });
  const { stages, outbound } = device;
  return {
    ...base,
    guards: addresses,
    lacking: unplannedOf(side, evaluator, guarded, hosts),
    cutOff: [
      ...(yield* closedIn(side, evaluator, comes, { stages, back: outbound ?? [] })),
      ...(outbound || device.answering ? yield* closedIn(side, evaluator, goes, { stages: outbound ?? [], back: stages }) : []),
    ],
    open: yield* openAnywhere(beyondOf(side, firewall), evaluator, comes, stages),
    ...(outbound && { letOut: yield* openAnywhere(beyondOf(side, firewall), evaluator, goes, outbound) }),
    dead,
    notes: [
      ...placing.notes,
      ...repliesOf(device, [], side.analysis),
      ...inspections(device),
      'What stays inside of a zone is not held against the plan.',
      ...partly,
    ],
  };
}

/** The components that rules of a device have outer addresses for, or objects that lead from there. */
function seenBy({ plan }: Analysis, firewall: PlanFirewall, { translated = 'real', host }: RunningDevice): SeenTranslation[] {
  const ways = waysOf(plan);
  return ways ? seenAt(firewall, host ? 'at' : 'between', translated, plan, ways) : [];
}

/**
 * What a firewall at hosts lets pass is held against the plan wherever it comes from: whether a way of the plan leads there is another question, and packets that came some
 * other way would get in.
 */
function beyondOf(side: PlanSide, firewall: PlanFirewall | undefined): PlanSide {
  if (!firewall?.guarded.length) return side;
  const { analysis } = side;
  const guarded = new Set(firewall.guarded);
  const crosses = crossing(analysis, firewall);
  return new PlanSide(analysis, (from, to) => crosses(from, to) || guarded.has(from!) || guarded.has(to!));
}

/** Whether traffic between two zones crosses a firewall; what lies in no zone may. */
export function crossing({ plan }: Analysis, firewall: PlanFirewall): Sees {
  const ways = waysOf(plan);
  return (from, to) => !from || !to || ways?.passes(firewall, from, to) !== false;
}

function partOf(sides: Partial<Box>): (box: Box) => Region {
  const whole: Box = { sources: ANYWHERE, destinations: ANYWHERE, services: ANY_SERVICE, ...sides };
  return (box) => intersect([box], [whole]).filter((each) => !isEmptyBox(each));
}

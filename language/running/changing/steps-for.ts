import type { Analysis } from '../../analysis/analyze.ts';
import { BoxIndex } from '../../analysis/box-index.ts';
import type { RuleBox } from '../../analysis/permissions.ts';
import { type Box, intersectBoxes, isEmptyBox, overlap, type Region, subtract } from '../../analysis/region.ts';
import { append, note } from '../../model/lists.ts';
import type { PlanRule } from '../../model/plan.ts';
import { identify } from '../../rulesets/rule-ids.ts';
import type { DeviceAudit } from '../audit.ts';
import type { CutOff } from '../cut-off.ts';
import { Evaluator } from '../evaluate.ts';
import { merged } from '../merged.ts';
import type { OpenBeyond } from '../open-beyond.ts';
import { askable, type PlanSide } from '../plan-side.ts';
import { compile, type ProgramList } from '../program.ts';
import type { RuleList, RunningDevice, RunningRule } from '../running.ts';
import type { NewRule } from './change.ts';
import type { Addition } from './draft.ts';

/** So many boxes of a plan are held against one rule of a device before it is left as it is, with denies before it. */
const MOST_KEPT = 200;

/** Rules of a device that are taken away, with what caused it. */
export interface Deletion {
  readonly list: RuleList;
  readonly rule: RunningRule;
  /** What is cut off by it; nothing where it lets pass too much. */
  readonly cut: Region;
}

/**
 * What parts a device and the plan, and can be mended at the device by rules: what the plan itself doesn't allow is never opened, and no rule has a device keep connections
 * of which it keeps none.
 */
export function driftOf({ device, cutOff, open, skipped }: DeviceAudit): {
  cuts: readonly CutOff[];
  opens: readonly OpenBeyond[];
} {
  if (skipped) return { cuts: [], opens: [] };
  return { cuts: cutOff.filter(({ rule, onceOpen }) => rule && !(onceOpen && device.howBack !== undefined)), opens: open };
}

/** Rules that are in the way, or let pass too much: the shortest change is one without them, if that does no harm. */
export function deletionsFor(audits: readonly DeviceAudit[]): Deletion[] {
  const result = new Map<RunningRule, Deletion & { readonly cut: Box[] }>();
  for (const audited of audits) {
    const { cuts, opens } = driftOf(audited);
    for (const { list, by, region } of cuts) {
      if (by?.action !== 'deny') continue;
      const known = result.get(by);
      if (known) append(known.cut, region);
      else result.set(by, { list, rule: by, cut: [...region] });
    }
    for (const { list, rule } of opens) if (rule?.action === 'permit') result.set(rule, { list, rule, cut: [] });
  }
  return [...result.values()];
}

/**
 * Which of some rules can go: none that closed what nothing else closes, or let pass what nothing else does, and none without which what it cut off is no less
 * closed.
 * @param before what an audit says now
 * @param without what it says once all of them are gone
 */
export function harmless(
  deletions: readonly Deletion[],
  before: readonly DeviceAudit[],
  without: readonly DeviceAudit[],
): Deletion[] {
  const cutIn = (audits: readonly DeviceAudit[]): Region =>
    audits.flatMap((each) => driftOf(each).cuts.flatMap(({ region }) => region));
  const opened = without.flatMap((each) => driftOf(each).opens.flatMap(({ region }) => region));
  const closed = cutIn(without);
  const newly = subtract(closed, cutIn(before));
  const among = (boxes: Region): ((some: Region) => boolean) => {
    const index = new BoxIndex(boxes);
    return (some) => some.some((box) => index.touching(box).some((other) => overlap(box, other)));
  };
  const [meetsOpened, meetsClosed, meetsNewly] = [among(opened), among(closed), among(newly)];
  return deletions.filter(({ rule, cut }) =>
    rule.action === 'deny' ? !meetsOpened(rule.traffic) && !meetsClosed(cut) : !meetsNewly(rule.traffic),
  );
}

/** How new rules are made. */
export interface Manner {
  /** Whether they stand before all others that are about any of their traffic, and not where it is decided now. */
  readonly isFirst: boolean;
  /** Whether a rule may say all that its rule of the plan says where that is shorter, and not exactly what is cut off. */
  readonly isWide: boolean;
  /** The lists of which no rule may go, since they decide something else as well. */
  readonly others: ReadonlySet<string>;
}

/**
 * The rules that a device lacks, each where the traffic that it is about is decided now.
 * @returns with the rules that others replace
 */
export function additionsFor(
  audited: DeviceAudit,
  side: PlanSide,
  { isFirst, isWide, others }: Manner,
): { added: Addition[]; gone: { list: RuleList; rule: RunningRule }[] } {
  const { analysis } = side;
  const { cuts, opens } = driftOf(audited);
  if (!cuts.length && !opens.length) return { added: [], gone: [] };
  const evaluator = new Evaluator(audited.device, audited.placing, analysis.names);
  const boxesOf = new Map<PlanRule, RuleBox[]>();
  if (isWide && cuts.length) for (const box of analysis.allows) note(boxesOf, box.rule, box);
  const added: Addition[] = [];
  const gone: { list: RuleList; rule: RunningRule }[] = [];
  const put = (list: RuleList, before: RunningRule | undefined, rule: NewRule): void => {
    if (before) {
      added.push({ list, before, rule });
      return;
    }
    for (const place of placesAtEnd(list, rule.region, evaluator, isFirst))
      added.push({ list: place.list, before: place.before, rule: { ...rule, region: place.region } });
  };
  for (const { list, by, rule, region: exact } of cuts) {
    const region = isWide ? shorter(exact, boxesOf.get(rule!) ?? [], audited) : exact;
    put(list, by, { action: 'permit', region, ...labelOf(rule!, analysis) });
  }
  const beyond = new Map<RunningRule | RuleList, { list: RuleList; rule: RunningRule | undefined; region: Box[] }>();
  for (const { list, rule, region } of opens) {
    const known = beyond.get(rule ?? list);
    if (known) append(known.region, region);
    else beyond.set(rule ?? list, { list, rule, region: [...region] });
  }
  for (const { list, rule, region } of beyond.values()) {
    const kept = rule?.action === 'permit' && !others.has(list.name) ? keptOf(rule, list, audited, side, evaluator) : undefined;
    if (rule && kept && sizeOf(kept.flatMap((each) => each.region)) <= sizeOf(region)) {
      gone.push({ list, rule });
      for (const each of kept) added.push({ list, before: rule, rule: each });
    } else put(list, rule, { action: 'deny', region: merged(region), id: 'not-in-plan', label: 'not in the plan' });
  }
  return { added, gone };
}

/** What is cut off, or all that the rule of the plan says there where that is shorter. */
function shorter(exact: Region, boxes: readonly RuleBox[], { device }: DeviceAudit): Region {
  const own = boxes.filter((box) => exact.some((each) => overlap(each, box)));
  const wide = merged(own.flatMap((box) => askable(box, device)));
  return sizeOf(wide) < sizeOf(exact) ? wide : exact;
}

function labelOf(rule: PlanRule, { plan }: Analysis): Pick<NewRule, 'id' | 'label' | 'stays'> {
  const id = identify(plan).get(rule)?.id ?? `line-${rule.line}`;
  const { until, phase } = rule;
  const stays = [...(until ? [`until ${until}`] : []), ...(phase ? [`during ${phase}`] : [])].join(', ');
  return { id, label: rule.reason ? `${id} ${rule.reason}` : id, ...(stays && { stays }) };
}

/** What of a rule the plan permits and no rule before it decides, as rules of their own; nothing where these are too many. */
function keptOf(
  rule: RunningRule,
  list: RuleList,
  { device, placing }: DeviceAudit,
  side: PlanSide,
  evaluator: Evaluator,
): NewRule[] | undefined {
  const alone: RunningDevice = { ...device, lists: new Map([[list.name, { ...list, rules: [rule] }]]) };
  const { names } = side.analysis;
  const { entries } = compile(alone, placing, names).get(list.name)!;
  const reaches = (box: Box): Region =>
    evaluator.judge([box], [list.name]).permits.flatMap((each) => (each.rule === rule ? [each.box] : []));
  const byRule = new Map<PlanRule, Box[]>();
  let held: Box[] = [];
  for (const entry of entries)
    for (const piece of askable(entry, device).flatMap((each) => side.crossing(each)))
      for (const { box, rule: own } of side.allowed(piece)) {
        const parts = subtract([box], held).flatMap(reaches);
        if (!parts.length) continue;
        held = [...held, ...parts];
        if (held.length > MOST_KEPT) return undefined;
        byRule.set(own, [...(byRule.get(own) ?? []), ...parts]);
      }
  return [...byRule].map(([own, boxes]) => ({
    action: 'permit',
    region: merged(boxes),
    ...labelOf(own, side.analysis),
  }));
}

/** About how many lines a region takes. */
function sizeOf(region: Region): number {
  return region.reduce(
    (sum, { sources, destinations, services }) =>
      sum + sources.intervals.length * destinations.intervals.length * services.intervals.length,
    0,
  );
}

interface PlaceAtEnd {
  readonly list: RuleList;
  readonly before: RunningRule | undefined;
  readonly region: Region;
}

/** Where what no rule of a list matches can be given a rule: at its end, or at that of a list which it goes to and never comes back from. */
function placesAtEnd(list: RuleList, region: Region, { lists: programs }: Evaluator, isFirst: boolean): PlaceAtEnd[] {
  const program = programs.get(list.name);
  if (!program) return [];
  if (isFirst) {
    const near = new Set(region.flatMap((box) => program.near(box).filter((entry) => overlap(entry, box))));
    const first = program.entries.find((entry) => near.has(entry));
    return [{ list, before: first?.rule, region }];
  }
  return endsOf(program, region, programs, 0);
}

/** So deep lists lead to each other. */
const MOST_DEEP = 16;

function endsOf(
  { list, entries }: ProgramList,
  region: Region,
  programs: ReadonlyMap<string, ProgramList>,
  depth: number,
): PlaceAtEnd[] {
  const result: PlaceAtEnd[] = [];
  let left = region;
  for (const entry of depth < MOST_DEEP ? entries : []) {
    const { rule, position, perhaps } = entry;
    const next = list.rules[position + 1];
    const isGone =
      typeof rule.action === 'object' && next?.action === 'return' && next.line === rule.line && next.text === rule.text;
    if (!isGone || perhaps !== undefined) continue;
    const called = programs.get((rule.action as { call: string }).call);
    const part = left
      .flatMap((box) => (overlap(box, entry) ? [intersectBoxes(box, entry)] : []))
      .filter((box) => !isEmptyBox(box));
    if (!called || !part.length) continue;
    append(result, endsOf(called, part, programs, depth + 1));
    left = subtract(left, [entry]);
  }
  return left.length ? [...result, { list, before: undefined, region: merged(left) }] : result;
}

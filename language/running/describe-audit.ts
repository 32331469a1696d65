import type { Analysis } from '../analysis/analyze.ts';
import { type Box, overlap, type Region } from '../analysis/region.ts';
import { type AddressSet, ALL_IPV4, ALL_IPV6, formatAddresses, hasAddresses } from '../model/addresses.ts';
import type { CatalogFlow } from '../model/catalog.ts';
import { serviceNamed } from '../model/common-services.ts';
import { describeAddresses, firstOf } from '../model/describe-addresses.ts';
import { placeInSource } from '../model/describe-source.ts';
import { IntervalSet } from '../model/interval-set.ts';
import type { Plan } from '../model/plan.ts';
import { ICMP_OF } from '../model/service-sets.ts';
import { formatServices } from '../model/services.ts';
import type { Trace } from '../rulesets/traces.ts';
import type { DeviceAudit } from './audit.ts';
import type { CutOff } from './cut-off.ts';
import type { DeadRule } from './dead-rules.ts';
import type { RuleList, RunningDevice, RunningRule } from './running.ts';

/** Traffic by the names that the plan has for it: `till -> db: tcp 5432-5440`. */
export function boxText(box: Box, plan: Plan): string {
  const known = serviceNamed(box.services, plan.catalog);
  const services = servicesText(box);
  return `${sideText(box.sources, plan)} -> ${sideText(box.destinations, plan)}: ${services}${known ? ` (${known.name})` : ''}`;
}

/** The services of some traffic for people: between addresses of one family, what is said of the icmp of the other one means nothing. */
function servicesText({ sources, destinations, services }: Box): string {
  const families = ([4, 6] as const).filter((family) => [sources, destinations].every((side) => hasAddresses(side, family)));
  const [family] = families;
  const other = ICMP_OF[family === 4 ? 6 : 4];
  const texts = families.length === 1 ? [services.union(other), services.subtract(other)].map(formatServices) : [];
  const text = texts.sort((a, b) => a.length - b.length)[0] ?? formatServices(services);
  return text.replace(/^(any except .*) except (.*)$/, '$1 (but with $2)');
}

/** Addresses by the zones that they are all of, or almost, in their address families; what is left by components and addresses. */
function sideText(set: AddressSet, plan: Plan): string {
  const families = ([4, 6] as const).filter((family) => hasAddresses(set, family));
  const own = IntervalSet.unionAll(families.map((family) => (family === 4 ? ALL_IPV4 : ALL_IPV6)));
  let left = set;
  const names: string[] = [];
  for (const zone of plan.zones) {
    const whole = zone.addresses.intersect(own);
    const part = whole.intersect(left);
    const out = whole.subtract(part);
    if (part.isEmpty || !isShorter(out, part)) continue;
    names.push(out.isEmpty ? zone.name : `all of ${zone.name} but ${listed(describeAddresses(out, plan))}`);
    left = left.subtract(part);
  }
  return left.isEmpty && names.length ? firstOf(names) : [...names, describeAddresses(left, plan)].join(', ');
}

/** Whether what a zone leaves out is said in fewer words than what is there of it. */
function isShorter(out: AddressSet, part: AddressSet): boolean {
  if (out.isEmpty) return true;
  const [outside, inside] = [out.intervals.length, part.intervals.length];
  // Each interval is a text at least: of many that tells enough.
  if (Math.max(outside, inside) > MOST_COMPARED && outside !== inside) return outside < inside;
  return formatAddresses(out).length < formatAddresses(part).length;
}

/** So many runs of addresses are compared by their texts. */
const MOST_COMPARED = 64;

/** Several names as one: what stands behind them belongs to something else. */
function listed(names: string): string {
  return names.includes(', ') ? `(${names})` : names;
}

/** What a device is called: its own name, and that of its file. */
export function deviceText({ name, file, host }: RunningDevice): string {
  return `${file}${name === undefined ? '' : ` (${name})`}${host ? ', the firewall of a host' : ''}`;
}

/** A rule of a device with its line: `line 17: access-list …`; where none decides, what the list does. */
export function deviceRuleText(rule: RunningRule | undefined, list: RuleList): string {
  if (rule) return `line ${rule.line}: ${rule.text}`;
  const what = list.otherwise === 'deny' ? 'denies' : 'permits';
  return `line ${list.line}: ${list.name || 'the list'} ${what} what no rule of it matches`;
}

/** What needs some traffic and on whose word: `veeam.backup-server to veeam.managed-server, management (Ports, 2)`. */
export function needText({ from, to, purpose, sources }: Trace): string {
  const [source] = sources;
  return `${from} to ${to}, ${purpose}${source ? ` (${placeInSource(source)})` : ''}`;
}

/** Why rules of a device let nothing pass though they are about it: `line 17 ended on 2026-10-31: access-list …`. */
export function untimelyTexts({ untimely = [] }: CutOff): string[] {
  const texts = untimely.slice(0, MOST_UNTIMELY).map((rule) => {
    const when = rule.untimely;
    const what = when && 'ended' in when ? `ended on ${when.ended}` : `lets it pass from ${when?.begins} on`;
    return `line ${rule.line} ${what}: ${rule.text}`;
  });
  const more = untimely.length - texts.length;
  return more > 0 ? [...texts, `and ${more} more whose time it is not`] : texts;
}

/** So many rules are named whose time it is not. */
const MOST_UNTIMELY = 4;

/** Where connections may begin, and don't go on. */
export const ENDS_SOON = 'it may begin, but packets of open connections are dropped, or their answers';

/** What is cut off: the traffic itself, or what comes behind its first packet. */
export function closedText({ perhaps, onceOpen }: CutOff): string {
  return `${perhaps === undefined ? 'cut off' : 'perhaps cut off'}${onceOpen ? ', once it is open' : ''}`;
}

/** Why something is cut off that the plan doesn't allow, or that it does. */
export function wantedText({ rule, needs }: CutOff): string {
  if (rule) return `allowed by line ${rule.line} of the plan`;
  return needs.length ? 'needed, and the plan does not allow it either' : 'needed';
}

/** A dead rule in words: `shadowed by line 4, 6`. */
export function deadText({ why, by }: DeadRule): string {
  const lines = firstOf(by.map(({ line }) => `${line}`));
  const of = by.length ? ` by line ${lines}` : '';
  if (why === 'unreached') return 'in a list that no other one calls';
  return why === 'never hit' ? 'never hit' : `${why}${of}`;
}

/** How much of a file was understood: `120 lines modeled, 30 without bearing, 2 unknown`. */
export function linesText({ lines: { modeled, withoutBearing, unknown } }: RunningDevice): string {
  return `${modeled} lines modeled, ${withoutBearing} without bearing, ${unknown} unknown`;
}

/** So many flows are named for one box. */
const MOST_KNOWN = 3;

/** What the catalogs know of some traffic, in whatever phase and with whatever feature: flows that say something else each. */
export function knownAs(region: Region, analysis: Analysis): CatalogFlow[] {
  const found = new Map<string, CatalogFlow>();
  const known = analysis.known();
  for (const box of region)
    for (const requirement of known.touching(box)) {
      if (found.size >= MOST_KNOWN) return [...found.values()];
      const services = requirement.alternatives.flat().reduce((set, each) => set.union(each), requirement.services);
      if (overlap(box, { sources: requirement.sources, destinations: requirement.destinations, services })) {
        const { flow } = requirement;
        const said = `${flow.initiator} ${flow.responder} ${flow.purpose}`;
        if (!found.has(said)) found.set(said, flow);
      }
    }
  return [...found.values()];
}

/** Whether a device does what the plan says, in one line. */
export function verdictText({ device, skipped, cutOff, open, unknown, lacking = [] }: DeviceAudit): string {
  if (skipped) return 'not held against the plan';
  const certain = {
    cut: cutOff.filter((each) => each.perhaps === undefined).length,
    open: open.filter((each) => each.perhaps === undefined).length,
  };
  const perhaps = cutOff.length + open.length - certain.cut - certain.open;
  const parts = [
    ...(certain.cut ? [`${certain.cut} cut off`] : []),
    ...(certain.open ? [`${certain.open} open beyond the plan`] : []),
    ...(perhaps ? [`${perhaps} not certain`] : []),
    ...(unknown.length ? [`${unknown.length} unknown`] : []),
    ...(lacking.length ? ['open by addresses that the plan does not have'] : []),
  ];
  if (!parts.length && device.unknown.length) return 'nothing but what is unknown in the file, which is told once';
  return parts.join(', ') || 'in step with the plan';
}

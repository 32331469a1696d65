import { type AddressSet, hostNames } from '../model/addresses.ts';
import { IntervalSet } from '../model/interval-set.ts';
import { dialedText, realText } from '../model/translations.ts';
import type { HostRuleSet } from './host-rules.ts';
import type { Column } from './host-systems.ts';
import { type Row, withOwn } from './rows.ts';
import type { RuleEntry, RuleSet, RuleSide } from './rule-set.ts';
import { whyTexts } from './why.ts';
import { isRestOfWorld, zonesAt } from './zone-index.ts';

/** What a reader of rules has to know first. */
export const MEANING =
  'Rules follow the side that opens the connection; replies need no rule. What no rule allows is denied, and a deny wins over an allow.';

/** The same for the firewalls of hosts. */
export const HOST_MEANING = 'Each host also accepts its own loopback and IPv6 neighbor discovery. What goes out is not filtered.';

/** The addresses of the rest of the world: all that no zone with addresses of its own holds. */
export const OUTSIDE = 'everything outside';

/** What made the rules: `made by Segplan from a.segplan, with the phases deployment.` */
export function originOf(ruleSet: RuleSet, text: (plain: string) => string = (plain) => plain): string {
  const phases = ruleSet.phases.length ? `, with the phases ${text(ruleSet.phases.join(', '))}` : '';
  return `made by Segplan from ${text(ruleSet.plan)}${phases}.`;
}

/** What is said besides where a zone has several networks. */
const INSIDE_MEANING =
  'Within a zone everything reaches everything, so that no rule is about it: where a zone has several networks, the firewall lets them reach each other, whatever is denied.';

/** What a reader of the rules between these zones has to know first. */
export function meaningOf({ zones, plan, firewalls = [] }: RuleSet, text: (plain: string) => string = (plain) => plain): string {
  const inside = zones.some((zone) => zone.several.length) ? [INSIDE_MEANING] : [];
  const names = text(`${firewalls.slice(0, -1).join(', ')} and ${firewalls.at(-1)}`);
  const all = firewalls.length
    ? [
        `These are the rules of the firewalls ${names} together; segplan generate ${text(plan)} --firewall NAME writes those that pass one of them.`,
      ]
    : [];
  return [MEANING, ...inside, ...all].join(' ');
}

type Zone = RuleSet['zones'][number];

const SITE: Column<Zone> = { title: 'Site', of: ({ site = '' }) => site };
const INSIDE: Column<Zone> = {
  title: 'Networks reach each other',
  of: ({ several }) => several.map((family) => `IPv${family}`).join(' and '),
};

/**
 * What tables of zones say besides: the site of a zone, where there are sites, and of which families it is several networks.
 * @param between whether the rules are for the firewall between the zones: those of hosts know nothing of networks
 */
export function zoneColumns({ zones }: RuleSet, between: boolean): readonly Column<Zone>[] {
  return [
    ...(zones.some(({ site }) => site) ? [SITE] : []),
    ...(between && zones.some(({ several }) => several.length) ? [INSIDE] : []),
  ];
}

/** What a change request says of each translation that the rules presuppose: whoever loads them has to see that it is there. */
export const TRANSLATION_TITLES = [
  'Known as',
  'To whoever comes by',
  'Component',
  'Its own',
  'Reached by',
  'What it opens there',
] as const;

export const TRANSLATION_MEANING =
  'The rules name components by their own addresses and ports, and have effect once the firewall translates these.';

/** The translations of the firewall that a rule set is for, under {@link TRANSLATION_TITLES}. */
export function translationRows({ translations = [] }: RuleSet): string[][] {
  return translations.map(({ translation, from, to }) => [
    dialedText(translation),
    from.join(' or '),
    translation.component.name,
    realText(translation),
    to.join(' or '),
    translation.services ? 'not translated' : 'comes from the address that it is known as',
  ]);
}

export function kindOf(zone: RuleSet['zones'][number]): string {
  return [zone.isolated ? 'isolated' : '', zone.external ? 'external' : ''].filter((k) => k).join(', ');
}

export function whyOf({ reason, purposes, action, unneeded }: Row): string {
  // A reason of the plan's own speaks for all that its rule opens.
  const idle = unneeded && !reason ? [`no required flow for ${unneeded}: check whether it is still needed`] : [];
  const why = [...whyTexts([reason], purposes), ...idle].join('; ');
  return why || (action === 'allow' ? 'No required flow: check whether it is still needed' : 'Stays closed');
}

/** How long a rule holds. */
export function durationOf({ phase, until }: Row): string {
  return [...(phase ? [`during ${phase}`] : []), ...(until ? [`until ${until}`] : [])].join(', ') || 'permanent';
}

export function isTemporary(entry: RuleEntry): boolean {
  return entry.phase !== undefined || entry.until !== undefined;
}

/** What someone has to do about a rule that doesn't stay. */
export function closingOf({ phase, until }: RuleEntry): string {
  const steps = 'make the rule set again, load it, and check that the rule is gone';
  const date = until ? `After ${until} Segplan leaves this rule out: ${steps}.` : '';
  const end = phase ? `When ${phase} is over, take the phase out of the plan or the command, ${steps}.` : '';
  return [end, date].filter((t) => t).join(' ');
}

/** The zones of a side, for grouping rules by what they join. */
function zonesOf(sides: readonly RuleSide[], ruleSet: RuleSet): string {
  if (sides.some((s) => s.any)) return 'anywhere';
  const zones = zonesAt(IntervalSet.unionAll(sides.map((s) => s.addresses)), ruleSet);
  return zones.length > 3 ? 'several zones' : zones.map((z) => z.name).join(' and ') || 'elsewhere';
}

/** `production and backup -> internet` */
export function zonePairOf(entry: RuleEntry, ruleSet: RuleSet): { readonly from: string; readonly to: string } {
  return { from: zonesOf(entry.sources, ruleSet), to: zonesOf(entry.destinations, ruleSet) };
}

/** Rules that join the same zones. */
export interface RuleGroup {
  readonly action: RuleEntry['action'];
  /** `production -> backup` */
  readonly pair: string;
  readonly entries: readonly RuleEntry[];
}

/** All rules by what they join, in the order of the rule set: denies first. */
export function groupsOf(ruleSet: RuleSet): RuleGroup[] {
  const groups = new Map<string, RuleGroup & { entries: RuleEntry[] }>();
  for (const entry of ruleSet.entries) {
    const { from, to } = zonePairOf(entry, ruleSet);
    const pair = `${from} -> ${to}`;
    const key = `${entry.action} ${pair}`;
    const group = groups.get(key);
    if (group) group.entries.push(entry);
    else groups.set(key, { action: entry.action, pair, entries: [entry] });
  }
  return [...groups.values()];
}

/**
 * Addresses as exact text; those of the outside world by its name, since they are a list of what is left.
 * @param own what the hosts have themselves, where those are the addresses that others see
 */
export function addressTexts(addresses: AddressSet, ruleSet: RuleSet, own?: AddressSet): readonly string[] {
  return isRestOfWorld(addresses, ruleSet) ? [OUTSIDE, ...hostNames(addresses)] : withOwn(addresses, own);
}

/** Where a component is: its addresses, and those that it has in other networks. */
export function placeTexts({ addresses, own, legs = [] }: RuleSet['components'][number], ruleSet: RuleSet): readonly string[] {
  const others = legs.flatMap((leg) => addressTexts(leg.addresses, ruleSet).map((text) => `${text} in ${leg.zone}`));
  return [...addressTexts(addresses, ruleSet, own), ...others];
}

/** One end of a rule in words. */
export interface SideText {
  readonly label: string;
  /** `any`, `nothing`, or exact addresses and host names. */
  readonly addresses: readonly string[];
}

/** What a rule says of an end that has no addresses: it matches no traffic. */
const NOTHING = 'nothing';

export function sideTexts(sides: readonly RuleSide[], ruleSet: RuleSet): SideText[] {
  const texts = sides.map(({ label, any, addresses, own }): SideText => {
    const all = any ? ['any'] : addressTexts(addresses, ruleSet, own);
    return { label, addresses: all.length ? all : [NOTHING] };
  });
  return texts.length ? texts : [{ label: NOTHING, addresses: [NOTHING] }];
}

/**
 * Rule sets of hosts for one document, which has one list of zones. Hosts whose addresses are translated on the way know their own zone by other addresses than
 * everybody else does: told is what others see, with what is behind it, and `everything outside` is what is outside of that for all of them.
 * @param sets of which there is one at least
 */
export function inOneDocument(sets: readonly HostRuleSet[]): readonly [HostRuleSet, ...HostRuleSet[]] {
  const seen = (set: HostRuleSet): number => set.zones.filter(({ own }) => own).length;
  const most = sets.reduce((best, set) => (seen(set) > seen(best) ? set : best), sets[0]!);
  const [first, ...others] = sets.map((set) => ({ ...set, zones: most.zones }));
  return [first!, ...others];
}

import type * as ast from '../../generated/ast.ts';
import { type AddressSet, ANYWHERE } from '../../model/addresses.ts';
import { choicesTowards } from '../../model/chosen-services.ts';
import { EndpointResolver } from '../../model/endpoint-resolver.ts';
import { readRule } from '../../model/kept-rules.ts';
import type { PlanEndpoint, PlanRule } from '../../model/plan.ts';
import { allOf } from '../../model/resolve-services.ts';
import { ANY_SERVICE } from '../../model/services.ts';
import { changedRule } from '../../model/with-ends.ts';
import type { Analysis } from '../analyze.ts';
import { type DormantRule, dormantRules } from '../explain/explain.ts';
import { mayBeCommon, notClosed, surroundings } from '../host-names.ts';
import { boxesOf, omittedBoxes, type RuleBox } from '../permissions.ts';
import {
  type Box,
  foreignFamily,
  intersect,
  intersectBoxes,
  isEmptyBox,
  possibleTraffic,
  type Region,
  subtract,
} from '../region.ts';
import type { Requirement } from '../requirements.ts';
import { withStatedNames } from '../stated-ends.ts';
import { closersOf, openPart, perhapsPart, permittedPart, type Rules, rulesNear, whyUncertain } from '../verdicts.ts';
import { carriedPart } from '../ways/carried.ts';
import { type Packet, packetOf } from '../witness.ts';
import { insideZones } from './crossing.ts';
import { Reach } from './reach.ts';
import type { Chain } from './ways.ts';

/** Why an assertion doesn't hold. */
export type Failure =
  /** Both ends lie in one zone, where no firewall stands between them. */
  | { readonly kind: 'inside'; readonly packet: Packet }
  /** This can happen and should not. */
  | { readonly kind: 'permitted'; readonly packet: Packet; readonly rule: PlanRule | undefined; readonly perhaps?: string }
  /** This should be possible and is not: a deny closes it, or no rule permits it, though one would at another time. */
  | {
      readonly kind: 'closed';
      readonly packet: Packet;
      readonly deny: PlanRule | undefined;
      /** Set where the deny is not certain to close it, with the reason. */
      readonly perhaps?: string | undefined;
      readonly dormant: DormantRule | undefined;
      /** Set where rules permit it, and no firewall of the plan carries it. */
      readonly apart?: true;
    }
  /** Something has to be possible and can't: an end stands for nothing. */
  | { readonly kind: 'nowhere'; readonly end: PlanEndpoint }
  /** The two ends share no address family, or what is named is ICMP of a family that an end has not. */
  | { readonly kind: 'impossible'; readonly foreign?: 4 | 6 | undefined }
  /** This can happen, in one hop or over relays, and should not. */
  | { readonly kind: 'chain'; readonly chain: Chain; readonly ends: Ends }
  /** This should arrive, and does so neither from the start nor from a relay that is reached. */
  | { readonly kind: 'unreached'; readonly packet: Packet };

/** The two sides of an assertion. */
export interface Ends {
  readonly sources: readonly PlanEndpoint[];
  readonly destinations: readonly PlanEndpoint[];
}

/** What an assertion is about: all of some traffic, and of each group of alternatives any one. */
export interface Claim extends Ends {
  /** All traffic between the ends, whatever the services. */
  readonly everything: Box;
  readonly boxes: readonly Box[];
  /** For each group of alternatives, what each of them is. */
  readonly choices: readonly (readonly (readonly Box[])[])[];
  /** Whether it names services. */
  readonly named: boolean;
  /** Set where it names nothing but ICMP of this family, which can't come to the one end, or not from the other. */
  readonly foreign: 4 | 6 | undefined;
}

/** Whether an assertion says something of the phases that are on: `during failover` while that one is, `not during failover` while it isn't. */
export function isAboutNow({ phase, outside }: ast.Assertion, { phases }: Analysis): boolean {
  return phase === undefined || phases.has(phase) !== outside;
}

/**
 * Decides an assertion over all rules in force.
 * @returns why it doesn't hold; nothing when it does, when it is about other phases than those that are on, or when it can't be understood
 */
export function failureOf(node: ast.Assertion, analysis: Analysis): Failure | undefined {
  if (!isAboutNow(node, analysis)) return undefined;
  const claim = claimOf(node, analysis);
  if (!claim) return undefined;
  if (node.never) return node.relayed ? chainOf(claim, analysis) : permittedOf(claim, analysis);
  const empty = [...claim.sources, ...claim.destinations].find((e) => e.addresses.isEmpty);
  if (empty) return { kind: 'nowhere', end: empty };
  if (claim.foreign) return { kind: 'impossible', foreign: claim.foreign };
  return node.relayed ? unreachedOf(claim, analysis) : closedOf(claim, analysis);
}

/** Reads an assertion as a rule is read, so that names, moved ports and `required` mean the same. */
export function claimOf(node: ast.Assertion, { plan, index, names }: Analysis): Claim | undefined {
  if (!node.sources.length || !node.destinations.length || (node.service && !node.service.items.length)) return undefined;
  const asRule = { ...node, $type: 'Rule', action: 'allow', phase: undefined } as unknown as ast.Rule;
  const resolver = new EndpointResolver(plan.zones, plan.components);
  // What must never reach a component must not reach it in any network.
  const rule = readRule(asRule, node.never ? resolver.whole : resolver, plan.components);
  const { sources, destinations, sourceAddresses, destinationAddresses } = rule;
  // What doesn't link is reported where it stands.
  if ([...sources, ...destinations].some((e) => e.kind === 'unknown')) return undefined;
  const all = (services: Box['services']): Box => ({ sources: sourceAddresses, destinations: destinationAddresses, services });
  const stated = changedRule(rule, { services: { ...rule.services, alternatives: [], choices: [], required: false } });
  const ends = all(ANY_SERVICE);
  // What relays pass on may be of another family than what comes to them.
  const foreignIn = ({ sources, destinations, services }: Box) =>
    foreignFamily(node.relayed ? ANYWHERE : sources, destinations, services);
  // What must never be required of an address must not be required of a name that may be there either.
  const near = node.never ? surroundings(ends, names) : ends;
  const common = node.never
    ? (box: Box): Region => mayBeCommon(box, ends, names)
    : (box: Box): Region => [intersectBoxes(box, ends)].filter((each) => !isEmptyBox(each));
  const required = rule.services.required ? [...index.touching(near)].map((r) => requiredOf(r, common)) : [];
  const out = omittedBoxes(rule, index);
  const stand = (boxes: Region): Box[] => withStatedNames([...boxes], rule);
  const left = choicesTowards(rule.services, destinationAddresses, rule.omissions).flatMap(({ destinations: own, choices }) =>
    choices.map((group) => group.map((services): Box => ({ ...all(services), destinations: own }))),
  );
  const choices = [...left, ...required.flatMap((r) => r.choices)];
  return {
    sources,
    destinations,
    everything: all(ANY_SERVICE),
    named: node.service !== undefined,
    foreign: rule.services.required ? undefined : foreignIn({ ...ends, services: allOf(rule.services) }),
    boxes: stand(
      node.service ? subtract([...boxesOf(stated, index), ...required.flatMap((r) => r.boxes)], out) : [all(ANY_SERVICE)],
    ),
    choices: choices
      // Types of icmp that the family of the addresses has not are no alternative.
      .map((group) =>
        group.map((each) => stand(subtract([each], out)).filter((box) => !foreignIn(box))).filter((each) => each.length),
      )
      .filter((group) => group.length),
  };
}

/** What a requirement demands of an assertion: of each of its choices, one. */
interface Demand {
  readonly boxes: readonly Box[];
  readonly choices: readonly (readonly Box[])[];
}

/**
 * What a requirement demands between two ends: its services, and of each group of alternatives one, pair by pair.
 * @param common what of some traffic is between the ends
 */
function requiredOf(requirement: Requirement, common: (box: Box) => Region): Demand {
  const { from, to, services, alternatives } = requirement;
  const within = (sources: AddressSet, destinations: AddressSet): Region =>
    common({ sources, destinations, services: ANY_SERVICE });
  const pairs = alternatives.length ? from.flatMap((a) => to.flatMap((b) => within(a.addresses, b.addresses))) : [];
  return {
    boxes: within(requirement.sources, requirement.destinations)
      .map((box) => ({ ...box, services }))
      .filter((box) => !isEmptyBox(box)),
    choices: pairs.flatMap((pair) => alternatives.map((group) => group.map((each) => ({ ...pair, services: each })))),
  };
}

function permittedOf(claim: Claim, analysis: Analysis): Failure | undefined {
  const asked = notClosed(regionOf(allBoxes(claim)), [], analysis.names);
  if (asked.length && !crossesAny(asked, analysis)) return { kind: 'inside', packet: packetOf(asked, analysis.plan) };
  const rules = rulesNear(asked, analysis);
  const open = crossing(openPart(asked, rules), analysis);
  if (open.length) {
    const packet = packetOf(open, analysis.plan);
    return { kind: 'permitted', packet, rule: rules.allows.find((a) => intersect([packet], [a]).length)?.rule };
  }
  const perhaps = crossing(perhapsPart(asked, rules), analysis);
  if (!perhaps.length) return undefined;
  const packet = packetOf(perhaps, analysis.plan);
  const allow = rules.allows.find((a) => intersect([packet], perhapsPart(asked, { ...rules, allows: [a] })).length);
  return { kind: 'permitted', packet, rule: allow?.rule, perhaps: whyUncertain([packet], analysis.names) };
}

function closedOf(claim: Claim, analysis: Analysis): Failure | undefined {
  const possible = regionOf([claim.everything]);
  if (!possible.length) return { kind: 'impossible' };
  const rules = rulesNear(claim.named ? regionOf(allBoxes(claim)) : possible, analysis);
  const isReached = (): boolean =>
    intersect(possible, insideZones(analysis.plan)).length > 0 ||
    permittedPart(carriedPart(possible, analysis.plan), rules).length > 0;
  const lacking = claim.named
    ? lackingOf(claim, (boxes) => closedPart(regionOf(boxes), rules, analysis))
    : isReached()
      ? []
      : possible;
  if (!lacking.length) return undefined;
  const packet = packetOf(lacking, analysis.plan);
  if (permittedPart([packet], rules).length) return { kind: 'closed', packet, deny: undefined, dormant: undefined, apart: true };
  const closing = (boxes: readonly RuleBox[]): PlanRule | undefined => boxes.find((d) => intersect([packet], [d]).length)?.rule;
  const sure = closing(analysis.denies);
  const deny = sure ?? closing(closersOf([packet], analysis));
  const perhaps = deny && !sure ? whyUncertain([packet], analysis.names) : undefined;
  const dormant = dormantRules(analysis, [packet]).find(({ rule }) => rule.action === 'allow');
  return { kind: 'closed', packet, deny, perhaps, dormant: deny ? undefined : dormant };
}

function chainOf(claim: Claim, analysis: Analysis): Failure | undefined {
  const asked = notClosed(regionOf(allBoxes(claim)), [], analysis.names);
  if (asked.length && !crossesAny(asked, analysis)) return { kind: 'inside', packet: packetOf(asked, analysis.plan) };
  const chain = new Reach(analysis, { sources: claim.everything.sources, targets: allBoxes(claim) }).shortest();
  return chain && { kind: 'chain', chain, ends: claim };
}

function unreachedOf(claim: Claim, analysis: Analysis): Failure | undefined {
  const { sources } = claim.everything;
  const possible = regionOf([claim.everything]);
  const acrossFamilies = !possible.length;
  const reach = (targets: readonly Box[]): Reach => new Reach(analysis, { sources, targets, acrossFamilies }, 'certainly');
  const isReached = (): boolean =>
    intersect(possible, insideZones(analysis.plan)).length > 0 || reach([claim.everything]).shortest() !== undefined;
  const lacking = claim.named ? lackingOf(claim, (boxes) => reach(boxes).lacking()) : isReached() ? [] : [claim.everything];
  return lacking.length ? { kind: 'unreached', packet: packetOf(lacking, analysis.plan) } : undefined;
}

/** What of the named services doesn't get through: every part of them has to, and of alternatives one. */
function lackingOf({ boxes, choices }: Claim, lacks: (boxes: readonly Box[]) => Region): Region {
  const lacking = lacks(boxes);
  if (lacking.length) return lacking;
  for (const group of choices) {
    const parts = group.map(lacks);
    if (parts.every((part) => part.length)) return parts[0]!;
  }
  return [];
}

/** All that an assertion speaks of, each of several alternatives included. */
export function allBoxes({ boxes, choices }: Claim): Box[] {
  return [...boxes, ...choices.flat(2)];
}

function regionOf(boxes: readonly Box[]): Region {
  return boxes.flatMap((b) => possibleTraffic(b.sources, b.destinations, b.services));
}

function closedPart(region: Region, rules: Rules, analysis: Analysis): Region {
  const between = crossing(region, analysis);
  const denied = intersect(between, closersOf(between, rules));
  if (denied.length) return denied;
  const open = subtract(between, rules.allows);
  return open.length ? open : subtract(between, carriedPart(between, analysis.plan));
}

/** Whether any of it can cross from one zone to another, in a family that both ends have. */
function crossesAny(region: Region, analysis: Analysis): boolean {
  return notClosed(crossing(region, analysis), [], analysis.names).length > 0;
}

/** The part that crosses from one zone to another. */
function crossing(region: Region, analysis: Analysis): Region {
  return subtract(region, insideZones(analysis.plan));
}

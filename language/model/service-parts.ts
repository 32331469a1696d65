import type { AlternativeService, Service, ServiceItem } from '../generated/ast.ts';
import {
  isAlternativeService,
  isAnyService,
  isIcmpService,
  isPortService,
  isProtocolService,
  isRequiredService,
  isServiceReference,
} from '../generated/ast.ts';
import { type Choice, choiceOf } from './choices.ts';
import { inOrder } from './definitions.ts';
import { IntervalSet } from './interval-set.ts';
import { linkings } from './linkings.ts';
import { append, fitted, isSameList } from './lists.ts';
import { ANY_SERVICE, type ServiceSet } from './services.ts';
import { areStill, isAdjustable, type Link, portlessSet, portsOf, readable, type ServicePart } from './stated-ports.ts';

/** What a named service was made of, and where its references led. */
export interface NamedServices {
  readonly set: ServiceSet;
  readonly alternatives: readonly Choice[];
  /** Gathered when somebody asks: of services that are built on each other, each has all that those below it have. */
  readonly parts: readonly ServicePart[];
  readonly adjustable: boolean;
  readonly required: boolean;
  readonly any: boolean;
  /** All references in it; its own alone where it is made of what others came to. */
  readonly links: readonly Link[];
  /** What the services came to that it names, where it is made of these and of ports that stay where they are. */
  readonly within: readonly NamedServices[] | undefined;
}

// Services are named in many rules, and may be built on each other hundreds deep. What one was made of counts as long as all references in it
// lead where they led: an edit may give them other targets.
const known = new WeakMap<Service, { readonly made: NamedServices; seenAt: number }>();

/** What a named service stands for. */
export function ofService(service: Service): NamedServices {
  const now = linkings();
  const isSeen = (each: Service): boolean => known.get(each)?.seenAt === now;
  if (!isSeen(service)) {
    const unseen = (each: Service): Service[] => namedIn(each).filter((other) => !isSeen(other));
    if (!unseen(service).length) see(service, now, false);
    else for (const together of inOrder([service], unseen)) for (const each of together) see(each, now, together.length > 1);
  }
  return known.get(service)!.made;
}

/** The services that one names, those among alternatives left out. */
function namedIn({ service }: Service): Service[] {
  return (service?.items ?? []).flatMap((item) => (isServiceReference(item) ? (item.service?.ref ?? []) : []));
}

/** Finds out what a service stands for, or that it is what it was, once that is known of those that it names. */
function see(service: Service, now: number, inCircle: boolean): void {
  const before = known.get(service);
  const named = namedIn(service);
  const within = inCircle || named.includes(service) ? undefined : named.map((each) => known.get(each)!.made);
  if (before && areStill(before.made.links) && (!before.made.within || (within && isSameList(before.made.within, within)))) {
    before.seenAt = now;
    return;
  }
  known.set(service, { made: (within && madeOf(service, within)) ?? gathered(service), seenAt: now });
}

/** A service that is no more than what others came to and some ports of its own; nothing where it takes a look at all of these. */
function madeOf(service: Service, within: readonly NamedServices[]): NamedServices | undefined {
  if (!within.length || within.some(({ alternatives, adjustable }) => adjustable || alternatives.length)) return undefined;
  const own = collected();
  const { parts, alternatives, flags, links } = own;
  for (const item of service.service?.items ?? [])
    if (isServiceReference(item)) {
      if (item.service) links.push({ reference: item.service, target: item.service.ref });
    } else collect(item, service, own);
  if (alternatives.length || parts.some(isAdjustable)) return undefined;
  const set = IntervalSet.unionAll([...parts, ...within].map((each) => each.set));
  const required = flags.required || within.some((each) => each.required);
  const any = flags.any || within.some((each) => each.any);
  let all: readonly ServicePart[] | undefined;
  return {
    set,
    alternatives,
    get parts() {
      all ??= gathered(service).parts;
      return all;
    },
    adjustable: false,
    required,
    any,
    links: fitted(links),
    within,
  };
}

/** What a service stands for by all that leads on from it. */
function gathered(service: Service): NamedServices {
  const own = collected();
  own.seen.add(service);
  for (const each of service.service?.items ?? []) collect(each, service, own);
  const { parts, alternatives, flags, links } = own;
  const set = IntervalSet.unionAll(parts.map((p) => p.set));
  return { set, alternatives, parts, adjustable: parts.some(isAdjustable), ...flags, links, within: undefined };
}

export function collected(): Collected {
  return { parts: [], alternatives: [], flags: { required: false, any: false }, seen: new Set(), choices: new Map(), links: [] };
}

/** What a service list is made of, as far as it has been gone through. */
export interface Collected {
  /** The references that were followed. */
  readonly links: Link[];
  readonly parts: ServicePart[];
  readonly alternatives: Choice[];
  readonly flags: { required: boolean; any: boolean };
  /** Named services that have been gone through: one is what it is however many ways lead to it, and adds nothing to itself. */
  readonly seen: Set<Service>;
  /** What has been found out about alternatives; nothing yet for those that are being looked at. */
  readonly choices: Map<AlternativeService, Choice | undefined>;
}

export function collect(start: ServiceItem, within: Service | undefined, collected: Collected): void {
  const { parts, flags, seen, links } = collected;
  const open = [{ item: start, named: within }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { item, named } = next;
    if (isPortService(item)) {
      const stated = portsOf(item);
      append(links, stated.links);
      for (const part of stated.parts) parts.push(named ? { ...part, service: named } : part);
    } else if (isIcmpService(item) || isProtocolService(item)) {
      const set = readable(() => portlessSet(item));
      if (set) parts.push({ set, service: named, openEnded: false, dynamic: false, transports: [], node: item });
    } else if (isAnyService(item)) {
      flags.any = true;
      parts.push({ set: ANY_SERVICE, service: named, openEnded: false, dynamic: false, transports: [], node: item });
    } else if (isRequiredService(item)) {
      flags.required = true;
    } else if (isServiceReference(item)) {
      const service = item.service?.ref;
      if (item.service) links.push({ reference: item.service, target: service });
      // A service that leads back to itself means nothing; the check `circular-name` says so.
      if (!service || seen.has(service)) continue;
      seen.add(service);
      for (const each of (service.service?.items ?? []).toReversed()) open.push({ item: each, named: named ?? service });
    } else if (isAlternativeService(item)) {
      const choice = choiceIn(item, named, collected);
      if (choice) collected.alternatives.push(choice);
    }
  }
}

/** What an item leaves the choice of; nothing where that leads back to itself. */
function choiceIn(
  item: AlternativeService,
  named: Service | undefined,
  { flags, choices, links }: Collected,
): Choice | undefined {
  if (choices.has(item)) return choices.get(item);
  choices.set(item, undefined);
  // What is required is none of several, which the check `invalid-port` says: whoever opens one of them does not open it besides.
  const within = { required: false, any: false };
  const alternatives = item.alternatives.map((each) => {
    const own: Collected = { parts: [], alternatives: [], flags: within, seen: new Set(), choices, links };
    collect(each, named, own);
    return { services: IntervalSet.unionAll(own.parts.map((p) => p.set)), choices: own.alternatives };
  });
  flags.any ||= within.any;
  const choice = choiceOf(alternatives, item.ordered);
  choices.set(item, choice);
  return choice;
}

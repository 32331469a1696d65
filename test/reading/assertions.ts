// Whether what a plan asserts holds.

import type * as ast from '../../language/generated/ast.ts';
import { anyHolds } from './addresses.ts';
import { crossing as acrossZones } from './coverage.ts';
import { familyOf, type Part, partsOf, perhapsBoth, type Side, sameFamily, surely, surelyBoth } from './ends.ts';
import { shareZone } from './packets.ts';
import { addressesOfZone, mayBe, type Plan } from './plan.ts';
import { entered, type Ways, wholeOf } from './relays.ts';
import { allowed, denied, partOfCached, type Reading, requiredBetween, surelyOpen } from './rules.ts';
import type { Samples } from './samples.ts';
import { asksForRequired, canBe, closed, includes, type Meaning, meaningOf, type Ports, type Service } from './services.ts';

/** Whether a packet is left out. */
type Except = (from: Side, to: Side, service: Service) => boolean;

interface Pair {
  readonly from: Side;
  readonly to: Side;
}

/** Whether an assertion holds. */
export function assertionHolds(reading: Reading, assertion: ast.Assertion, samples: Samples): boolean {
  const { plan } = reading;
  // What is said of other phases than those that are on holds.
  if (assertion.phase !== undefined && plan.phases.has(assertion.phase) === assertion.outside) return true;
  const requirements = acrossZones(reading);
  const ways = assertion.never ? possibleWays(reading, samples) : certainWays(reading, samples);
  // What must never reach a component must not reach it in any network.
  const extent = assertion.never ? 'whole' : 'reached';
  const begin = partsOf(plan, assertion.sources, assertion.sourceExceptions, extent);
  const starts = inEnd(plan, begin, ways.sides);
  const ends = partsOf(plan, assertion.destinations, assertion.destinationExceptions, extent);
  const all = starts.flatMap((from) => inEnd(plan, ends, ways.sides).map((to) => ({ from, to })));
  const direct = all.filter(({ from, to }) => sameFamily(from, to));
  // A relay may have the families of both of two ends that have none in common.
  const pairs = direct.length === 0 && assertion.relayed ? all : direct;
  const crossing = pairs === all ? all : pairs.filter(({ from, to }) => !ways.inside(from, to));
  const over = assertion.relayed ? all.filter(({ from, to }) => !ways.inside(from, to)) : crossing;
  const how = assertion.never ? 'surely' : 'perhaps';
  const both = assertion.never ? surelyBoth : perhapsBoth;
  /** What is left out as required: what is required of the ends themselves, by the name or the address that they are meant by. */
  const isRequired = (from: Side, to: Side, service: Service) =>
    requiredBetween({ ...reading, requirements }, from, to, how).some(
      (each) =>
        closed(each.meaning).some((ports) => includes(ports, service)) &&
        begin.some((part) => both(plan, part, partOfCached(plan, each.from), from)) &&
        ends.some((part) => both(plan, part, partOfCached(plan, each.to), to)),
    );
  const wanted = wantedOf(plan, ends, assertion.service, isRequired);
  const via = assertion.relayed ? entered(reading, ways, starts) : () => [];
  /** What arrives: directly, or on the last hop of a way over relays. */
  const arrives = (from: Side, to: Side, service: Service) =>
    (sameFamily(from, to) && canBe(service, familyOf(from), familyOf(to)) && ways.open(from, to, service)) ||
    via(from).some(
      ({ relay, sides }) =>
        !surely(plan, wholeOf(plan, relay), to) &&
        sides.some((side) => sameFamily(side, to) && (ways.inside(side, to) || ways.open(side, to, service))),
    );
  const anything = ({ from, to }: Pair) => samples.services.some((service) => arrives(from, to, service));
  if (assertion.never) {
    const means = (from: Side, to: Side, service: Service) =>
      wanted.asked.some(
        (each) =>
          stands(plan, each, to) &&
          closed(each.meaning).some((ports) => (ports.moved || !each.movedOnly) && includes(ports, service)),
      ) ||
      (wanted.required &&
        requiredBetween({ ...reading, requirements }, from, to, 'surely').some(({ meaning }) =>
          closed(meaning).some((ports) => includes(ports, service)),
        ));
    const speaks = ({ from, to }: Pair) =>
      assertion.service
        ? samples.services.some(
            (service) => means(from, to, service) && !wanted.except(from, to, service) && arrives(from, to, service),
          )
        : anything({ from, to });
    // What speaks of nothing keeps nothing out.
    if (assertion.service && !pairs.some(({ from, to }) => samples.services.some((service) => means(from, to, service))))
      return true;
    return (direct.length === 0 || crossing.length > 0) && !over.some(speaks);
  }
  // Something has to be possible, and an end that stands for nothing can't be reached, nor begin anything.
  const isNothing = (end: ast.Endpoint, except: readonly ast.Endpoint[]) =>
    inEnd(plan, partsOf(plan, [end], except), ways.sides).length === 0;
  if (pairs.length === 0 || assertion.sources.some((end) => isNothing(end, assertion.sourceExceptions))) return false;
  if (assertion.destinations.some((end) => isNothing(end, assertion.destinationExceptions))) return false;
  if (speaksOfNoPacket(pairs, wanted, samples, assertion.relayed)) return false;
  if (!assertion.service) return crossing.length < pairs.length || over.some(anything);
  const arrivesAll = (some: readonly Pair[], ports: Ports, except: Except) =>
    samples.services.every(
      (service) =>
        !includes(ports, service) ||
        some.every(
          ({ from, to }) =>
            except(from, to, service) || !canBe(service, familyOf(from), familyOf(to)) || arrives(from, to, service),
        ),
    );
  const { asked, except } = wanted;
  /** An alternative of which nothing is left is none, and so is one of which there is no packet between the ends. */
  const isLeft = (some: readonly Pair[], meaning: Meaning) =>
    closed(meaning).some((ports) =>
      samples.services.some(
        (service) =>
          includes(ports, service) &&
          some.some(
            ({ from, to }) =>
              !except(from, to, service) && canBe(service, ...(assertion.relayed ? [] : [familyOf(from)]), familyOf(to)),
          ),
      ),
    );
  return (
    asked.every((each) =>
      granted(
        each.meaning,
        crossing.filter(({ to }) => stands(plan, each, to)),
        crossing,
        (some, ports) => (each.movedOnly && !ports.moved) || arrivesAll(some, ports, except),
        isLeft,
      ),
    ) &&
    (!wanted.required ||
      requirements.every((each) => {
        const some = crossing.filter(
          ({ from, to }) => surely(plan, partOfCached(plan, each.from), from) && surely(plan, partOfCached(plan, each.to), to),
        );
        return granted(each.meaning, some, some, (pairs, ports) => arrivesAll(pairs, ports, except), isLeft);
      }))
  );
}

/** Whether an assertion names ICMP alone, of a family that packets between its ends are not of; what a relay passes on is of the family of the end. */
function speaksOfNoPacket(
  pairs: readonly Pair[],
  { asked, except, required }: ReturnType<typeof wantedOf>,
  { services }: Samples,
  relayed: boolean,
): boolean {
  const isNamed = (from: Side, to: Side, service: Service) =>
    !except(from, to, service) && asked.some((each) => closed(each.meaning).some((ports) => includes(ports, service)));
  const named = pairs.flatMap(({ from, to }) =>
    services
      .filter((service) => isNamed(from, to, service))
      .map((service) => ({ service, can: canBe(service, ...(relayed ? [] : [familyOf(from)]), familyOf(to)) })),
  );
  return !required && named.length > 0 && named.every(({ can, service }) => !can && service.protocol.startsWith('icmp'));
}

/** Whether all that is meant is given, between some pairs; of several alternatives one and the same between all of them. */
function granted(
  meaning: Meaning,
  some: readonly Pair[],
  all: readonly Pair[],
  given: (pairs: readonly Pair[], ports: Ports) => boolean,
  isLeft: (pairs: readonly Pair[], meaning: Meaning) => boolean,
): boolean {
  switch (meaning.kind) {
    case 'ports':
      return given(some, meaning.ports);
    case 'all':
      return meaning.of.every((each) => granted(each, some, all, given, isLeft));
    case 'one': {
      const left = meaning.of.filter((each) => isLeft(all, each));
      return left.length === 0 || left.some((each) => granted(each, all, all, given, isLeft));
    }
    case 'required':
      return true;
  }
}

/** The sides that an end is made of. */
function inEnd(plan: Plan, parts: readonly Part[], sides: readonly Side[]): Side[] {
  return sides.filter((side) => parts.some((part) => surely(plan, part, side)));
}

/** What is open for certain, between addresses, and names whose address nobody knows. */
function certainWays(reading: Reading, { addresses, names, services }: Samples): Ways {
  return {
    sides: [...addresses, ...names, ...nowhere(reading.plan)],
    services,
    inside: (from, to) => shareZone(reading.plan, from, to),
    open: (from, to, service) => surelyOpen(reading, from, to, service),
  };
}

/** What may be open: a name with each address that it may be. */
function possibleWays(reading: Reading, { addresses, names, services }: Samples): Ways {
  const named = names.flatMap(({ name }) => {
    const some = mayBe(reading.plan, name!);
    return addresses.filter(({ address }) => anyHolds(some, address!)).map(({ address }) => ({ name: name!, address: address! }));
  });
  return {
    sides: [...addresses, ...named, ...nowhere(reading.plan)],
    services,
    inside: (from, to) => shareZone(reading.plan, from, to),
    open: (from, to, service) => allowed(reading, from, to, service, 'surely') && !denied(reading, from, to, service, 'surely'),
  };
}

function nowhere(plan: Plan): Side[] {
  return plan.components
    .filter((component) => component.nowhere && addressesOfZone(plan, component.zone).length === 0)
    .map((component) => ({ nowhere: component }));
}

/** What an assertion asks for. */
function wantedOf(plan: Plan, ends: readonly Part[], list: ast.ServiceList | undefined, isRequired: Except) {
  const asked = ends.flatMap((part) => askedTowards(plan, part, list?.items ?? []));
  const left = ends.flatMap((part) => askedTowards(plan, part, list?.exceptions ?? []));
  return {
    asked,
    except: (from: Side, to: Side, service: Service) =>
      (asksForRequired(meaningOf(plan, list?.exceptions ?? []), true) && isRequired(from, to, service)) ||
      left.some((each) => stands(plan, each, to) && closed(each.meaning).some((ports) => includes(ports, service))),
    required: asksForRequired(meaningOf(plan, list?.items ?? []), true),
  };
}

function stands(plan: Plan, { parts }: Asked, to: Side): boolean {
  return parts.every((part) => surely(plan, part, to));
}

interface Asked {
  readonly meaning: Meaning;
  /** Of the ports of a component in a zone or a network only those that it moves. */
  readonly movedOnly: boolean;
  readonly parts: readonly Part[];
}

function askedTowards(plan: Plan, part: Part, items: readonly ast.ServiceItem[]): Asked[] {
  const { component } = part;
  if (component) return [{ parts: [part], meaning: meaningOf(plan, items, { component, counts: true }), movedOnly: false }];
  return [
    { parts: [part], meaning: meaningOf(plan, items), movedOnly: false },
    ...plan.components.filter(part.hasIn).map((each) => ({
      parts: [part, partOfCached(plan, each)],
      meaning: meaningOf(plan, items, { component: each, counts: false }),
      movedOnly: true,
    })),
  ];
}

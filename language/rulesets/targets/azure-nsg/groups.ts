import { type AddressSet, type Family, NO_ADDRESSES, ofFamily } from '../../../model/addresses.ts';
import { cidrBlocks } from '../../../model/cidr-blocks.ts';
import { IntervalSet } from '../../../model/interval-set.ts';
import { onceFor } from '../../../model/once-for.ts';
import { coverCidrs } from '../../cloud/cover.ts';
import { addressesOf, type Direction, leftOut, shortLabel, type Zone, type ZoneEnd, zoneEnds } from '../../cloud/zone-ends.ts';
import { NameTable } from '../../names.ts';
import type { RuleEntry, RuleSet, RuleSide } from '../../rule-set.ts';
import { cutBytes, oneLine, summarize } from '../../text.ts';
import { EVERYTHING, matchesOf, PLAIN, type Protocol } from './matches.ts';
import { type Section, setPriorities } from './priorities.ts';

export const NAME_LENGTH = 80;
export const DESCRIPTION_LENGTH = 140;
const FAMILIES = [4, 6] as const;

/** A security rule, with lists where the product has a singular and a plural field; a list of one is the singular. */
export interface SecurityRule {
  readonly name: string;
  readonly description: string;
  readonly priority: number;
  readonly direction: Direction;
  readonly access: 'Allow' | 'Deny';
  readonly protocol: Protocol;
  readonly sources: readonly string[];
  readonly destinations: readonly string[];
  readonly ports: readonly string[];
  /** The ports of the initiator. */
  readonly sourcePorts: readonly string[];
}

/** The network security group of one zone. */
export interface SecurityGroup {
  readonly name: string;
  readonly zone: Zone;
  readonly rules: readonly SecurityRule[];
}

/** A rule before it has its place and its name. */
interface Draft {
  readonly section: Section;
  readonly label: string;
  readonly description: string;
  readonly access: SecurityRule['access'];
  readonly protocol: Protocol;
  readonly remote: readonly string[];
  readonly local: readonly string[];
  readonly ports: readonly string[];
  readonly sourcePorts: readonly string[];
}

/** A network security group takes single addresses without a prefix length. */
function prefixes(blocks: readonly string[]): string[] {
  return blocks.map((b) => b.replace(/(?<=\..*)\/32$|(?<=:.*)\/128$/, ''));
}

function textOf(text: string): string {
  return cutBytes(oneLine(text), DESCRIPTION_LENGTH);
}

function descriptionOf(entry: RuleEntry, note: string): string {
  const phase = entry.phase ? ` (during ${entry.phase})` : '';
  const until = entry.until ? ` (until ${entry.until})` : '';
  const words = summarize(entry) || `${shortLabel(entry.sources)} to ${shortLabel(entry.destinations)}`;
  return textOf(`${entry.id}${phase}${until}${note} ${words}`);
}

/** What a rule's remote end is in one family: as the rules stand, and once the other zones are ruled out, everything. */
interface Remote {
  readonly family: Family;
  readonly listed: readonly string[];
  readonly rest: boolean;
}

/**
 * The rules of one direction. An end that is everything but the plan's other zones would be a hundred networks; it becomes `*` below a
 * rule that denies those zones, and so below all rules that allow them something.
 */
class RuleSheet {
  private readonly zone: Zone;
  private readonly ends: readonly ZoneEnd[];
  private readonly direction: Direction;
  /** By family: what some rule towards everywhere else leaves out, which mostly is the other zones. */
  private readonly barred: Readonly<Record<Family, AddressSet>>;
  /** The families that rules towards everywhere else are about. */
  private readonly open = new Set<Family>();

  constructor(zone: Zone, ends: readonly ZoneEnd[], direction: Direction) {
    this.zone = zone;
    this.ends = ends.filter((e) => e.direction === direction);
    this.direction = direction;
    this.barred = { 4: this.leftOutOf(4), 6: this.leftOutOf(6) };
  }

  drafts(): Draft[] {
    const rules = this.ends.flatMap((end) => this.ruleOf(end));
    const barred = FAMILIES.filter((family) => this.open.has(family)).flatMap((family) => this.barrier(family));
    return [...FAMILIES.flatMap((family) => this.inside(family)), ...rules, ...barred, ...this.last()];
  }

  /** Within a zone everything reaches everything, whatever its rules say of other zones. */
  private inside(family: Family): Draft[] {
    const own = prefixes(cidrBlocks(this.zone.addresses, family));
    if (!own.length) return [];
    const description = textOf(`Within ${this.zone.name} everything reaches everything`);
    const label = family === 6 ? 'allow-inside-zone-ipv6' : 'allow-inside-zone';
    return [{ ...PLAIN, section: 'inside', label, description, access: 'Allow', remote: own, local: own }];
  }

  private ruleOf(end: ZoneEnd): Draft[] {
    const { entry } = end;
    const allow = entry.action === 'allow';
    const label = `${allow ? 'allow-' : ''}${entry.id}`;
    const access = allow ? 'Allow' : 'Deny';
    const remotes = FAMILIES.map((family) => this.remoteOf(end, family));
    const drafts: Draft[] = [];
    for (const { protocol, ports, sourcePorts } of matchesOf(entry.services)) {
      const from = sourcePorts === EVERYTHING ? '' : `-from-${sourcePorts.join('-')}`;
      const add = (
        section: Section,
        remote: readonly string[],
        local: readonly string[],
        ending: string,
        note: string,
      ): unknown =>
        drafts.push({
          section,
          label: `${label}-${protocol === '*' ? 'any' : protocol.toLowerCase()}${from}${ending}`,
          description: descriptionOf(entry, note),
          access,
          protocol,
          remote,
          local,
          ports,
          sourcePorts,
        });
      // There is nothing in a network security group that would match ICMPv6; `problems` says so.
      const families = protocol === 'Icmp' ? remotes.slice(0, 1) : remotes;
      const localAny = end.local.some((s) => s.any);
      for (const { family, listed } of families) {
        const local = this.localOf(end.local, family);
        if (!listed.length || !local.length) continue;
        if (localAny && isEverything(listed)) {
          if (family === 4) add(allow ? 'allow' : 'deny', EVERYTHING, EVERYTHING, '', '');
        } else add(allow ? 'allow' : 'deny', listed, local, family === 6 ? '-ipv6' : '', '');
      }
      // A rule holds one tag alone, and its local end one address family.
      for (const tag of end.remoteTags)
        for (const { family } of localAny ? families.slice(0, 1) : families) {
          const local = this.localOf(end.local, family);
          if (local.length) add(allow ? 'allow' : 'deny', [tag], local, `-${tag}${family === 6 ? '-ipv6' : ''}`, '');
        }
      const open = families.filter((r) => r.rest && this.localOf(end.local, r.family).length);
      for (const { family } of open) this.open.add(family);
      if (localAny && open.length === 2) add('rest', EVERYTHING, EVERYTHING, '-elsewhere', ELSEWHERE);
      else
        for (const { family } of open) {
          const local = this.localOf(end.local, family);
          const remote = localAny ? [family === 4 ? '0.0.0.0/0' : '::/0'] : EVERYTHING;
          add('rest', remote, local, family === 6 ? '-elsewhere-ipv6' : '-elsewhere', ELSEWHERE);
        }
    }
    return drafts;
  }

  private localOf(sides: readonly RuleSide[], family: Family): readonly string[] {
    if (sides.some((s) => s.any)) return EVERYTHING;
    return prefixes(cidrBlocks(addressesOf(sides, family), family));
  }

  private remoteOf(end: ZoneEnd, family: Family): Remote {
    if (end.remoteAny) return { family, listed: EVERYTHING, rest: false };
    const remote = ofFamily(end.remote, family);
    const missing = leftOut(remote.union(this.own(family)), family);
    if (!missing) return { family, listed: prefixes(cidrBlocks(remote, family)), rest: false };
    if (missing.isEmpty) return { family, listed: [family === 4 ? '0.0.0.0/0' : '::/0'], rest: false };
    // Denies stand before all allows, so that they can't wait until the other zones are ruled out.
    if (end.entry.action === 'deny')
      return { family, listed: prefixes(coverCidrs(remote, this.own(family), family)), rest: false };
    return { family, listed: prefixes(cidrBlocks(remote.intersect(this.barred[family]), family)), rest: true };
  }

  private own(family: Family): AddressSet {
    return ofFamily(this.zone.addresses, family);
  }

  private leftOutOf(family: Family): AddressSet {
    const allows = this.ends.filter((e) => e.entry.action === 'allow' && !e.remoteAny);
    return IntervalSet.unionAll(allows.map((e) => leftOut(e.remote.union(this.own(family)), family) ?? NO_ADDRESSES));
  }

  private barrier(family: Family): Draft[] {
    const remote = prefixes(cidrBlocks(this.barred[family], family));
    if (!remote.length) return [];
    const way = this.direction === 'inbound' ? 'from' : 'to';
    const description = textOf(`Nothing else ${way} the other zones of the plan: the rules below are for everywhere else`);
    const label = family === 6 ? 'deny-other-zones-ipv6' : 'deny-other-zones';
    return [{ ...PLAIN, section: 'barrier', label, description, access: 'Deny', remote, local: EVERYTHING }];
  }

  /** The default rules would let through all that goes on inside of the virtual network. */
  private last(): Draft[] {
    const closed: Draft = {
      ...PLAIN,
      section: 'last',
      label: 'deny-all',
      description: 'What no rule of the plan allows; without this the default rules open the whole virtual network',
      access: 'Deny',
      remote: EVERYTHING,
      local: EVERYTHING,
    };
    if (this.direction === 'outbound') return [closed];
    const description = 'Health probes of load balancers, as by default; without this the next rule would stop them';
    const probes: Draft = {
      ...closed,
      label: 'allow-load-balancer-probes',
      description,
      access: 'Allow',
      remote: ['AzureLoadBalancer'],
    };
    return [probes, closed];
  }
}

const ELSEWHERE = ' (everywhere but in the zones denied above)';

function isEverything(list: readonly string[]): boolean {
  return list[0] === '*';
}

function rulesOf(zone: Zone, ends: readonly ZoneEnd[], names: NameTable): SecurityRule[] {
  return (['inbound', 'outbound'] as const).flatMap((direction) => {
    const drafts = setPriorities(new RuleSheet(zone, ends, direction).drafts());
    return drafts.map(({ item, priority }): SecurityRule => {
      const [sources, destinations] = direction === 'inbound' ? [item.remote, item.local] : [item.local, item.remote];
      const label = `${direction === 'inbound' ? 'in' : 'out'}-${item.label}`;
      const { description, access, protocol, ports, sourcePorts } = item;
      return {
        name: names.name(label),
        description,
        priority,
        direction,
        access,
        protocol,
        sources,
        destinations,
        ports,
        sourcePorts,
      };
    });
  });
}

/** The network security groups of a plan: one for each zone that is not external and has addresses. */
export const securityGroups: (ruleSet: RuleSet) => readonly SecurityGroup[] = onceFor(findGroups);

function findGroups(ruleSet: RuleSet): SecurityGroup[] {
  const names = new NameTable({ most: NAME_LENGTH, refused: /[^A-Za-z0-9]+/, joint: '-', ignoresCase: true });
  return [...zoneEnds(ruleSet)].map(([zone, ends]) => {
    const own = new NameTable({ most: NAME_LENGTH, refused: /[^A-Za-z0-9.]+/, joint: '-', ignoresCase: true });
    return { name: names.name(`nsg-${zone.name}`), zone, rules: rulesOf(zone, ends, own) };
  });
}

// Rules, assertions and whatever else a plan says, of chance.

import type { BeyondPorts } from './beyond-ports.ts';
import { type Parties, partiesOfChance, partnersOfChance } from './bindings-of-chance.ts';
import type { Chance } from './chance.ts';
import type { Features } from './plans.ts';
import type { VendorOfChance } from './vendor-of-chance.ts';
import type { ZonesOfChance } from './zones-of-chance.ts';

/** Before the day on which all tests take place, that day, and after it. */
const DAYS = ['2026-11-20', '2026-11-21', '2026-11-22'];

export class RulesOfChance {
  /** Groups and services, which an import may hold. */
  readonly named: string[] = [];
  private readonly groups: string[] = [];
  private readonly services: string[] = [];
  private readonly chance: Chance;
  private readonly vendor: VendorOfChance;
  private readonly zones: ZonesOfChance;
  private readonly on: Features;
  private readonly beyond: BeyondPorts;

  constructor(chance: Chance, vendor: VendorOfChance, zones: ZonesOfChance, on: Features) {
    this.chance = chance;
    this.vendor = vendor;
    this.zones = zones;
    this.on = on;
    this.beyond = vendor.beyond;
    chance.times(0, 2, (i) => {
      this.named.push(
        [
          `group g${i} = ${this.ends(3)}`,
          on.except && chance.percent(25) ? ` except ${this.ends(2)}` : '',
          on.bindings && chance.percent(15) ? ` ${partnersOfChance(chance, this.parties)}` : '',
        ].join(''),
      );
      this.groups.push(`g${i}`);
    });
    chance.times(0, 2, (i) => {
      this.named.push(`service own${i} = ${chance.times(1, 2, () => this.item(false)).join(', ')}`);
      this.services.push(`own${i}`);
    });
  }

  /** Who belongs together, and who connects. */
  aside(): string[] {
    const { chance, zones, vendor, on } = this;
    const lines: string[] = [];
    if (zones.sites.length > 0 && chance.percent(50)) {
      lines.push(`pair ${chance.some(zones.sites, 2).join(', ')}`);
      if (chance.percent(20)) lines.push(`pair ${chance.pick(zones.sites)}`);
    }
    if (on.deployments && chance.percent(40)) {
      const members = [...zones.components.map(({ name }) => name), ...zones.names, ...zones.sites];
      chance.times(1, 3, (i) => {
        const of = i > 0 && chance.percent(50) ? ` of d${chance.below(i)}` : '';
        lines.push(`deployment d${i}${of} = ${chance.some(members, 3).join(', ')}`);
      });
    }
    if (on.bindings && chance.percent(40))
      lines.push(
        ...chance.times(1, 3, () => `bind ${partiesOfChance(chance, this.parties, 2)} ${partnersOfChance(chance, this.parties)}`),
      );
    if (vendor.between.length && chance.percent(60))
      for (const [one, other] of chance.some(vendor.between, 2)) {
        const [from, to] = chance.percent(50) ? [one, other] : [other, one];
        const service = chance.percent(30)
          ? ` : ${chance.pick(['tcp 443', 'tcp 22, udp 25', 'tcp 1000-1001', ...vendor.services])}`
          : '';
        lines.push(`direction ${from} -> ${to}${service}`);
      }
    return lines;
  }

  rules(): string[] {
    const { chance, on } = this;
    const rules = chance.times(3, 9, () => {
      const deny = on.denies && chance.percent(25);
      const service = chance.percent(deny ? 75 : 96) ? ` : ${this.list()}` : '';
      const during = this.vendor.phases.length && chance.percent(12) ? ` during ${chance.pick(this.vendor.phases)}` : '';
      const until = chance.percent(10) ? ` until ${chance.pick(DAYS)}` : '';
      const except = on.except && chance.percent(20) ? ` except ${this.ends(2)}` : '';
      const exceptTo = on.except && chance.percent(20) ? ` except ${this.ends(2)}` : '';
      return `${deny ? 'deny' : 'allow'} ${this.ends(2)}${except} -> ${this.ends(2)}${exceptTo}${service || (deny ? '' : ' : any')}${during}${until}`;
    });
    const assertions = on.assertions
      ? chance.times(0, 3, () => {
          const never = chance.percent(50) ? ' never' : '';
          const service = chance.percent(60) ? ` on ${this.list()}` : '';
          // Which family a way over relays has in the end, the reading does not tell apart.
          const relayed = on.relays && !this.beyond.types && chance.percent(40) ? ' through relays' : '';
          return `assert ${this.ends(2)}${never} reaches ${this.ends(2)}${service}${relayed}`;
        })
      : [];
    return [...rules, ...assertions];
  }

  private get parties(): Parties {
    const { zones, vendor, groups } = this;
    return { roles: vendor.roles, components: zones.components, zones: zones.names, sites: zones.sites, groups };
  }

  private ends(most: number): string {
    return this.chance.times(1, most, () => this.end()).join(', ');
  }

  private end(): string {
    const { chance, zones, vendor } = this;
    switch (chance.below(10)) {
      case 0:
      case 1:
      case 2:
        return chance.pick(zones.names);
      case 3:
      case 4:
        return zones.components.length ? chance.pick(zones.components).name : chance.pick(zones.names);
      case 5:
        return `${chance.pick(vendor.roles)}${chance.percent(40) ? ` in ${chance.pick([...zones.names, ...zones.sites])}` : ''}`;
      case 6:
        return zones.sites.length ? chance.pick(zones.sites) : 'any';
      case 7:
        return this.groups.length ? chance.pick(this.groups) : 'any';
      case 8:
        return chance.pick(zones.addresses);
      default:
        return zones.hostNames.length && chance.percent(80) ? chance.pick(zones.hostNames) : 'any';
    }
  }

  private list(): string {
    const { chance, on } = this;
    const items = chance.times(1, 3, () => this.item(true)).join(', ');
    return on.except && chance.percent(6) ? `${chance.pick(['any', items])} except ${this.item(false)}` : items;
  }

  private item(rule: boolean): string {
    const { chance, vendor, on } = this;
    const port = () => chance.pick([22, 25, 80, 443, 1000, 1001, 4000, 8000]);
    const ports = () => (chance.percent(30) ? `${port()}, ${port()}-${8000 + chance.below(40)}` : `${port()}`);
    const plain = () => `${chance.pick(['tcp', 'udp', 'tcp+udp'])} ${ports()}`;
    const roll = chance.below(20);
    if (rule && roll < 6) return 'required';
    if (rule && roll < 7) return 'any';
    if (roll < 11) return chance.pick([...vendor.services, ...this.services]) ?? 'tcp 1000';
    if (rule && roll < 12 && vendor.counted.length) return chance.pick(vendor.counted);
    if (on.alternatives && roll < 15)
      return `${chance.pick(['one', 'first'])} of (${chance.times(2, 3, () => chance.pick([plain(), ...vendor.fixed.slice(0, 2)])).join(', ')})`;
    if (roll < 17 && this.beyond.any) return this.beyond.item(plain);
    if (roll < 16) return 'icmp';
    return plain();
  }
}

import { type AddressSet, NO_ADDRESSES } from '../../../model/addresses.ts';
import { IntervalSet } from '../../../model/interval-set.ts';
import { note } from '../../../model/lists.ts';
import { itemsAt, type JsonNode, textAt } from '../../forms/json.ts';
import { shorten } from '../../lines.ts';
import { readAddresses } from '../../parts.ts';
import type { RunningPlace, RunningSubnet } from '../../running.ts';
import { interfacesOf, nameOf } from './addresses.ts';
import type { Estate } from './estate.ts';

/** What stands in the column of gateways for all of them. */
const ALL_TARGETS = '6c488338-8eec-4103-ad21-cd461ac2c476';

/** The gateways of a file: which rules they get, and where their zones lie. */
export class Gateways {
  private readonly estate: Estate;
  /** The names of the gateways that the file was asked for. */
  readonly names: ReadonlySet<string>;
  readonly places: ReadonlyMap<string, RunningPlace>;
  /** The networks of its interfaces, of which rules say nothing. */
  readonly networks: readonly RunningSubnet[];

  constructor(estate: Estate) {
    this.estate = estate;
    this.names = new Set([...estate.gateways.map(nameOf), ...estate.packages.flatMap(({ targets }) => targets)]);
    // With several gateways a zone is somewhere else behind each.
    const [only, more] = [...new Set(estate.gateways)];
    this.places = only && !more ? zonesOf(only, estate) : new Map();
    this.networks = only && !more ? networksOf(only) : [];
  }

  /**
   * Whether a rule is installed: surely where nothing is said, or on the only gateway of the file.
   * @returns `false` where it is not; a reason where nobody knows
   */
  isInstalled(rule: JsonNode): undefined | false | string {
    const on = itemsAt(rule, 'install-on').map((each) => {
      const object = this.estate.find(each);
      return { uid: object ? textAt(object, 'uid') : each.text, name: object ? nameOf(object) : each.text };
    });
    if (!on.length || on.some(({ uid, name }) => uid === ALL_TARGETS || name === 'Policy Targets')) return undefined;
    const [only] = this.names;
    if (this.names.size === 1 && on.every(({ uid, name }) => uid !== name))
      return on.some(({ name }) => name === only) ? undefined : false;
    const shown = on.slice(0, 4).map(({ name }) => name.slice(0, 60));
    return `it is installed on ${shown.join(', ')} alone`;
  }
}

/** The networks of the interfaces of a gateway. */
function networksOf(gateway: JsonNode): RunningSubnet[] {
  return interfacesOf(gateway).flatMap((each) => {
    const sets = ownNetworks(each);
    const name = shorten(textAt(each, 'name') ?? '') || 'interface';
    return sets.length ? [{ name, network: undefined, addresses: IntervalSet.unionAll(sets) }] : [];
  });
}

/** The networks that an interface has addresses in. */
function ownNetworks(each: JsonNode): AddressSet[] {
  const ends = [
    ['ipv4-address', 'ipv4-mask-length'],
    ['ipv6-address', 'ipv6-mask-length'],
  ] as const;
  return ends.flatMap(([address, length]) => {
    const [ip, bits] = [textAt(each, address), textAt(each, length)];
    return (ip && bits ? readAddresses(`${ip}/${bits}`) : undefined) ?? [];
  });
}

/** The zones of a gateway with the networks of their interfaces. */
function zonesOf(gateway: JsonNode, { book }: Estate): ReadonlyMap<string, RunningPlace> {
  book.modeled(gateway.line, gateway.last);
  const networks = new Map<string, AddressSet[]>();
  const lines = new Map<string, number>();
  const rests = new Set<string>();
  for (const each of interfacesOf(gateway)) {
    const zone = zoneOf(each);
    if (!zone) continue;
    lines.set(zone, lines.get(zone) ?? each.line);
    if (textAt(each, 'topology') === 'external') rests.add(zone);
    // What lies behind is its own network, unless the gateway says another one.
    const behind = textAt(each, 'topology-settings', 'ip-address-behind-this-interface');
    if (behind !== undefined && /specific|routing/.test(behind)) continue;
    for (const set of ownNetworks(each)) note(networks, zone, set);
  }
  return new Map(
    [...lines].map(([name, line]) => [
      name,
      { name, line, networks: IntervalSet.unionAll(networks.get(name) ?? [NO_ADDRESSES]), rest: rests.has(name) },
    ]),
  );
}

/** The zone of an interface; where the gateway finds it out, by what the interface leads to. */
function zoneOf(each: JsonNode): string | undefined {
  const settings = each.members.get('security-zone-settings');
  const own = textAt(settings, 'specific-zone');
  if (own || textAt(settings, 'auto-calculated') !== 'true') return own;
  const topology = textAt(each, 'topology');
  if (topology === 'external') return 'ExternalZone';
  if (topology !== 'internal') return undefined;
  return textAt(each, 'topology-settings', 'interface-leads-to-dmz') === 'true' ? 'DMZZone' : 'InternalZone';
}

import { ANYWHERE, NO_ADDRESSES } from '../../../../model/addresses.ts';
import { append } from '../../../../model/lists.ts';
import { ANY_SERVICE } from '../../../../model/services.ts';
import { type JsonNode, noteOthers, numberAt, saysNothing, textAt } from '../../../../running/forms/json.ts';
import { shorten } from '../../../../running/lines.ts';
import { type AddressMatch, ANY_ADDRESS, ANY_SERVICES, perhaps, rulesOf } from '../../../../running/matches.ts';
import type { RunningPlace, RunningRule } from '../../../../running/running.ts';
import { type Estate, lastOf, partsOf } from './estate.ts';
import { type Side, servicesOf, sideOf } from './sides.ts';

type Direction = 'inbound' | 'outbound';

const RULE = new Set([
  ...['name', 'id', 'etag', 'type', 'properties', 'resourcegroup', 'provisioningstate', 'description', 'priority', 'direction'],
  ...['access', 'protocol', 'apiversion', 'dependson', 'location', 'comments', 'metadata', 'systemdata'],
  ...['source', 'destination'].flatMap((end) =>
    [
      'addressprefix',
      'addressprefixes',
      'portrange',
      'portranges',
      'applicationsecuritygroups',
      'applicationsecuritygroupstext',
    ].map((field) => end + field),
  ),
]);

/** The rules that every group has behind its own, as the product's documentation lists them. */
const DEFAULTS: readonly { direction: Direction; action: 'permit' | 'deny'; from?: string; to?: string; name: string }[] = [
  { direction: 'inbound', action: 'permit', from: 'VirtualNetwork', to: 'VirtualNetwork', name: 'AllowVnetInBound' },
  { direction: 'inbound', action: 'deny', name: 'DenyAllInBound' },
  { direction: 'outbound', action: 'permit', from: 'VirtualNetwork', to: 'VirtualNetwork', name: 'AllowVnetOutBound' },
  { direction: 'outbound', action: 'permit', to: 'Internet', name: 'AllowInternetOutBound' },
  { direction: 'outbound', action: 'deny', name: 'DenyAllOutBound' },
];

const ALL = [{ sources: ANYWHERE, destinations: ANYWHERE, services: ANY_SERVICE }];

interface Placed {
  readonly priority: number;
  readonly rules: readonly RunningRule[];
}

/** The rules of one group, in the order of their priorities. */
export class GroupRules {
  private readonly group: JsonNode;
  private readonly estate: Estate;
  private readonly lists: Readonly<Record<Direction, Placed[]>> = { inbound: [], outbound: [] };
  private readonly behind: Record<Direction, RunningRule[]> = { inbound: [], outbound: [] };
  private readonly named = new Map<string, RunningPlace>();

  constructor(group: JsonNode, estate: Estate) {
    this.group = group;
    this.estate = estate;
  }

  /** The places that its rules are about. */
  get places(): RunningPlace[] {
    const used = new Set<string>();
    for (const direction of ['inbound', 'outbound'] as const)
      for (const { from, to } of this.of(direction)) for (const name of [...(from ?? []), ...(to ?? [])]) used.add(name);
    return [...this.named.values()].filter(({ name }) => used.has(name));
  }

  /** Takes over a rule of the group itself. */
  add(value: JsonNode): void {
    for (const { direction, priority, rules } of this.read(value)) this.lists[direction].push({ priority, rules });
  }

  /** Ends the group with the rules that all have: as the file says them, else as they are documented. */
  end(defaults: readonly JsonNode[]): void {
    const { group, estate } = this;
    const told = defaults.flatMap((value) => this.read(value)).sort((a, b) => a.priority - b.priority);
    for (const { direction, rules } of told) append(this.behind[direction], rules);
    const { line } = group;
    if (!defaults.length)
      for (const { direction, action, from, to, name } of DEFAULTS)
        this.behind[direction].push({
          action,
          traffic: ALL,
          ...(from !== undefined && { from: this.placesOf([from], line) }),
          ...(to !== undefined && { to: this.placesOf([to], line) }),
          name,
          line,
          text: name,
        });
    const own = partsOf(group).members.get('securityrules');
    // What a template repeats is made when it is loaded.
    const copied = [group, partsOf(group)].some(({ members }) => members.has('copy'));
    if (!copied && group.isWhole && (!own || own.kind === 'list' || saysNothing(own))) return;
    estate.book.unknown(line, 'network security group', 'the file does not hold all of it');
    const rule: RunningRule = { action: 'unknown', traffic: ALL, perhaps: CUT, name: undefined, line, text: 'securityRules' };
    for (const direction of ['inbound', 'outbound'] as const) this.lists[direction].push({ priority: -1, rules: [rule] });
  }

  of(direction: Direction): RunningRule[] {
    const result: RunningRule[] = [];
    for (const { rules } of this.lists[direction].sort((a, b) => a.priority - b.priority)) append(result, rules);
    // Nothing gets to the rules of all groups behind one that decides everything.
    if (!result.some(decidesAll)) append(result, this.behind[direction]);
    return result;
  }

  private read(value: JsonNode): { direction: Direction; priority: number; rules: RunningRule[] }[] {
    const { book } = this.estate;
    const parts = partsOf(value);
    book.modeled(value.line, value.last);
    const unread = (what: string): void => book.unknown(value.line, 'security rule', `${what} can not be read`, value.last);
    const other =
      noteOthers(value, RULE, 'security rule', book) ??
      (parts === value ? undefined : noteOthers(parts, RULE, 'security rule', book));
    const access = textAt(parts, 'access')?.toLowerCase();
    const action = access === 'allow' ? 'permit' : access === 'deny' ? 'deny' : 'unknown';
    if (action === 'unknown') unread('its access');
    const told = textAt(parts, 'direction')?.toLowerCase();
    const directions: Direction[] = told === 'inbound' || told === 'outbound' ? [told] : ['inbound', 'outbound'];
    if (directions.length > 1) unread('its direction');
    const number = numberAt(parts, 'priority');
    const priority = number !== undefined && number >= 100 && number <= 65_500 ? number : undefined;
    if (priority === undefined) unread('its priority');
    const services = servicesOf(parts);
    if (!services) unread('its protocol or ports');
    const sides = (['source', 'destination'] as const).map((end) => sideOf(parts, end, this.estate));
    if (sides.includes(undefined) || sides.some((side) => side?.match?.why !== undefined)) unread('an address');
    const isKnown = value.isWhole && directions.length === 1 && priority !== undefined;
    const name = lastOf(textAt(value, 'name') ?? '');
    const comment = textAt(parts, 'description');
    const common = {
      action,
      services: services ?? perhaps(ANY_SERVICES.sure, 'its protocol or ports can not be read'),
      condition: isKnown ? other : CUT,
      name: name ? shorten(name) : undefined,
      ...(comment && { comment: shorten(comment) }),
      line: value.line,
      text: textOf(parts, name),
    } as const;
    const [from, to] = sides.map((side): Side => side ?? { match: UNREAD, places: [] });
    const rules: RunningRule[] = [];
    for (const source of endsOf(from!))
      for (const destination of endsOf(to!))
        append(
          rules,
          rulesOf({
            ...common,
            sources: source.match,
            destinations: destination.match,
            ...(source.places && { from: this.placesOf(source.places, value.line) }),
            ...(destination.places && { to: this.placesOf(destination.places, value.line) }),
          }),
        );
    return directions.map((direction) => ({ direction, priority: priority ?? -1, rules }));
  }

  private placesOf(names: readonly string[], line: number): ReadonlySet<string> {
    for (const name of names)
      if (!this.named.has(name)) this.named.set(name, { name, networks: NO_ADDRESSES, rest: false, line });
    return new Set(names);
  }
}

const CUT = 'the file does not say all of it';
const UNREAD: AddressMatch = perhaps(ANYWHERE, 'an address that can not be read');

/** A side as one for its addresses and one for its places. */
function endsOf({ match, places }: Side): { match: AddressMatch; places?: readonly string[] }[] {
  return [...(match ? [{ match }] : []), ...(places.length ? [{ match: ANY_ADDRESS, places }] : [])];
}

function decidesAll({ action, traffic, from, to, perhaps: why }: RunningRule): boolean {
  return (
    (action === 'permit' || action === 'deny') &&
    !from &&
    !to &&
    why === undefined &&
    traffic.some((box) => box.sources.equals(ANYWHERE) && box.destinations.equals(ANYWHERE) && box.services.equals(ANY_SERVICE))
  );
}

function textOfValue(value: JsonNode | undefined): string[] {
  return value?.text && (value.kind !== 'word' || value.text !== 'null') ? [value.text] : [];
}

/** A rule on one line: its fields that say something. */
function textOf(parts: JsonNode, name: string): string {
  const words = ['priority', 'direction', 'access', 'protocol'].map((key) => (textAt(parts, key) ?? '').slice(0, 20));
  const ends = ['source', 'destination'].map((end) => {
    const member = (key: string): string[] => {
      const value = parts.members.get(end + key);
      const more = parts.members.get(`${end}${key}${key.endsWith('x') ? 'es' : 's'}`);
      return [value, ...(value?.items ?? []), more, ...(more?.items ?? [])].flatMap((each) => textOfValue(each)).slice(0, 4);
    };
    const groups = (parts.members.get(`${end}applicationsecuritygroups`)?.items ?? []).flatMap(
      (each) => lastOf(textAt(each, 'id') ?? '') || [],
    );
    return [...member('addressprefix'), ...groups.slice(0, 4), ...member('portrange')].map((text) => text.slice(0, 50)).join(' ');
  });
  const between = ends.some(Boolean) ? ends.map((end) => end || '(nothing said)').join(' -> ') : '';
  return [`${name.slice(0, 80) || 'a rule without a name'}:`, ...words, between].filter(Boolean).join(' ');
}

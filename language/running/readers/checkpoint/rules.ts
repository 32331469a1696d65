import { ANYWHERE, NO_ADDRESSES } from '../../../model/addresses.ts';
import { append } from '../../../model/lists.ts';
import { ANY_SERVICE } from '../../../model/services.ts';
import { type JsonNode, noteOthers, numberAt, textAt } from '../../forms/json.ts';
import { ANY_ADDRESS, notAddresses, notServices, perhaps, type RuleEnd, rulesBetween, type ServiceMatch } from '../../matches.ts';
import type { RunningAction, RunningPlace, RunningRule } from '../../running.ts';
import { Addresses, isAny, nameOf } from './addresses.ts';
import { type Estate, type Layer, typeOf } from './estate.ts';
import type { Gateways } from './gateways.ts';
import { Services } from './services.ts';

const RULE = new Set([
  ...[
    'uid',
    'name',
    'type',
    'domain',
    'enabled',
    'comments',
    'meta-info',
    'icon',
    'color',
    'tags',
    'rule-number',
    'custom-fields',
  ],
  ...[
    'install-on',
    'source',
    'source-negate',
    'destination',
    'destination-negate',
    'service',
    'service-negate',
    'service-resource',
  ],
  ...[
    'vpn',
    'action',
    'action-settings',
    'inline-layer',
    'content',
    'content-negate',
    'content-direction',
    'data',
    'data-negate',
  ],
  ...[
    'data-direction',
    'time',
    'track',
    'track-alert',
    'hits',
    'user-check',
    'read-only',
    'available-actions',
    'package',
    'layer',
  ],
  ...['filter-match-details', 'source-ranges', 'destination-ranges', 'service-ranges'],
]);
const EVERYTHING = [{ sources: ANYWHERE, destinations: ANYWHERE, services: ANY_SERVICE }];

/** What an action does, and what it depends on. */
interface Does {
  readonly action: RunningAction;
  readonly condition?: string;
}

/** The rules of layers, as one device tries them. */
export class LayerRules {
  private readonly estate: Estate;
  private readonly gateways: Gateways;
  private readonly addresses: Addresses;
  private readonly services: Services;
  private readonly listOf: (layer: string) => string;
  private readonly named = new Map<string, RunningPlace>();

  /**
   * @param listOf the name of the list that a layer becomes, by what rules call the layer
   * @param lines how many lines the file has
   */
  constructor(estate: Estate, gateways: Gateways, listOf: (layer: string) => string, lines: number) {
    this.estate = estate;
    this.gateways = gateways;
    this.listOf = listOf;
    this.addresses = new Addresses(estate, lines);
    this.services = new Services(estate, lines);
  }

  /** The zones that rules name, and those of the gateway. */
  get places(): RunningPlace[] {
    return [...new Map([...this.gateways.places, ...this.named]).values()];
  }

  /** The rules of a layer in the order of their numbers; in place of those that the answers don't show stands one that may do anything. */
  of(layer: Layer): RunningRule[] {
    const numbered = layer.items.map((item) => ({ item, number: numberAt(item, 'rule-number') }));
    const rules: RunningRule[] = [];
    if (numbered.some(({ number }) => number === undefined)) {
      for (const { item } of numbered) append(rules, this.read(item));
      if (layer.items.length < layer.total || layer.isFiltered) rules.push(this.gap(layer));
      return rules;
    }
    const seen = new Map<number, string | undefined>();
    let next = 1;
    for (const { item, number } of numbered.sort((a, b) => a.number! - b.number!)) {
      const uid = textAt(item, 'uid');
      // Two pages may show the same rule; another one of its number belongs to another state of the layer.
      if (seen.has(number!)) {
        if (seen.get(number!) !== uid) rules.push(this.gap(layer));
        continue;
      }
      if (number! > next) rules.push(this.gap(layer));
      seen.set(number!, uid);
      next = number! + 1;
      append(rules, this.read(item));
    }
    if (next <= layer.total || layer.isFiltered) rules.push(this.gap(layer));
    return rules;
  }

  private gap({ line, name }: Layer): RunningRule {
    const what = `access layer ${/^[\w -]{1,40}$/.test(name) ? name : ''}`.trim();
    const text = `rules of ${what} that the file does not show`;
    this.estate.book.unknown(line, what, 'the file does not show all of its rules: add the answers for the other pages');
    return { action: 'unknown', traffic: EVERYTHING, perhaps: text, name: undefined, line, text };
  }

  private read(value: JsonNode): RunningRule[] {
    const { book } = this.estate;
    const type = typeOf(value);
    if (value.kind !== 'object' || !/^(access-)?rule$/.test(type)) {
      const what = type === 'place-holder' ? 'place-holder' : 'an entry that is no rule';
      const why =
        type === 'place-holder' ? 'rules of another domain stand here, which the file does not show' : 'nothing is known of it';
      book.unknown(value.line, what, why, value.last);
      return [{ action: 'unknown', traffic: EVERYTHING, perhaps: why, name: undefined, line: value.line, text: what }];
    }
    book.modeled(value.line, value.last);
    const enabled = textAt(value, 'enabled');
    if (enabled === 'false' && value.isWhole) return [];
    const isOpen = enabled !== undefined && enabled !== 'true' && enabled !== 'false';
    if (isOpen) book.unknown(value.line, 'access rule', 'whether it is enabled can not be read', value.last);
    const other = noteOthers(value, RULE, 'access rule', book);
    const [sources, destinations] = [this.endsOf(value, 'source'), this.endsOf(value, 'destination')];
    const does = this.actionOf(value);
    const installed = this.gateways.isInstalled(value);
    if (installed === false) return [];
    const conditions = [
      value.isWhole && !isOpen ? undefined : 'the file does not say all of it',
      other,
      does.condition,
      installed,
      this.conditionOf(value, 'vpn', 'through a VPN alone'),
      this.conditionOf(value, 'content', 'for some contents alone') ?? this.conditionOf(value, 'data', 'for some contents alone'),
      this.conditionOf(value, 'time', 'at certain times alone'),
      value.members.has('service-resource') && textAt(value, 'service-resource') !== '' ? 'for a resource alone' : undefined,
    ].filter((each) => each !== undefined);
    const [number, name, comment] = ['rule-number', 'name', 'comments'].map((key) => textAt(value, key));
    const hits = numberAt(value.members.get('hits'), 'value');
    const common = {
      action: does.action,
      services: this.servicesOf(value),
      condition: conditions.length ? conditions.join('; ') : undefined,
      name: name || number,
      ...(comment && { comment }),
      ...(hits !== undefined && { hits }),
      line: value.line,
      text: this.textOf(value),
    };
    return rulesBetween(sources, destinations, common);
  }

  private endsOf(value: JsonNode, key: 'source' | 'destination'): RuleEnd[] {
    const references = listAt(value, key);
    const negated = this.negated(value, key);
    if (!references.length || negated === undefined) {
      this.unread(value, key);
      return [{ match: perhaps(ANYWHERE, `its ${key}, which can not be read`) }];
    }
    const zones = new Set<string>();
    const others = references.filter((each) => {
      const object = this.estate.find(each);
      if (!object || typeOf(object) !== 'security-zone') return true;
      zones.add(this.placeOf(object));
      return false;
    });
    const match = others.length ? this.addresses.of(others) : undefined;
    if (negated) return [{ match: match ? notAddresses(match) : ANY_ADDRESS, ...(zones.size && { notPlaces: zones }) }];
    return [...(match ? [{ match }] : []), ...(zones.size ? [{ match: ANY_ADDRESS, places: zones }] : [])];
  }

  /** Whether it stands for all others; nothing where that can't be read. */
  private negated(value: JsonNode, key: string): boolean | undefined {
    const word = textAt(value, `${key}-negate`) ?? 'false';
    return word === 'true' || word === 'false' ? word === 'true' : undefined;
  }

  private unread(value: JsonNode, key: string): void {
    const why = value.members.has(`${key}-ranges`)
      ? 'it stands there as ranges: ask again without show-as-ranges'
      : 'it can not be read';
    this.estate.book.unknown(value.line, `access rule ${key}`, why, value.last);
  }

  private placeOf(zone: JsonNode): string {
    // A name that ends in a star would stand for others as well.
    const name = nameOf(zone).replace(/\*+$/, '');
    if (!this.named.has(name) && !this.gateways.places.has(name))
      this.named.set(name, { name, networks: NO_ADDRESSES, rest: false, line: zone.line });
    return name;
  }

  private servicesOf(value: JsonNode): ServiceMatch {
    const references = listAt(value, 'service');
    const negated = this.negated(value, 'service');
    if (!references.length || negated === undefined) {
      this.unread(value, 'service');
      return perhaps(ANY_SERVICE, 'its services, which can not be read');
    }
    const match = this.services.of(references);
    return negated ? notServices(match) : match;
  }

  private actionOf(value: JsonNode): Does {
    const reference = value.members.get('action');
    const object = reference && this.estate.find(reference);
    const word = (object ? nameOf(object) : reference?.kind === 'text' ? reference.text : '').toLowerCase();
    switch (word) {
      case 'accept':
        return { action: 'permit' };
      case 'drop':
      case 'reject':
        return { action: 'deny' };
      case 'inform':
      case 'ask':
        return { action: 'permit', condition: 'once the user has been asked' };
      case 'user auth':
      case 'client auth':
        return { action: 'permit', condition: 'once the user has logged in' };
      case 'apply layer':
      case 'inner layer': {
        const layer = value.members.get('inline-layer');
        return { action: { call: this.listOf(layer ? this.estate.keyOf(layer) : '') } };
      }
      default:
        this.estate.book.unknown(value.line, 'access rule action', 'nobody knows what it does', value.last);
        return { action: 'unknown' };
    }
  }

  /** What a column asks for that isn't "Any"; nothing where it is, or where there is none. */
  private conditionOf(value: JsonNode, key: string, why: string): string | undefined {
    const references = listAt(value, key);
    const named = references.flatMap((each) => {
      const object = this.estate.find(each);
      if (object ? isAny(object) : each.text === 'Any') return [];
      return [object?.members.has('name') ? nameOf(object) : 'what the file does not say'];
    });
    return named.length < references.length || !references.length ? undefined : `${why}: ${named.slice(0, 4).join(', ')}`;
  }

  /** A rule on one line. */
  private textOf(value: JsonNode): string {
    const listed = (key: string): string => {
      const names = listAt(value, key)
        .slice(0, 4)
        .map((each) => {
          const object = this.estate.find(each);
          return object ? nameOf(object).slice(0, 40) : each.text.slice(0, 40);
        });
      return `${textAt(value, `${key}-negate`) === 'true' ? 'not ' : ''}${names.join(', ')}`;
    };
    const head = [textAt(value, 'rule-number'), textAt(value, 'name')?.slice(0, 60)].filter(Boolean).join(' ');
    return `${head}: ${listed('action')} ${listed('source')} -> ${listed('destination')} : ${listed('service')}`;
  }
}

/** The objects that a column names: a list of them, or one alone. */
function listAt(value: JsonNode, key: string): readonly JsonNode[] {
  const member = value.members.get(key);
  if (!member || member.kind === 'list') return member?.items ?? [];
  return member.kind === 'object' || (member.kind === 'text' && member.text) ? [member] : [];
}

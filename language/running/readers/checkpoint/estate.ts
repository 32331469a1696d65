import { note } from '../../../model/lists.ts';
import { itemsAt, type JsonNode, numberAt, textAt } from '../../forms/json.ts';
import type { LineBook } from '../../lines.ts';

/** An access layer: what it is called, and its rules as far as the answers in the file go. */
export interface Layer {
  readonly uid: string;
  readonly name: string;
  readonly line: number;
  readonly items: JsonNode[];
  /** How many rules it has by what the answers say. */
  total: number;
  /** Whether an answer shows a part of its rules alone, those that were searched for. */
  isFiltered: boolean;
}

/** A policy package: the layers that packets have to get through, in their order. */
export interface Package {
  readonly name: string;
  readonly line: number;
  readonly layers: readonly string[];
  readonly targets: readonly string[];
}

const GATEWAY = /^(simple-(gateway|cluster)|CpmiGateway|CpmiVs|CpmiVsx|CpmiCluster)/;
/** Rules of other kinds, which look into connections that access rules permit. */
const OTHER_RULES = /^(threat|https|mobile|limited|data-loss)/;
/** What gateways have that does so. */
const BLADES = [
  ...['ips', 'anti-bot', 'anti-virus', 'threat-emulation', 'threat-extraction', 'enable-https-inspection', 'zero-phishing'],
  ...['autonomous-threat-prevention', 'content-awareness', 'data-loss-prevention'],
];

/** What the answers in a file say: objects, layers with their rules, packages and gateways. */
export class Estate {
  readonly book: LineBook;
  readonly layers = new Map<string, Layer>();
  readonly packages: Package[] = [];
  /** Gateways that were asked for, not those that rules name. */
  readonly gateways: JsonNode[] = [];
  private readonly byUid = new Map<string, JsonNode>();
  private readonly byName = new Map<string, JsonNode[]>();
  private made = 0;

  constructor(book: LineBook) {
    this.book = book;
  }

  /** Takes over a value of the file: an answer of the management, or several in a list. */
  add(root: JsonNode): void {
    if (root.kind === 'list') for (const each of root.items) this.addAnswer(each);
    else this.addAnswer(root);
  }

  /** The object that a rule or a group means: by its uid, by its name where that is one object's alone, or as it is written out there. */
  find(reference: JsonNode): JsonNode | undefined {
    if (reference.kind !== 'object') return this.known(reference.text);
    const known = this.byUid.get(textAt(reference, 'uid') ?? '');
    return known && known.members.size >= reference.members.size ? known : reference;
  }

  known(key: string): JsonNode | undefined {
    const named = this.byName.get(key);
    return this.byUid.get(key) ?? (named?.length === 1 ? named[0] : undefined);
  }

  /** What an object is found by again; one that is written out somewhere and has no uid gets one. */
  keyOf(reference: JsonNode): string {
    if (reference.kind !== 'object') return reference.text;
    const found = this.find(reference) ?? reference;
    const own = textAt(found, 'uid');
    const key = own ?? `object ${++this.made}`;
    if (!own || this.byUid.get(key) !== found) this.byUid.set(key, found);
    return key;
  }

  private addAnswer(value: JsonNode): void {
    const { book } = this;
    if (value.kind !== 'object') {
      book.unknown(value.line, 'a value that is no answer', 'nothing is known of it', value.last);
      return;
    }
    const has = (key: string): boolean => value.members.has(key);
    for (const list of ['objects-dictionary', 'objects', 'packages'])
      for (const each of itemsAt(value, list)) this.addObject(each, list !== 'objects-dictionary');
    if (has('rulebase')) this.addRules(value);
    else if (has('access-layers') && !has('uid')) for (const each of itemsAt(value, 'access-layers')) this.addObject(each, true);
    else if (has('uid') && (has('type') || has('access-layers'))) this.addObject(value, true);
    else if (!['objects-dictionary', 'objects', 'packages', 'tasks'].some(has))
      book.unknown(value.line, 'an answer', 'nothing is known of it', value.last);
  }

  private addObject(value: JsonNode, wasAsked: boolean): void {
    const uid = textAt(value, 'uid');
    if (value.kind !== 'object' || uid === undefined) return;
    const known = this.byUid.get(uid);
    if (!known || known.members.size < value.members.size) {
      this.byUid.set(uid, value);
      const name = textAt(value, 'name');
      const alike = name === undefined ? undefined : this.byName.get(name);
      const at = known && alike ? alike.indexOf(known) : -1;
      if (at >= 0) alike![at] = value;
      else if (name !== undefined) note(this.byName, name, value);
    }
    const type = typeOf(value);
    if (type === 'package' || value.members.has('access-layers')) this.addPackage(value);
    else if (wasAsked && GATEWAY.test(type)) {
      this.gateways.push(value);
      for (const blade of BLADES) {
        const member = value.members.get(blade);
        if (member && textAt(value, blade) === 'true') this.book.inspects(member.line, `gateway … ${blade}`);
      }
      const firewall = value.members.get('firewall');
      if (firewall && textAt(value, 'firewall') === 'false')
        this.book.unknown(firewall.line, 'gateway … firewall false', 'access rules decide nothing where they are not installed');
    }
  }

  private addPackage(value: JsonNode): void {
    const layers = itemsAt(value, 'access-layers').map((each) => textAt(each, 'uid') ?? each.text);
    // The word `all`, or a list.
    const said = textAt(value, 'installation-targets') === undefined ? 'installation-targets' : 'none';
    const targets = itemsAt(value, said).map((each) => textAt(each, 'target-name') ?? textAt(each, 'name') ?? each.text);
    this.book.modeled(value.line, value.last);
    // The list of packages has their names alone, where it was asked for without details.
    if (layers.length) this.packages.push({ name: textAt(value, 'name') ?? '', line: value.line, layers, targets });
  }

  /** One answer about a rule base, which is a page of it. */
  private addRules(value: JsonNode): void {
    const items = flat(itemsAt(value, 'rulebase'));
    const first = items[0] ? typeOf(items[0]) : '';
    if (OTHER_RULES.test(first)) {
      this.book.inspects(value.line, 'rules of another kind than access rules', `${value.line}`, value.last);
      return;
    }
    if (first.startsWith('nat-')) {
      this.book.unknown(
        value.line,
        'rules that translate addresses',
        'what is sent to other addresses may get through',
        value.last,
      );
      return;
    }
    const name = textAt(value, 'name') ?? '';
    const uid = textAt(value, 'uid') ?? name;
    let layer = this.layers.get(uid);
    if (!layer) {
      layer = { uid, name, line: value.line, items: [], total: 0, isFiltered: false };
      this.layers.set(uid, layer);
    }
    layer.total = Math.max(layer.total, numberAt(value, 'total') ?? 0);
    for (const item of items) {
      layer.items.push(item);
      if (item.members.has('filter-match-details')) layer.isFiltered = true;
    }
    // What is cut off has rules that nobody sees.
    if (!value.isWhole) layer.total = Number.POSITIVE_INFINITY;
  }
}

/** Rules and what else stands in a rule base, without the sections around them. */
function flat(items: readonly JsonNode[]): JsonNode[] {
  return items.flatMap((item) => (item.members.has('rulebase') ? itemsAt(item, 'rulebase') : [item]));
}

/** What kind of an object it is; older answers say it elsewhere. */
export function typeOf(object: JsonNode): string {
  return textAt(object, 'type') ?? textAt(object, 'xmlType') ?? '';
}

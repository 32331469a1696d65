import { ANYWHERE } from '../../../model/addresses.ts';
import { ANY_SERVICE } from '../../../model/services.ts';
import { textAt } from '../../forms/json.ts';
import { shorten } from '../../lines.ts';
import type { RuleList, RunningDevice, RunningRule } from '../../running.ts';
import type { Estate, Layer, Package } from './estate.ts';
import { Gateways } from './gateways.ts';
import { LayerRules } from './rules.ts';

export type Policy = Pick<RunningDevice, 'name' | 'places' | 'lists' | 'stages' | 'subnets'>;

/** So many lists may all policies of a file have together for each layer, since policies may share all of them. */
const MOST_SHARED = 8;

/** The policies of a file: one for each package, or one of all layers that no rule calls. */
export class Policies {
  private readonly estate: Estate;
  private readonly rules: LayerRules;
  private readonly gateways: Gateways;
  private readonly lists = new Map<string, RuleList>();
  /** Names of lists by what layers are called: their uid, or their name. */
  private readonly names = new Map<string, string>();
  private readonly called = new Set<string>();

  /** @param lines how many lines the file has */
  constructor(estate: Estate, lines: number) {
    this.estate = estate;
    this.gateways = new Gateways(estate);
    const taken = new Set<string>();
    for (const { uid, name } of estate.layers.values()) {
      const plain = shorten(name) || 'a layer without a name';
      const own = taken.has(plain) ? `${plain} (${shorten(uid)})` : plain;
      taken.add(own);
      this.names.set(uid, own);
      if (!this.names.has(name)) this.names.set(name, own);
    }
    this.rules = new LayerRules(estate, this.gateways, (key) => this.call(key), lines);
    for (const layer of estate.layers.values()) {
      const list = this.listOf(layer);
      this.lists.set(list.name, list);
    }
  }

  private get networks(): Pick<Policy, 'subnets'> {
    return this.gateways.networks.length ? { subnets: this.gateways.networks } : {};
  }

  all(): Policy[] {
    const { estate, lists } = this;
    const known = estate.packages.filter(({ layers }) => layers.some((key) => this.names.has(key)));
    if (known.length) return this.ofPackages(known);
    const tops = [...estate.layers.values()].filter(({ uid }) => !this.called.has(this.names.get(uid)!));
    // Layers that only call each other are tried from the first one on.
    const stages = (tops.length ? tops : [...estate.layers.values()].slice(0, 1)).map(({ uid }) => this.names.get(uid)!);
    for (const { line, name } of tops.slice(1))
      estate.book.unknown(
        line,
        `access layer ${/^[\w -]{1,40}$/.test(name) ? name : ''}`.trim(),
        'whether it is tried behind the one before it is not said: add the answer of show-package',
      );
    const name = this.gateways.names.size === 1 ? [...this.gateways.names][0] : stages[0];
    return [{ name: name && shorten(name), places: this.rules.places, lists, stages, ...this.networks }];
  }

  private ofPackages(packages: readonly Package[]): Policy[] {
    const policies: Policy[] = [];
    let room = 1000 + MOST_SHARED * this.lists.size;
    for (const { name, line, layers } of packages) {
      const own = new Map<string, RuleList>();
      const stages: string[] = [];
      for (const key of layers) {
        const list = this.names.get(key) ?? this.absent(key, line);
        stages.push(list);
        this.reach(list, own);
      }
      room -= own.size;
      if (room < 0) {
        this.estate.book.unknown(
          line,
          'package',
          'it shares more layers with others than are looked at: give it in a file of its own',
        );
        continue;
      }
      const gateway = packages.length === 1 && this.gateways.names.size === 1 ? [...this.gateways.names][0] : undefined;
      policies.push({
        name: shorten(gateway ?? name) || undefined,
        places: this.rules.places,
        lists: own,
        stages,
        ...this.networks,
      });
    }
    return policies;
  }

  /** Adds a list, and whatever it calls. */
  private reach(first: string, found: Map<string, RuleList>): void {
    const open = [first];
    for (let name = open.pop(); name !== undefined; name = open.pop()) {
      const list = this.lists.get(name);
      if (!list || found.has(name)) continue;
      found.set(name, list);
      for (const { action } of list.rules) if (typeof action === 'object') open.push(action.call);
    }
  }

  /** The list that a rule calls. Where the file doesn't hold the layer, nobody knows what it does. */
  private call(key: string): string {
    const layer = this.estate.known(key);
    const name = this.names.get(key) ?? (layer && this.names.get(textAt(layer, 'name') ?? ''));
    if (name === undefined) return this.absent(key, layer?.line ?? 1);
    this.called.add(name);
    return name;
  }

  /** A layer that a rule or a package names and the file doesn't hold. */
  private absent(key: string, line: number): string {
    const layer = this.estate.known(key);
    const title = shorten((layer && textAt(layer, 'name')) ?? key) || 'a layer without a name';
    const name = `${title}, which is not in the file`;
    if (!this.lists.has(name)) {
      this.estate.book.unknown(
        line,
        'access layer',
        `the file does not hold ${title}: add the answer of show-access-rulebase for it`,
      );
      const rule = anything(`the file does not hold ${title}`, line);
      this.lists.set(name, { name, rules: [rule], otherwise: 'deny', line });
    }
    return name;
  }

  private listOf(layer: Layer): RuleList {
    const rules = this.rules.of(layer);
    const name = this.names.get(layer.uid)!;
    const said = textAt(this.estate.known(layer.uid), 'implicit-cleanup-action')?.toLowerCase();
    const otherwise = said === 'accept' ? 'permit' : 'deny';
    if (said !== 'accept' && said !== 'drop' && !rules.some(isForAll)) {
      const why = 'what becomes of what no rule matches is not said: add the answer of show-access-layer';
      this.estate.book.unknown(layer.line, `access layer ${/^[\w -]{1,40}$/.test(layer.name) ? layer.name : ''}`.trim(), why);
      rules.push(anything(why, layer.line));
    }
    return { name, rules, otherwise, line: layer.line };
  }
}

/** Whether nothing gets past a rule. */
function isForAll({ traffic, perhaps, from, to, notFrom, notTo }: RunningRule): boolean {
  if (perhaps !== undefined || from || to || notFrom || notTo) return false;
  return traffic.some(
    ({ sources, destinations, services }) =>
      sources.covers(ANYWHERE) && destinations.covers(ANYWHERE) && services.covers(ANY_SERVICE),
  );
}

/** A rule that may do anything with everything; nothing gets past it. */
function anything(why: string, line: number): RunningRule {
  const traffic = [{ sources: ANYWHERE, destinations: ANYWHERE, services: ANY_SERVICE }];
  return { action: 'unknown', traffic, name: undefined, line, text: why };
}

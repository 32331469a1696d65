import type { Catalog } from '../model/catalog.ts';
import { serviceNamed } from '../model/common-services.ts';
import { IntervalSet } from '../model/interval-set.ts';
import { ANY_SERVICE, formatServices, hasMostProtocols, type ServiceSet, STATABLE_SERVICES } from '../model/services.ts';
import { type Named, NamedSets } from './named-sets.ts';
import type { PlanNames } from './plan-names.ts';

/** A service of a device that the plan takes over. */
export interface TakenService {
  readonly name: string;
  readonly title: string | undefined;
  readonly text: string;
}

/** A name that says no more than the port, or is every device's own. */
const TRIVIAL = /^(?:(?:tcp|udp|icmp|ports?|svc|services?)[-_ .:/+]*)*[-_ .,\d]+$|^junos-|^(?:any|all)\b/i;

/** A list of more ports is written as ports: nobody reads so many names. */
const MOST_NAMES = 5;

/** Services of more separate ports are not taken to pieces. */
const MOST_RUNS = 20;

/** Writes services: by the names that people know ports by, by those that devices have, and as ports. */
export class ServicesWriter {
  private readonly catalog: Catalog;
  private readonly names: PlanNames;
  private readonly named: NamedSets<number>;
  private readonly taken = new Map<Named<number>, TakenService>();
  private readonly texts = new Map<string, string>();

  constructor(catalog: Catalog, named: Iterable<Named<number>>, names: PlanNames) {
    this.catalog = catalog;
    this.names = names;
    this.named = new NamedSets(
      [...named].flatMap(({ name, set }) => {
        const own = statable(set);
        if (own.isEmpty || hasMostProtocols(own) || own !== set) return [];
        // What leaves something out stands in the rules: no named service can.
        return / except /.test(formatServices(own)) ? [] : [{ name, set: own }];
      }),
    );
  }

  get used(): readonly TakenService[] {
    return [...this.taken.values()];
  }

  text(services: ServiceSet): string {
    const set = statable(services);
    const plain = formatServices(set);
    let text = this.texts.get(plain);
    if (text === undefined) {
      text = this.textOf(set, plain);
      this.texts.set(plain, text);
    }
    return text;
  }

  private textOf(set: ServiceSet, plain: string): string {
    const common = serviceNamed(set, this.catalog);
    if (common) return common.name;
    const named = this.named.of(set);
    if (named && !TRIVIAL.test(named.name)) return this.take(named, plain);
    return this.byParts(set) ?? this.byNames(set) ?? plain;
  }

  /** As services of the device, and what is in none of them; nothing where that is no shorter to read. */
  private byParts(set: ServiceSet): string | undefined {
    if (set.intervals.length > MOST_RUNS || hasMostProtocols(set)) return undefined;
    const common = (own: ServiceSet): string | undefined => serviceNamed(own, this.catalog)?.name;
    const parts = this.named.partsOf(set).filter(({ name, set: own }) => !TRIVIAL.test(name) || common(own));
    if (!parts.length || parts.length > MOST_NAMES) return undefined;
    const rest = set.subtract(IntervalSet.unionAll(parts.map((part) => part.set)));
    // A name in the middle of a range would tear it apart.
    if (rest.intervals.length > MOST_NAMES || parts.length + rest.intervals.length > set.intervals.length) return undefined;
    const names = parts.map((part) => common(part.set) ?? this.take(part, formatServices(part.set)));
    const more = rest.isEmpty ? [] : [this.byNames(rest) ?? formatServices(rest)];
    // What leaves something out stands at the end of a list, and leaves it out of all of it.
    return more.some((text) => text.includes(' except ')) ? undefined : [...names, ...more].join(', ');
  }

  /** A few ports by what people know each of them by; nothing where one has no name. */
  private byNames(set: ServiceSet): string | undefined {
    if (set.intervals.length > MOST_NAMES) return undefined;
    const names = set.intervals.map((run) => serviceNamed(IntervalSet.of([run]), this.catalog)?.name);
    return names.every((name) => name !== undefined) ? names.join(', ') : undefined;
  }

  private take(named: Named<number>, text: string): string {
    const known = this.taken.get(named);
    if (known) return known.name;
    const name = this.names.name(named.name, 'service');
    this.taken.set(named, { name, title: name === named.name ? undefined : named.name, text });
    return name;
  }
}

/** What of some services a plan can say: port 0 it can't, be it among them or left out of everything. */
function statable(set: ServiceSet): ServiceSet {
  if (!hasMostProtocols(set)) return set.intersect(STATABLE_SERVICES);
  const out = ANY_SERVICE.subtract(set);
  return STATABLE_SERVICES.covers(out) ? set : ANY_SERVICE.subtract(out.intersect(STATABLE_SERVICES));
}

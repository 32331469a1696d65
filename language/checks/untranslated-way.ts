import { AstUtils } from 'langium';
import { type Outside, outsidesOf, zonesOutside } from '../analysis/ways/translated.ts';
import { type Way, type Ways, waysOf } from '../analysis/ways/ways.ts';
import { at, defineCheck } from '../checking/check.ts';
import { IntervalSet } from '../model/interval-set.ts';
import { note } from '../model/lists.ts';
import type { PlanComponent, PlanFirewall, PlanTranslation, PlanZone } from '../model/plan.ts';
import { ANY_SERVICE, type ServiceSet } from '../model/services.ts';
import { dialedText } from '../model/translations.ts';

/** Traffic that may pass another firewall than the one that translates it, or two that do. */
export const untranslatedWay = defineCheck({
  code: 'untranslated-way',
  level: 'warning',
  theme: 'firewalls',
  title: 'An outer address that is translated on some ways and not on others, or twice',
  documentation: `Who knows a component under an outer address sends to that address whichever way the packets take. Where several ways are equal,
a firewall on each of them has to translate it, and no more than one; else connections fail now and then.

\`\`\`segplan
zone internet external
zone dmz { subnet 10.20.0.0/24  component gateway at 10.20.0.10 }

firewall north { zones internet, dmz  nat 203.0.113.10 tcp 443 -> gateway }
firewall south { zones internet, dmz }                                        // and who comes this way?
\`\`\`

Give the other firewall the same line; two devices that stand in for each other are one firewall of the plan.`,
  besidesRules: true,
  *detect({ plan, document }) {
    const ways = waysOf(plan);
    if (!ways) return;
    const byComponent = new Map<PlanComponent, Translated>();
    for (const outside of outsidesOf(plan)) {
      const { component } = outside.translation;
      const translated = byComponent.get(component) ?? new Translated(component, ways);
      byComponent.set(component, translated);
      translated.add(outside);
    }
    for (const outside of outsidesOf(plan)) {
      const { translation, firewall } = outside;
      if (AstUtils.getDocument(translation.node) !== document) continue;
      const wrong = byComponent.get(translation.component)!.firstWrong(outside);
      if (!wrong) continue;
      const { zone, others, isTwice } = wrong;
      const { component } = translation;
      yield {
        ...at(translation.node, 'address'),
        message: isTwice
          ? `What comes from ${zone.name} to ${component.name} is translated twice on one way, by ${others.join(' and ')}: keep one of the two lines.`
          : `What comes from ${zone.name} to ${component.name} may also pass ${others.join(', ')} and not ${firewall.name}, where nothing translates ${dialedText(translation)}: add the same line there.`,
      };
    }
  },
});

interface Wrong {
  readonly zone: PlanZone;
  readonly others: readonly string[];
  readonly isTwice: boolean;
}

/** The translations of one component, so that those which are known in a zone are found without going through all. */
class Translated {
  private readonly groups = new Map<Outside['kinds'], Group>();
  private readonly seen = new Map<PlanZone, Seen>();
  private readonly home: PlanZone;
  private readonly ways: Ways;

  constructor(component: PlanComponent, ways: Ways) {
    this.home = component.zone;
    this.ways = ways;
  }

  add(outside: Outside): void {
    let group = this.groups.get(outside.kinds);
    if (!group) {
      group = new Group(outside);
      this.groups.set(outside.kinds, group);
    }
    group.add(outside.translation);
  }

  firstWrong({ translation, kinds }: Outside): Wrong | undefined {
    const key = keyOf(translation);
    for (const [zone] of kinds) {
      if (!zone) continue;
      const { ways, byFirewall } = this.seenFrom(zone);
      const has = (firewall: PlanFirewall, is: (group: Group) => boolean): boolean => byFirewall.get(firewall)?.some(is) ?? false;
      for (const way of ways) {
        if (!way.some((firewall) => has(firewall, (group) => group.keys.has(key))))
          return { zone, others: way.map(({ name }) => name), isTwice: false };
        const twice = way.filter((firewall) => has(firewall, (group) => group.meets(translation)));
        if (twice.length > 1) return { zone, others: twice.map(({ name }) => name), isTwice: true };
      }
    }
    return undefined;
  }

  private seenFrom(zone: PlanZone): Seen {
    let seen = this.seen.get(zone);
    if (!seen) {
      const byFirewall = new Map<PlanFirewall, Group[]>();
      for (const group of this.groups.values()) if (group.zones.has(zone)) note(byFirewall, group.firewall, group);
      seen = { ways: this.ways.list(zone, this.home).ways, byFirewall };
      this.seen.set(zone, seen);
    }
    return seen;
  }
}

/** What leads to a component from one zone. */
interface Seen {
  readonly ways: readonly Way[];
  readonly byFirewall: ReadonlyMap<PlanFirewall, readonly Group[]>;
}

/** Translations of one firewall to one component for the same zones. */
class Group {
  readonly firewall: PlanFirewall;
  readonly zones: ReadonlySet<PlanZone>;
  readonly keys = new Set<string>();
  private readonly services: ServiceSet[] = [];
  private all: ServiceSet | undefined;

  constructor(outside: Outside) {
    this.firewall = outside.firewall;
    this.zones = zonesOutside(outside);
  }

  add(translation: PlanTranslation): void {
    this.keys.add(keyOf(translation));
    this.services.push(translation.services ?? ANY_SERVICE);
  }

  /** Whether any of them is about some of the ports of another one. */
  meets({ services }: PlanTranslation): boolean {
    this.all ??= IntervalSet.unionAll(this.services);
    return !services || this.all.overlaps(services);
  }
}

/** A text that translations which are the same have in common. */
function keyOf({ address, shift, services }: PlanTranslation): string {
  return `${address.key} ${shift} ${services?.key ?? ''}`;
}

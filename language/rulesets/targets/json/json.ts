import { type AddressSet, formatAddresses } from '../../../model/addresses.ts';
import { onceFor } from '../../../model/once-for.ts';
import { ANY_SERVICE, ICMP, icmpTypes, portSpans, protocolsOf, type ServiceSet, sourcedPorts } from '../../../model/services.ts';
import type { HostRuleSet } from '../../host-rule-set.ts';
import type { RuleEntry, RuleSet, RuleSide } from '../../rule-set.ts';
import { HOLDS_EVERYTHING, type OutputFile, type Target } from '../../target.ts';
import { jsonText } from '../../text.ts';
import { runsOf } from '../../translation-notes.ts';

/** Many rules share a set of services: what each needs names the same of a catalog. */
const services = onceFor((set: ServiceSet): unknown => {
  const icmp = set.covers(ICMP);
  const types = ([4, 6] as const).map((family) => icmpTypes(set, family));
  const [icmpv4Types, icmpv6Types] = types.map((each) => (each === 'all' ? Array.from({ length: 256 }, (_, n) => n) : each));
  const numbers = protocolsOf(set);
  const otherProtocols = numbers.length === EVERY_OTHER;
  return {
    tcp: portSpans(set, 'tcp'),
    udp: portSpans(set, 'udp'),
    icmp,
    otherProtocols,
    // Only where there is something of the kind.
    ...(icmp || !icmpv4Types!.length ? {} : { icmpv4Types }),
    ...(icmp || !icmpv6Types!.length ? {} : { icmpv6Types }),
    ...(otherProtocols || !numbers.length ? {} : { protocols: numbers }),
    ...sourcePortsOf(set),
  };
});

const EVERY_OTHER = protocolsOf(ANY_SERVICE).length;

/** Ports that are open from some ports of the initiator alone. */
function sourcePortsOf(set: ServiceSet): { sourcePorts?: unknown } {
  const lists = sourcedPorts(set).map(({ transport, ports, source }) => ({ protocol: transport, ports, source }));
  return lists.length ? { sourcePorts: lists } : {};
}

/** What hosts have themselves, where others see them under other addresses. */
function ownOf(own: AddressSet | undefined): { own?: readonly string[] } {
  return own ? { own: formatAddresses(own) } : {};
}

const side = onceFor((each: RuleSide): unknown => {
  const { label, kind, any, addresses, own } = each;
  return { label, kind, any, addresses: any ? [] : formatAddresses(addresses), ...ownOf(own) };
});

function rule(entry: RuleEntry): unknown {
  return {
    id: entry.id,
    action: entry.action,
    sources: entry.sources.map(side),
    destinations: entry.destinations.map(side),
    services: services(entry.services),
    reason: entry.reason ?? null,
    phase: entry.phase ?? null,
    until: entry.until ?? null,
    line: entry.line,
    requiredBy: entry.traces.map((t) => ({
      flow: t.flow,
      from: t.from,
      to: t.to,
      services: services(t.services),
      purpose: t.purpose,
      protection: t.protection ?? null,
      traffic: t.traffic ?? null,
      sources: t.sources,
    })),
  };
}

/** What both scopes say of the plan. */
function head(ruleSet: RuleSet): object {
  return {
    plan: ruleSet.plan,
    title: ruleSet.title,
    phases: ruleSet.phases,
    // The schema knows no sites, and nothing of what lies behind a zone: no rule depends on them.
    zones: ruleSet.zones.map(({ site: _, near: __, ...z }) => ({
      ...z,
      addresses: formatAddresses(z.addresses),
      ...ownOf(z.own),
    })),
    components: ruleSet.components.map(({ legs, ...c }) => ({
      ...c,
      addresses: formatAddresses(c.addresses),
      ...ownOf(c.own),
      ...(legs ? { legs: legs.map((leg) => ({ zone: leg.zone, addresses: formatAddresses(leg.addresses) })) } : {}),
    })),
    default: 'deny',
    ...translationsOf(ruleSet),
  };
}

/** What the firewall has to translate for its rules to have effect. */
function translationsOf({ translations }: RuleSet): { translations?: unknown } {
  if (!translations) return {};
  return {
    translations: translations.map((each) => ({
      component: each.translation.component.name,
      from: each.from,
      to: each.to,
      runs: runsOf(each).map(({ family: _, ...run }) => run),
    })),
  };
}

function file(name: string, data: object): OutputFile {
  return { name, text: jsonText(data) };
}

/** The rule set itself, by the schema language/rulesets/rule-set.schema.json. */
export const json = {
  name: 'json',
  title: 'JSON',
  description: 'The rule set as data, by a published schema, for tools of your own.',
  languageId: 'json',
  capabilities: HOLDS_EVERYTHING,
  scopes: ['network', 'host'],
  emit(ruleSet: RuleSet, baseName: string): OutputFile[] {
    return [file(`${baseName}.json`, { schemaVersion: 1, ...head(ruleSet), rules: ruleSet.entries.map(rule) })];
  },
  emitHosts(sets: readonly HostRuleSet[], baseName: string): OutputFile[] {
    const hosts = sets.map(({ host, entries }) => ({
      ...host,
      addresses: formatAddresses(host.addresses),
      rules: entries.map(rule),
    }));
    return [file(`${baseName}.hosts.json`, { schemaVersion: 1, scope: 'host', ...head(sets[0]!), hosts })];
  },
} satisfies Target;

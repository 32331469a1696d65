import { formatAddresses } from '../../model/addresses.ts';
import { hasIcmp, hasOtherProtocols, portSpans, type ServiceSet } from '../../model/services.ts';
import type { RuleEntry, RuleSet, RuleSide } from '../rule-set.ts';
import { HOLDS_EVERYTHING, type OutputFile, type Target } from '../target.ts';

function services(set: ServiceSet): unknown {
  return { tcp: portSpans(set, 'tcp'), udp: portSpans(set, 'udp'), icmp: hasIcmp(set), otherProtocols: hasOtherProtocols(set) };
}

function side(each: RuleSide): unknown {
  return { label: each.label, kind: each.kind, any: each.any, addresses: each.any ? [] : formatAddresses(each.addresses) };
}

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

/** The rule set itself, by the schema language/rulesets/rule-set.schema.json. */
export const json: Target = {
  name: 'json',
  title: 'JSON',
  description: 'The rule set as data, by a published schema, for tools of your own.',
  languageId: 'json',
  capabilities: HOLDS_EVERYTHING,
  emit(ruleSet: RuleSet, baseName: string): OutputFile[] {
    const data = {
      schemaVersion: 1,
      plan: ruleSet.plan,
      title: ruleSet.title,
      phases: ruleSet.phases,
      zones: ruleSet.zones.map((z) => ({ ...z, addresses: formatAddresses(z.addresses) })),
      components: ruleSet.components.map((c) => ({ ...c, addresses: formatAddresses(c.addresses) })),
      default: 'deny',
      rules: ruleSet.entries.map(rule),
    };
    return [{ name: `${baseName}.json`, text: `${JSON.stringify(data, undefined, 2)}\n` }];
  },
};

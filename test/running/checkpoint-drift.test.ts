import assert from 'node:assert/strict';
import { formatAddresses } from '../../language/model/addresses.ts';
import { ANY_SERVICE, icmpTypes, portSpans, protocolsOf, type ServiceSet, sourcedPorts } from '../../language/model/services.ts';
import { betweenZones, buildRuleSet, type RuleSet, type RuleSide } from '../../language/rulesets/rule-set.ts';
import { addressIn } from '../rulesets/address-in.ts';
import type { Packet } from '../rulesets/evaluator.ts';
import { loadPlan } from '../support/language.ts';
import { provesAtEnds } from './at-ends-drift.ts';

/** A rule as somebody would set it up: its ends as addresses, networks and ranges, none for any. */
interface AccessRule {
  readonly accepts: boolean;
  readonly enabled: boolean;
  readonly sources?: readonly string[] | undefined;
  readonly destinations?: readonly string[] | undefined;
  readonly services?: readonly Service[] | undefined;
}

interface Service {
  readonly protocol: 'tcp' | 'udp' | 'icmp' | 'icmp6' | 'other';
  readonly from: number;
  readonly to: number;
}

const ANY = '97aeb369-9aea-11d5-bd16-0090272ccb30';

/** What the management answers of a layer with these rules, in the order in which they stand. */
function toldByCheckPoint(rules: readonly AccessRule[]): string {
  const objects = new Map<string, object>([[ANY, { uid: ANY, name: 'Any', type: 'CpmiAnyObject' }]]);
  const noted = (name: string, more: object): string => {
    objects.set(name, { uid: name, name, ...more });
    return name;
  };
  const address = (text: string): string => {
    const family = text.includes(':') ? 6 : 4;
    const [network, length] = text.split('/');
    if (length !== undefined)
      return noted(text, { type: 'network', [`subnet${family}`]: network, [`mask-length${family}`]: Number(length) });
    const [first, last = first] = text.split('-');
    return noted(text, { type: 'address-range', [`ipv${family}-address-first`]: first, [`ipv${family}-address-last`]: last });
  };
  const service = ({ protocol, from, to }: Service): string => {
    const name = `${protocol}-${from}-${to}`;
    if (protocol === 'other') return noted(name, { type: 'service-other', 'ip-protocol': from });
    if (protocol === 'icmp' || protocol === 'icmp6') return noted(name, { type: `service-${protocol}`, 'icmp-type': from });
    return noted(name, { type: `service-${protocol}`, port: from === to ? `${from}` : `${from}-${to}` });
  };
  const action = (name: string): string => noted(name, { type: 'RulebaseAction' });
  const rulebase = [...rules, { accepts: false, enabled: true } as AccessRule].map((rule, n) => ({
    uid: `rule-${n}`,
    name: `rule ${n + 1}`,
    type: 'access-rule',
    'rule-number': n + 1,
    source: rule.sources?.map(address) ?? [ANY],
    destination: rule.destinations?.map(address) ?? [ANY],
    service: rule.services?.map(service) ?? [ANY],
    vpn: [ANY],
    content: [ANY],
    time: [ANY],
    action: action(rule.accepts ? 'Accept' : 'Drop'),
    enabled: rule.enabled,
  }));
  const shown = { from: 1, to: rulebase.length, total: rulebase.length };
  return JSON.stringify(
    { uid: 'layer', name: 'Network', rulebase, ...shown, 'objects-dictionary': [...objects.values()] },
    undefined,
    2,
  );
}

/** The first rule that matches decides; what none matches is dropped. */
function decides(rules: readonly AccessRule[]): (packet: Packet) => 'passed' | 'dropped' {
  const on = (list: readonly string[] | undefined, one: string): boolean => !list || addressIn(one, list);
  return (packet) => {
    const name = packet.protocol === 'icmp' && packet.source.includes(':') ? 'icmp6' : packet.protocol;
    const hit = rules.find(
      ({ enabled, sources, destinations, services }) =>
        enabled &&
        on(sources, packet.source) &&
        on(destinations, packet.destination) &&
        (!services || services.some(({ protocol, from, to }) => protocol === name && from <= packet.port && packet.port <= to)),
    );
    return hit?.accepts ? 'passed' : 'dropped';
  };
}

/** What a service set is, in the services of the management; nothing for every service. */
function servicesOf(set: ServiceSet): Service[] | undefined {
  if (set.covers(ANY_SERVICE)) return undefined;
  const ports = (['tcp', 'udp'] as const).flatMap((protocol) => portSpans(set, protocol).map((span) => ({ protocol, ...span })));
  const types = ([4, 6] as const).flatMap((family) => {
    const all = icmpTypes(set, family);
    const numbers = all === 'all' ? Array.from({ length: 256 }, (_, type) => type) : all;
    return numbers.map((type): Service => ({ protocol: family === 6 ? 'icmp6' : 'icmp', from: type, to: type }));
  });
  return [...ports, ...types, ...protocolsOf(set).map((number): Service => ({ protocol: 'other', from: number, to: number }))];
}

function sideOf(sides: readonly RuleSide[]): string[] | undefined {
  if (sides.some(({ any }) => any)) return undefined;
  return [...new Set(sides.flatMap(({ addresses }) => formatAddresses(addresses)))];
}

/** The rules of a plan as an access policy; nothing where it has what these have no word for. */
function policyOf({ entries }: RuleSet): AccessRule[] | undefined {
  if (
    entries.some(
      ({ services, sources, destinations }) =>
        sourcedPorts(services).length || [...sources, ...destinations].some((side) => side.hostNames.length),
    )
  )
    return undefined;
  return entries.map(({ action, sources, destinations, services }) => ({
    accepts: action === 'allow',
    enabled: true,
    sources: sideOf(sources),
    destinations: sideOf(destinations),
    services: servicesOf(services),
  }));
}

provesAtEnds<AccessRule & { readonly number: number }>({
  name: 'checkpoint',
  async load(text) {
    const { document, services } = await loadPlan(text);
    const root = document.parseResult.value;
    const analysis = services.segplan.Plans.analysis(root);
    const policy = / at "/.test(text) ? undefined : policyOf(betweenZones(buildRuleSet(analysis)));
    if (!policy) return undefined;
    const inOrder = (rules: readonly (AccessRule & { readonly number: number })[]) =>
      [...rules].sort((a, b) => a.number - b.number);
    const estate = {
      rules: policy.map((rule, number) => ({ ...rule, number })),
      told: (rules: readonly (AccessRule & { readonly number: number })[]) => toldByCheckPoint(inOrder(rules)),
      ends: (rules: readonly (AccessRule & { readonly number: number })[]) => {
        const decide = decides(inOrder(rules));
        return (packet: Packet) => [decide(packet)];
      },
    };
    assert.ok(policy.every(({ services: each }) => !each || each.length));
    return { root, analysis, estates: [estate] };
  },
  changes: {
    'a rule disabled': (rule) => ({ ...rule, enabled: false }),
    'a rule with the other verdict': (rule) => ({ ...rule, accepts: !rule.accepts }),
    'a rule for every service': (rule) => rule.services && { ...rule, services: undefined },
    'a rule for every source': (rule) => rule.sources && { ...rule, sources: undefined },
  },
  order: {
    of: ({ number }) => number,
    at: (rule, number) => ({ ...rule, number }),
    areNear: (one, other) => one.accepts !== other.accepts,
  },
});

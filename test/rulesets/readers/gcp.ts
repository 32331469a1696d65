// Terraform JSON with VPC firewall rules, read as Terraform evaluates it and as Google Cloud decides with it. Written from the JSON syntax of
// Terraform, the arguments of google_compute_firewall, and Google's description of the evaluation; whatever is not known here is refused.
import assert from 'node:assert/strict';
import { Ajv } from 'ajv';
import { parseAddress } from '../../../language/model/addresses.ts';
import type { RuleSet } from '../../../language/rulesets/rule-set.ts';
import type { OutputFile } from '../../../language/rulesets/target.ts';
import { type Packet, parse } from '../evaluator.ts';
import type { Verdict } from '../readers.ts';

/** A rule as the API gets it. */
export interface FirewallRule {
  readonly name: string;
  readonly description: string;
  readonly network: string;
  readonly direction: 'INGRESS' | 'EGRESS';
  readonly priority: number;
  readonly source_ranges: readonly string[];
  readonly destination_ranges: readonly string[];
  readonly allow?: readonly { readonly protocol: string; readonly ports?: readonly string[] }[];
  readonly deny?: readonly { readonly protocol: string; readonly ports?: readonly string[] }[];
}

const protocols = {
  type: 'array',
  minItems: 1,
  items: {
    type: 'object',
    required: ['protocol'],
    additionalProperties: false,
    properties: {
      // A name of the list, or a number.
      protocol: { type: 'string', pattern: '^(tcp|udp|icmp|esp|ah|sctp|ipip|all|[0-9]{1,3})$' },
      ports: { type: 'array', minItems: 1, uniqueItems: true, items: { type: 'string', pattern: '^[0-9]{1,5}(-[0-9]{1,5})?$' } },
    },
    // Only what has ports can name some.
    if: { required: ['ports'] },
    // biome-ignore lint/suspicious/noThenProperty: a word of JSON schema
    then: { properties: { protocol: { enum: ['tcp', 'udp', 'sctp'] } } },
  },
};

/** What a rule may hold of the arguments of google_compute_firewall (registry.terraform.io/providers/hashicorp/google), and their limits. */
const ruleSchema = {
  type: 'object',
  required: ['name', 'network', 'description', 'direction', 'priority', 'source_ranges', 'destination_ranges'],
  additionalProperties: false,
  properties: {
    name: { type: 'string', pattern: '^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$' },
    network: { const: 'NETWORK' },
    description: { type: 'string', maxLength: 2048 },
    direction: { enum: ['INGRESS', 'EGRESS'] },
    priority: { type: 'integer', minimum: 0, maximum: 65535 },
    source_ranges: { $ref: '#/definitions/ranges' },
    destination_ranges: { $ref: '#/definitions/ranges' },
    allow: protocols,
    deny: protocols,
  },
  oneOf: [{ required: ['allow'] }, { required: ['deny'] }],
  definitions: { ranges: { type: 'array', minItems: 1, maxItems: 256, uniqueItems: true, items: { type: 'string' } } },
};

const isRule = new Ajv({ allErrors: true }).compile(ruleSchema);

type Value = string | number | readonly Value[] | { readonly [key: string]: Value };
type Scope = Readonly<Record<string, Value>>;

/** An expression of Terraform, as far as any is used. */
function evaluate(text: string, scope: Scope): Value {
  const [, call, inner] = /^(concat|slice|flatten|toset|lower)\((.*)\)$/s.exec(text) ?? [];
  if (call === 'flatten') {
    const [, map = '', but] = /^\[for zone, ranges in ([\w.]+) : ranges if zone != "([\w.-]+)"\]$/.exec(inner!) ?? [];
    const zones = evaluate(map, scope) as Record<string, string[]>;
    assert.ok(but && but in zones, text);
    // Terraform goes through the keys of a map in lexical order.
    const names = Object.keys(zones).sort();
    return names.filter((n) => n !== but).flatMap((n) => zones[n]!);
  }
  if (call === 'toset') return JSON.parse(inner!) as string[];
  if (call === 'lower') return String(evaluate(inner!, scope)).toLowerCase();
  if (call === 'slice') {
    const [, list = '', from, to] = /^(.*), (\d+), (\d+)$/s.exec(inner!) ?? [];
    const values = evaluate(list, scope) as string[];
    assert.ok(Number(from) < Number(to) && Number(to) <= values.length, text);
    return values.slice(Number(from), Number(to));
  }
  if (call === 'concat') return inner!.split(', ').flatMap((part) => evaluate(part, scope) as string[]);
  const [, path, key] = /^((?:local|var|each)\.\w+)(?:\["([\w.-]+)"\])?$/.exec(text) ?? [];
  assert.ok(path && path in scope, `not an expression that is known: ${text}`);
  const value = scope[path]!;
  if (key === undefined) return value;
  const member = (value as Record<string, Value>)[key];
  assert.ok(member !== undefined, text);
  return member;
}

/** A string of Terraform JSON is a template. */
function template(text: string, scope: Scope): Value {
  const whole = /^\$\{((?:[^"}]|"[^"]*")*)\}$/.exec(text);
  if (whole && !text.startsWith('$${')) return evaluate(whole[1]!, scope);
  return text.replace(/\$\$\{|%%\{|\$\{([^}]*)\}|%\{/g, (match, expression?: string) => {
    if (match === '$${') return '${';
    if (match === '%%{') return '%{';
    assert.ok(expression !== undefined, `a directive: ${text}`);
    return String(evaluate(expression, scope));
  });
}

function evaluated(value: Value, scope: Scope): Value {
  if (typeof value === 'string') return template(value, scope);
  if (Array.isArray(value)) return value.map((v: Value) => evaluated(v, scope));
  if (typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([k, v]) => {
      assert.doesNotMatch(k, /[$%]\{/);
      return [k, evaluated(v, scope)];
    }),
  );
}

interface File {
  readonly variable: Record<string, { type: string; description: string }>;
  readonly locals?: Record<string, Value>;
  readonly resource?: Record<string, Record<string, { for_each?: string; [argument: string]: Value | undefined }>>;
}

/** The rules that are made when the configuration is applied. */
export function firewallRules(files: readonly OutputFile[]): FirewallRule[] {
  assert.equal(files.length, 1);
  assert.match(files[0]!.name, /\.tf\.json$/);
  const { '//': comment, ...file } = JSON.parse(files[0]!.text) as File & { '//': string[] };
  assert.ok(comment.every((line) => typeof line === 'string'));
  for (const key of Object.keys(file)) assert.ok(['variable', 'locals', 'resource'].includes(key), key);
  assert.deepEqual(Object.keys(file.variable), ['segplan_network']);
  assert.deepEqual(Object.keys(file.resource ?? { google_compute_firewall: {} }), ['google_compute_firewall']);
  const scope: Record<string, Value> = { 'var.segplan_network': 'NETWORK' };
  for (const [name, value] of Object.entries(file.locals ?? {})) scope[`local.${name}`] = evaluated(value, {});
  const rules = Object.entries(file.resource?.google_compute_firewall ?? {}).flatMap(([label, { for_each, ...block }]) => {
    assert.match(label, /^[A-Za-z_][\w-]*$/);
    const each = for_each === undefined ? [undefined] : (template(for_each, scope) as string[]);
    return each.map((key) => asSets(evaluated(block as Value, key === undefined ? scope : { ...scope, 'each.key': key })));
  });
  for (const rule of rules) check(rule);
  assert.equal(new Set(rules.map((r) => r.name)).size, rules.length, 'two rules of one name');
  return rules;
}

/** The provider takes both kinds of ranges as sets of strings. */
function asSets(value: Value): FirewallRule {
  const rule = value as unknown as FirewallRule;
  const set = (ranges: readonly string[]): string[] => [...new Set(ranges)];
  return { ...rule, source_ranges: set(rule.source_ranges), destination_ranges: set(rule.destination_ranges) };
}

function check(rule: FirewallRule): void {
  assert.ok(isRule(rule), `${JSON.stringify(rule).slice(0, 400)}: ${JSON.stringify(isRule.errors)}`);
  const ranges = [...rule.source_ranges, ...rule.destination_ranges];
  assert.equal(new Set(ranges.map((r) => r.includes(':'))).size, 1, `${rule.name}: one address family a rule`);
  for (const range of ranges) {
    const [address = '', prefix] = range.split('/');
    const { value, bits } = parse(address);
    assert.ok(Number(prefix) <= bits && value % (1n << BigInt(bits - Number(prefix))) === 0n, `${range} has host bits`);
  }
  const v6 = ranges[0]!.includes(':');
  for (const { protocol, ports } of rule.allow ?? rule.deny!) {
    assert.notEqual(protocol, v6 ? 'icmp' : '58', rule.name);
    for (const port of ports ?? []) {
      const [first, last = first] = port.split('-').map(Number);
      assert.ok(first! <= last! && last! <= 65535, port);
    }
  }
}

/** What of a rule set's network the reader has to know: which addresses are machines of the network. */
export function insideOf(ruleSet: RuleSet): (address: string) => boolean {
  const zones = ruleSet.zones.filter((z) => !z.external);
  return (address) => zones.some((z) => z.addresses.covers(parseAddress({ start: address }).set));
}

interface Networks {
  readonly bits: number;
  readonly networks: readonly { readonly value: bigint; readonly host: bigint }[];
}

const known = new WeakMap<readonly string[], Networks>();

function networksOf(ranges: readonly string[]): Networks {
  const before = known.get(ranges);
  if (before) return before;
  const networks = ranges.map((range) => {
    const [address = '', prefix] = range.split('/');
    const { value, bits } = parse(address);
    return { value, bits, host: (1n << BigInt(bits - Number(prefix))) - 1n };
  });
  const result = { bits: networks[0]!.bits, networks };
  known.set(ranges, result);
  return result;
}

function isIn({ value, bits }: { value: bigint; bits: number }, ranges: readonly string[]): boolean {
  const { networks, bits: family } = networksOf(ranges);
  return bits === family && networks.some((n) => n.value <= value && value <= (n.value | n.host));
}

function protocolOf({ protocol, port, source }: Packet): string {
  if (protocol === 'icmp') return source.includes(':') ? '58' : 'icmp';
  return protocol === 'other' ? `${port}` : protocol;
}

export function matching(rules: readonly FirewallRule[], packet: Packet, direction: FirewallRule['direction']): FirewallRule[] {
  const [source, destination] = [parse(packet.source), parse(packet.destination)];
  return rules.filter(
    (rule) =>
      rule.direction === direction &&
      isIn(source, rule.source_ranges) &&
      isIn(destination, rule.destination_ranges) &&
      (rule.allow ?? rule.deny!).some(
        ({ protocol, ports }) =>
          protocol === 'all' ||
          (protocol === protocolOf(packet) &&
            (!ports ||
              ports.some((p) => {
                const [first, last = first] = p.split('-').map(Number);
                return first! <= packet.port && packet.port <= last!;
              }))),
      ),
  );
}

/** The lowest number wins, and a deny among several of the same. */
function decideOne(
  rules: readonly FirewallRule[],
  packet: Packet,
  direction: FirewallRule['direction'],
  implied: Verdict,
): Verdict {
  const hits = matching(rules, packet, direction);
  const first = Math.min(...hits.map((r) => r.priority));
  const deciding = hits.filter((r) => r.priority === first);
  if (!deciding.length) return implied;
  return deciding.some((r) => r.deny) ? 'dropped' : 'passed';
}

/**
 * What happens to a packet between machines of the network, and others. Whether the other end is in the network as well or behind a VPN must
 * make no difference, nor what rules with a late priority the network has besides.
 */
export function decideWith(rules: readonly FirewallRule[], inside: (address: string) => boolean): (packet: Packet) => Verdict {
  return (packet) => {
    const verdicts: Verdict[] = [];
    for (const [at, direction] of [
      [packet.source, 'EGRESS'],
      [packet.destination, 'INGRESS'],
    ] as const)
      if (inside(at))
        for (const others of ['passed', 'dropped'] as const) verdicts.push(decideOne(rules, packet, direction, others));
    assert.ok(
      verdicts.every((v) => v === verdicts[0]),
      `${JSON.stringify(packet)}: ${verdicts.join(', ')}`,
    );
    return verdicts[0] ?? 'dropped';
  };
}

// Security groups as AWS reads them, from Terraform and from a CloudFormation template. Written from the syntax of HCL, the reference of the
// resources and the rules by which groups are evaluated; whatever is not known here is refused.
import assert from 'node:assert/strict';
import { addressIn } from '../address-in.ts';
import type { Packet } from '../evaluator.ts';
import type { Verdict } from '../readers.ts';

export interface AwsRule {
  readonly cidr: string;
  readonly protocol: string;
  readonly from?: number;
  readonly to?: number;
  readonly description: string;
}

export interface AwsGroup {
  readonly name: string;
  readonly description: string;
  readonly addresses: readonly string[];
  readonly ingress: readonly AwsRule[];
  readonly egress: readonly AwsRule[];
}

// ---- HCL, as far as a file of blocks with plain attributes needs it

type Value = string | number | { reference: string } | Value[] | { [key: string]: Value };

export interface Block {
  readonly type: string;
  readonly labels: readonly string[];
  readonly attributes: Record<string, Value>;
  readonly blocks: readonly Block[];
}

const TOKEN = /[ \t]+|#[^\n]*|\n|"(?:\\.|[^"\\\n])*"|-?\d+|[A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*)*|[{}[\]=,()]/y;

function tokensOf(text: string): string[] {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const at = TOKEN.lastIndex;
    const match = TOKEN.exec(text);
    assert.ok(match, `HCL: ${text.slice(at, at + 60)}`);
    if (!/^([ \t]|#)/.test(match[0])) tokens.push(match[0]);
  }
  return tokens;
}

function stringOf(token: string): string {
  const inner = token.slice(1, -1);
  assert.doesNotMatch(inner.replace(/\$\$\{|%%\{/g, ''), /\$\{|%\{/, `a template: ${token}`);
  const plain = inner.replace(/\\(.)/g, (sequence, c: string) => {
    assert.match(c, /["\\]/, `no such escape: ${sequence}`);
    return c;
  });
  return plain.replace(/\$\$\{/g, '${').replace(/%%\{/g, '%{');
}

class Hcl {
  private readonly tokens: string[];
  private next = 0;

  constructor(text: string) {
    this.tokens = tokensOf(text);
  }

  file(): Block[] {
    const { blocks, attributes } = this.body(undefined);
    assert.deepEqual(attributes, {});
    return blocks;
  }

  private body(end: string | undefined): { attributes: Record<string, Value>; blocks: Block[] } {
    const attributes: Record<string, Value> = {};
    const blocks: Block[] = [];
    for (;;) {
      this.lines();
      if (this.tokens[this.next] === end) {
        this.next++;
        return { attributes, blocks };
      }
      const name = this.take(/^[A-Za-z_][\w-]*$/);
      if (this.tokens[this.next] === '=') {
        this.next++;
        assert.ok(!(name in attributes), `${name} twice`);
        attributes[name] = this.value();
      } else {
        const labels: string[] = [];
        while (this.tokens[this.next] !== '{') labels.push(stringOf(this.take(/^"/)));
        this.next++;
        this.take(/^\n$/);
        blocks.push({ type: name, labels, ...this.body('}') });
      }
      this.take(/^\n$/);
    }
  }

  private value(): Value {
    const token = this.take(/./);
    if (token.startsWith('"')) return stringOf(token);
    if (/^-?\d+$/.test(token)) return Number(token);
    if (token === '[') {
      const list: Value[] = [];
      while (this.tokens[this.next] !== ']') {
        list.push(this.value());
        if (this.tokens[this.next] !== ']') this.take(/^,$/);
      }
      this.next++;
      return list;
    }
    if (token === '{') {
      const object: Record<string, Value> = {};
      for (this.lines(); this.tokens[this.next] !== '}'; this.lines()) {
        const key = this.take(/^("|[A-Za-z_])/);
        this.take(/^=$/);
        object[key.startsWith('"') ? stringOf(key) : key] = this.value();
        this.take(/^\n$/);
      }
      this.next++;
      return object;
    }
    assert.match(token, /^[A-Za-z_]/, `HCL: ${token}`);
    return { reference: token };
  }

  private lines(): void {
    while (this.tokens[this.next] === '\n') this.next++;
  }

  private take(expected: RegExp): string {
    const token = this.tokens[this.next++];
    assert.ok(token !== undefined && expected.test(token), `HCL: ${JSON.stringify(token)} where ${expected} should be`);
    return token;
  }
}

export function readHcl(text: string): Block[] {
  return new Hcl(text).file();
}

function only(value: object, required: readonly string[], optional: readonly string[] = []): void {
  for (const key of Object.keys(value)) assert.ok([...required, ...optional].includes(key), `unknown: ${key}`);
  for (const key of required) assert.ok(key in value, `missing: ${key}`);
}

/** The groups of a Terraform file. */
export function readTerraform(text: string): AwsGroup[] {
  const groups = new Map<string, { name: string; description: string; ingress: AwsRule[]; egress: AwsRule[] }>();
  const addresses = new Map<string, string[]>();
  const seen = new Set<string>();
  for (const { type, labels, attributes, blocks } of readHcl(text)) {
    const kind = [type, labels[0]].join(' ');
    assert.ok(!seen.has([type, ...labels].join(' ')), `${type} ${labels} twice`);
    seen.add([type, ...labels].join(' '));
    if (type === 'terraform') assert.deepEqual([labels, blocks.map((b) => b.type)], [[], ['required_providers']]);
    else if (kind === 'variable vpc_id') assert.deepEqual(attributes.type, { reference: 'string' });
    else if (kind === 'output security_groups') {
      for (const { id, addresses: list } of Object.values(attributes.value as Record<string, Record<string, Value>>))
        addresses.set((id as { reference: string }).reference, list as string[]);
    } else if (kind === 'resource aws_security_group') {
      only(attributes, ['name', 'description', 'vpc_id', 'tags']);
      assert.deepEqual([attributes.vpc_id, blocks], [{ reference: 'var.vpc_id' }, []]);
      const { name, description } = attributes as Record<string, string>;
      assert.deepEqual(attributes.tags, { Name: name });
      groups.set(`aws_security_group.${labels[1]}.id`, { name: name!, description: description!, ingress: [], egress: [] });
    } else {
      const direction = /^resource aws_vpc_security_group_(ingress|egress)_rule$/.exec(kind)?.[1] as
        | 'ingress'
        | 'egress'
        | undefined;
      assert.ok(direction, kind);
      const { security_group_id, cidr_ipv4, cidr_ipv6, ip_protocol, from_port, to_port, description, ...rest } = attributes;
      assert.deepEqual([rest, blocks], [{}, []]);
      assert.ok((cidr_ipv4 === undefined) !== (cidr_ipv6 === undefined), labels[1]);
      const cidr = (cidr_ipv4 ?? cidr_ipv6) as string;
      assert.equal(cidr.includes(':'), cidr_ipv4 === undefined);
      const ports = from_port === undefined ? {} : { from: from_port as number, to: to_port as number };
      groups
        .get((security_group_id as { reference: string }).reference)!
        [direction].push({ cidr, protocol: ip_protocol as string, ...ports, description: description as string });
    }
  }
  return [...groups].map(([id, { name, description, ...rules }]) => ({
    name,
    description,
    addresses: addresses.get(id)!,
    ...rules,
  }));
}

interface TemplateRule {
  readonly Description: string;
  readonly IpProtocol: string;
  readonly CidrIp?: string;
  readonly CidrIpv6?: string;
  readonly FromPort?: number;
  readonly ToPort?: number;
}

interface TemplateGroup {
  readonly Type: string;
  readonly Metadata: { readonly Addresses: readonly string[] };
  readonly Properties: {
    readonly GroupName: string;
    readonly GroupDescription: string;
    readonly VpcId: unknown;
    readonly SecurityGroupIngress?: readonly TemplateRule[];
    readonly SecurityGroupEgress: readonly TemplateRule[];
    readonly Tags: unknown;
  };
}

/** The groups of a CloudFormation template. */
export function readCloudFormation(text: string): AwsGroup[] {
  const template = JSON.parse(text);
  only(template, ['AWSTemplateFormatVersion', 'Description', 'Metadata', 'Parameters', 'Resources', 'Outputs']);
  assert.deepEqual(template.Parameters.VpcId.Type, 'AWS::EC2::VPC::Id');
  const rule = (value: TemplateRule): AwsRule => {
    only(value, ['Description', 'IpProtocol'], ['CidrIp', 'CidrIpv6', 'FromPort', 'ToPort']);
    assert.ok((value.CidrIp === undefined) !== (value.CidrIpv6 === undefined));
    const cidr = (value.CidrIp ?? value.CidrIpv6)!;
    assert.equal(cidr.includes(':'), value.CidrIp === undefined);
    // Without types, icmpv6 means all of them, as -1 does.
    const types = value.IpProtocol === 'icmpv6' ? { from: -1, to: -1 } : {};
    const ports = value.FromPort === undefined ? types : { from: value.FromPort, to: value.ToPort! };
    return { cidr, protocol: value.IpProtocol, ...ports, description: value.Description };
  };
  return Object.entries<TemplateGroup>(template.Resources).map(([id, resource]) => {
    assert.match(id, /^[A-Za-z0-9]{1,255}$/);
    only(resource, ['Type', 'Metadata', 'Properties']);
    assert.equal(resource.Type, 'AWS::EC2::SecurityGroup');
    const {
      GroupName,
      GroupDescription,
      VpcId,
      SecurityGroupIngress = [],
      SecurityGroupEgress,
      Tags,
      ...rest
    } = resource.Properties;
    assert.deepEqual([rest, VpcId, Tags], [{}, { Ref: 'VpcId' }, [{ Key: 'Name', Value: GroupName }]]);
    // Without a rule for what goes out, everything may.
    const egress = SecurityGroupEgress.map(rule);
    assert.ok(egress.length, id);
    return {
      name: GroupName,
      description: GroupDescription,
      addresses: resource.Metadata.Addresses,
      ingress: SecurityGroupIngress.map(rule),
      egress: egress.length === 1 && egress[0]!.cidr === '127.0.0.1/32' ? [] : egress,
    };
  });
}

const TEXT = /^[a-zA-Z0-9. _\-:/()#,@[\]+=&;{}!$*]{1,255}$/;

function checkRule(rule: AwsRule): void {
  const { cidr, protocol, from, to, description } = rule;
  assert.match(description, TEXT);
  assert.match(cidr, /^(\d+\.){3}\d+\/\d+$|^[0-9a-f:]*:[0-9a-f:]*\/\d+$/);
  if (protocol === '-1') assert.deepEqual([from, to], [undefined, undefined]);
  else if (protocol === 'icmp' || protocol === 'icmpv6') {
    // A type with every code of it, or every type.
    assert.deepEqual([to, cidr.includes(':')], [-1, protocol === 'icmpv6']);
    assert.ok(from! >= -1 && from! <= 255, `type ${from}`);
  } else if (/^\d+$/.test(protocol)) {
    assert.deepEqual([from, to], [undefined, undefined]);
    assert.ok(Number(protocol) > 0 && Number(protocol) < 256 && !['1', '6', '17', '58'].includes(protocol), protocol);
  } else {
    assert.ok(protocol === 'tcp' || protocol === 'udp', protocol);
    assert.ok(from! >= 0 && from! <= to! && to! <= 65535, `${from}-${to}`);
  }
}

/**
 * What goes through: a rule of some group of the one lets it out, and a rule of some group of the other lets it in. Which zones are in AWS
 * and which behind a link nobody knows, so that what one end alone decides has to be the same.
 */
export function evaluateGroups(groups: readonly AwsGroup[]): (packet: Packet) => Verdict {
  assert.equal(new Set(groups.map((g) => g.name)).size, groups.length, 'a name twice');
  for (const { name, description, ingress, egress } of groups) {
    assert.match(name, TEXT);
    assert.doesNotMatch(name, /^sg-/i);
    assert.match(description, TEXT);
    for (const rules of [ingress, egress]) {
      rules.forEach(checkRule);
      const keys = rules.map((r) => JSON.stringify([r.cidr, r.protocol, r.from, r.to]));
      assert.equal(new Set(keys).size, keys.length, `${name}: a rule twice, which is refused`);
      for (const six of [true, false])
        assert.ok(rules.filter((r) => r.cidr.includes(':') === six).length <= 60, `${name}: over 60`);
    }
  }
  const at = (address: string): AwsGroup[] => groups.filter((g) => addressIn(address, g.addresses));
  const serves = (r: AwsRule, { protocol, port, source }: Packet): boolean => {
    if (r.protocol === '-1') return true;
    if (protocol === 'other') return r.protocol === `${port}`;
    if (protocol === 'icmp') return r.protocol === (source.includes(':') ? 'icmpv6' : 'icmp') && [-1, port].includes(r.from!);
    return r.protocol === protocol && port >= r.from! && port <= r.to!;
  };
  const matches = (rules: readonly AwsRule[], other: string, packet: Packet): boolean =>
    rules.some((r) => serves(r, packet) && addressIn(other, [r.cidr]));
  return (packet) => {
    const { source, destination } = packet;
    const [from, to] = [at(source), at(destination)];
    assert.ok(from.length <= 5 && to.length <= 5, 'more than five groups on one interface');
    if (!from.length && !to.length) return 'dropped';
    const verdicts = [
      ...(from.length ? [from.some((g) => matches(g.egress, destination, packet))] : []),
      ...(to.length ? [to.some((g) => matches(g.ingress, source, packet))] : []),
    ];
    const [open] = verdicts;
    assert.ok(
      verdicts.every((v) => v === open),
      `${JSON.stringify(packet)}: the two ends decide differently`,
    );
    return open ? 'passed' : 'dropped';
  };
}

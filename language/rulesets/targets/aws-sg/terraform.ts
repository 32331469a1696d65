import { largest } from '../../../model/lists.ts';
import { NameTable } from '../../names.ts';
import { oneLine } from '../../text.ts';
import type { CidrRule, SecurityGroup } from './groups.ts';

type Attribute = readonly [name: string, value: string];

/** A string of Terraform: what would begin a template is doubled. */
export function quote(text: string): string {
  const line = oneLine(text);
  if (!/[\\"$%]/.test(line)) return `"${line}"`;
  const plain = line.replace(/[\\"]/g, '\\$&');
  return `"${plain.replace(/([$%])(?=\{)/g, '$1$1')}"`;
}

function list(values: readonly string[]): string {
  return `[${values.map(quote).join(', ')}]`;
}

/** Attributes as terraform fmt leaves them: their values in one column. */
function attributes(pairs: readonly Attribute[], indent: string): string[] {
  const width = largest(pairs.map(([name]) => name.length));
  return pairs.map(([name, value]) => `${indent}${name.padEnd(width)} = ${value}`);
}

function block(head: string, lines: readonly string[]): string {
  return [`${head} {`, ...lines, '}', ''].join('\n');
}

function ruleBlock(rule: CidrRule, group: string, name: string): string {
  const direction = rule.direction === 'inbound' ? 'ingress' : 'egress';
  const pairs: Attribute[] = [
    ['security_group_id', `aws_security_group.${group}.id`],
    ['description', quote(rule.description)],
    [rule.family === 4 ? 'cidr_ipv4' : 'cidr_ipv6', quote(rule.cidr)],
    ['ip_protocol', quote(rule.protocol)],
  ];
  if (rule.from !== undefined) pairs.push(['from_port', `${rule.from}`], ['to_port', `${rule.to}`]);
  return block(`resource "aws_vpc_security_group_${direction}_rule" "${name}"`, attributes(pairs, '  '));
}

function ruleLabel({ direction, protocol, from, to, cidr }: CidrRule): string {
  // Of icmp the first number is the type, and the second says that every code goes.
  const ports = from === undefined || from < 0 ? '' : ` ${from === to || to! < 0 ? from : `${from}-${to}`}`;
  return `${direction === 'inbound' ? 'from' : 'to'} ${cidr} ${protocol === '-1' ? 'all' : protocol}${ports}`;
}

const HEAD = `terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 4.56"
    }
  }
}

variable "vpc_id" {
  description = "The VPC that the security groups belong to."
  type        = string
}
`;

/** The groups as Terraform, as its formatter leaves it. */
export function terraformText(header: readonly string[], groups: readonly SecurityGroup[]): string {
  const rule = { most: 200, refused: /[^A-Za-z0-9_]+/, joint: '_', begins: /^[A-Za-z_]/, prefix: 'group' };
  const symbols = new NameTable(rule);
  const ruleNames = new NameTable(rule);
  const blocks = groups.flatMap((group) => {
    const symbol = symbols.name(group.name);
    const name = `segplan-${group.name}`;
    const pairs: Attribute[] = [
      ['name', quote(name)],
      ['description', quote(group.description)],
      ['vpc_id', 'var.vpc_id'],
    ];
    const tags = ['', '  tags = {', `    Name = ${quote(name)}`, '  }'];
    return [
      block(`resource "aws_security_group" "${symbol}"`, [...attributes(pairs, '  '), ...tags]),
      ...group.rules.map((r) => {
        const label = ruleLabel(r);
        return ruleBlock(r, symbol, ruleNames.name(`${symbol} ${label}`, `${symbol} ${label}`));
      }),
    ];
  });
  const value = groups.flatMap((group) => [
    `    ${quote(group.name)} = {`,
    ...attributes(
      [
        ['id', `aws_security_group.${symbols.name(group.name)}.id`],
        ['addresses', list(group.addresses)],
      ],
      '      ',
    ),
    '    }',
  ]);
  const output = block('output "security_groups"', [
    '  description = "Which group goes onto the interfaces with which addresses."',
    '  value = {',
    ...value,
    '  }',
  ]);
  return [header.map((line) => `# ${oneLine(line)}\n`).join(''), HEAD, ...blocks, output].join('\n');
}

// Network security groups as Azure reads them, from Bicep and from a template. Written from the reference of Microsoft.Network/
// networkSecurityGroups and the rules by which it evaluates traffic; whatever is not known here is refused.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { Language, type Node, Parser } from 'web-tree-sitter';
import { addressIn } from '../address-in.ts';
import { type Packet, SOME_SOURCE } from '../evaluator.ts';
import type { Verdict } from '../readers.ts';

export interface AzureRule {
  readonly name: string;
  readonly properties: Readonly<Record<string, string | number | readonly string[]>>;
}

export interface AzureGroup {
  readonly name: string;
  readonly rules: readonly AzureRule[];
}

await Parser.init();
const modules = join(import.meta.dirname, '../../../node_modules');
const grammar = await Language.load(join(modules, 'tree-sitter-bicep/tree-sitter-bicep.wasm'));

type Value = string | number | Value[] | { [key: string]: Value };

/** What an expression of Bicep is; a string only where it holds no interpolation. */
function evaluate(node: Node): Value {
  const parts = node.namedChildren.filter((n) => n?.type !== 'comment').map((n) => n!);
  switch (node.type) {
    case 'number':
      return Number(node.text);
    case 'string':
      return stringOf(node);
    case 'array':
      return parts.map(evaluate);
    case 'object': {
      const result: Record<string, Value> = {};
      for (const part of parts) {
        assert.equal(part.type, 'object_property');
        const [key, value] = part.namedChildren.map((n) => n!);
        assert.equal(key!.type, 'identifier');
        assert.ok(!(key!.text in result), `${key!.text} twice`);
        result[key!.text] = evaluate(value!);
      }
      return result;
    }
    case 'identifier':
      assert.equal(node.text, 'location');
      return { parameter: node.text };
    default:
      throw new Error(`Bicep: ${node.type}: ${node.text.slice(0, 80)}`);
  }
}

const ESCAPES: Record<string, string> = { '\\\\': '\\', "\\'": "'", '\\n': '\n', '\\r': '\r', '\\t': '\t', '\\$': '$' };

/** By the language's own table of escapes; the tree says whether a piece of it is an interpolation. */
function stringOf(node: Node): string {
  for (const part of node.namedChildren) assert.ok(['string_content', 'escape_sequence'].includes(part!.type), part!.type);
  const { text } = node;
  assert.ok(text.length >= 2 && text.startsWith("'") && text.endsWith("'") && !text.startsWith("'''"), text);
  const inner = text.slice(1, -1);
  assert.doesNotMatch(inner.replace(/\\./g, ''), /\$\{|'|\n|\\/, `an interpolation or a quote: ${text}`);
  return inner.replace(/\\u\{([0-9A-Fa-f]+)\}|\\(.)/gs, (sequence, code?: string) => {
    if (code) return String.fromCodePoint(Number.parseInt(code, 16));
    assert.ok(sequence in ESCAPES, `no such escape: ${sequence}`);
    return ESCAPES[sequence]!;
  });
}

function fieldsOf(value: Value, ...allowed: string[]): Record<string, Value> {
  assert.ok(typeof value === 'object' && !Array.isArray(value), JSON.stringify(value));
  assert.deepEqual(Object.keys(value).sort(), [...allowed].sort());
  return value;
}

function groupOf(value: Value): AzureGroup {
  const { name, properties } = fieldsOf(value, 'name', 'location', 'properties');
  const { securityRules } = fieldsOf(properties!, 'securityRules');
  return { name: name as string, rules: rulesOf(securityRules!) };
}

function rulesOf(value: Value): AzureRule[] {
  assert.ok(Array.isArray(value));
  return value.map((rule) => {
    const { name, properties } = fieldsOf(rule, 'name', 'properties');
    return { name: name as string, properties: properties as AzureRule['properties'] };
  });
}

/** The groups of a Bicep file. */
export function readBicep(text: string): AzureGroup[] {
  const parser = new Parser();
  parser.setLanguage(grammar);
  // One resource after the other: the grammar takes some files for faulty of which it reads each of them.
  const trees = text.split(/^(?=resource )/m).map((part) => parser.parse(part)!);
  assert.ok(!trees.some(({ rootNode }) => rootNode.hasError), 'Bicep: the file has errors');
  const groups: AzureGroup[] = [];
  const outputs: string[] = [];
  const symbols: string[] = [];
  for (const node of trees.flatMap(({ rootNode }) => rootNode.namedChildren).map((n) => n!)) {
    if (node.type === 'comment') continue;
    if (node.type === 'resource_declaration') {
      const [symbol, type, body] = node.namedChildren.filter((n) => n!.type !== 'comment').map((n) => n!);
      assert.match(type!.text, /^'Microsoft\.Network\/networkSecurityGroups@\d{4}-\d\d-\d\d'$/);
      symbols.push(symbol!.text);
      groups.push(groupOf(evaluate(body!)));
    } else if (node.type === 'output_declaration') outputs.push(node.text);
    else if (node.type === 'parameter_declaration') assert.equal(node.text, 'param location string = resourceGroup().location');
    else if (node.type === 'decorators') assert.match(node.text, /^@description\('[^'$]*'\)$/);
    else throw new Error(`Bicep: ${node.type}: ${node.text.slice(0, 80)}`);
  }
  assert.equal(new Set(symbols).size, symbols.length, 'a symbol twice');
  assert.deepEqual(
    outputs,
    symbols.map((s) => `output ${s}Id string = ${s}.id`),
  );
  parser.delete();
  return groups;
}

/** A string of a template: in brackets it would be an expression; two at the beginning stand for one. */
function literal(value: Value): Value {
  if (typeof value === 'string') {
    assert.ok(!/^\[(?!\[).*\]$/s.test(value), `an expression: ${value}`);
    return value.startsWith('[[') ? value.slice(1) : value;
  }
  if (typeof value === 'number') return value;
  if (Array.isArray(value)) return value.map(literal);
  return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, literal(v)]));
}

/** The groups of an ARM template. */
export function readTemplate(text: string): AzureGroup[] {
  const template = fieldsOf(JSON.parse(text), '$schema', 'contentVersion', 'metadata', 'parameters', 'resources', 'outputs');
  fieldsOf(template.parameters!, 'location');
  return (template.resources as Value[]).map((resource) => {
    const { type, apiVersion, location, comments, ...rest } = resource as Record<string, Value>;
    assert.equal(type, 'Microsoft.Network/networkSecurityGroups');
    assert.match(apiVersion as string, /^\d{4}-\d\d-\d\d$/);
    assert.equal(location, "[parameters('location')]");
    assert.ok(typeof comments === 'string' && !comments.startsWith('['));
    return groupOf(literal({ ...rest, location: '' }));
  });
}

/** The value of a pair of fields, of which exactly one may be there. */
function oneOf({ name, properties }: AzureRule, one: string, several: string): readonly string[] {
  assert.ok(one in properties !== several in properties, `${name}: ${one} or ${several}`);
  const value = properties[one] ?? properties[several]!;
  assert.equal(Array.isArray(value), several in properties, `${name}: ${one}`);
  const list = typeof value === 'string' ? [value] : (value as readonly string[]);
  assert.ok(list.length && new Set(list).size === list.length, `${name}: ${list}`);
  return list;
}

const FIELDS =
  /^(description|priority|direction|access|protocol|sourcePortRanges?|(source|destination)AddressPrefix(es)?|destinationPortRanges?)$/;

interface Matcher {
  readonly group: AzureGroup;
  readonly direction: string;
  readonly priority: number;
  readonly allow: boolean;
  readonly sources: readonly string[];
  readonly destinations: readonly string[];
  matches(packet: Packet): boolean;
}

/** Addresses of a side: everything, one tag, or networks of one family. */
function checkSide(name: string, list: readonly string[]): void {
  for (const text of list) {
    // Azure takes one tag in a rule.
    if (text === '*' || /^[A-Za-z]\w*(\.[A-Za-z]\w*)?$/.test(text)) assert.equal(list.length, 1, `${name}: ${text} among others`);
    else assert.match(text, /^(\d+\.){3}\d+(\/\d+)?$|^[0-9a-f:]*:[0-9a-f:]*(\/\d+)?$/, `${name}: ${text}`);
  }
  assert.equal(new Set(list.map((t) => t.includes(':'))).size, 1, `${name}: both families in ${list}`);
}

function matcher(group: AzureGroup, rule: AzureRule): Matcher {
  const { name, properties } = rule;
  assert.ok(/^[A-Za-z0-9]([\w.-]*\w)?$/.test(name) && name.length <= 80, name);
  for (const field of Object.keys(properties)) assert.match(field, FIELDS, `${name}: ${field}`);
  const { description, priority, direction, access, protocol } = properties;
  assert.ok(typeof description === 'string' && description.length > 0 && description.length <= 140, `${name}: ${description}`);
  assert.ok(typeof priority === 'number' && Number.isInteger(priority) && priority >= 100 && priority <= 4096, name);
  assert.ok(direction === 'Inbound' || direction === 'Outbound', name);
  assert.ok(access === 'Allow' || access === 'Deny', name);
  assert.ok(['*', 'Tcp', 'Udp', 'Icmp', 'Esp', 'Ah'].includes(protocol as string), name);
  const sources = oneOf(rule, 'sourceAddressPrefix', 'sourceAddressPrefixes');
  const destinations = oneOf(rule, 'destinationAddressPrefix', 'destinationAddressPrefixes');
  const ports = oneOf(rule, 'destinationPortRange', 'destinationPortRanges');
  checkSide(name, sources);
  checkSide(name, destinations);
  const families = [...sources, ...destinations].filter((t) => /\d/.test(t)).map((t) => t.includes(':'));
  assert.ok(new Set(families).size <= 1, `${name}: from one family to the other`);
  const spansOf = (ports: readonly string[]) =>
    ports.map((text) => {
      const [, from, to] = /^(\d+)(?:-(\d+))?$/.exec(text) ?? (text === '*' ? ['', '0', '65535'] : []);
      assert.ok(from !== undefined && (text !== '*' || ports.length === 1), `${name}: ${text}`);
      const span = [Number(from), Number(to ?? from)] as const;
      assert.ok(
        span[0] <= span[1] && span[1] <= 65535 && (to === undefined || text === '*' || span[0] < span[1]),
        `${name}: ${text}`,
      );
      return span;
    });
  const [spans, from] = [spansOf(ports), spansOf(oneOf(rule, 'sourcePortRange', 'sourcePortRanges'))];
  if (protocol !== 'Tcp' && protocol !== 'Udp') assert.deepEqual([ports, from], [['*'], [[0, 65535]]], name);
  const numbers: Record<string, number> = { Esp: 50, Ah: 51 };
  const side = (list: readonly string[], address: string): boolean =>
    list[0] === '*' ||
    (list[0] === 'AzureLoadBalancer'
      ? address === '168.63.129.16'
      : addressIn(
          address,
          list.filter((text) => !isServiceTag(text)),
        ));
  return {
    group,
    direction,
    priority,
    allow: access === 'Allow',
    sources,
    destinations,
    matches: (packet) =>
      (protocol === '*' ||
        (packet.protocol === 'other'
          ? numbers[protocol as string] === packet.port
          : (protocol as string).toLowerCase() === packet.protocol && !(protocol === 'Icmp' && packet.source.includes(':')))) &&
      spans.some(([first, last]) => packet.port >= first && packet.port <= last) &&
      from.some(([first, last]) => (packet.sourcePort ?? SOME_SOURCE) >= first && (packet.sourcePort ?? SOME_SOURCE) <= last) &&
      side(sources, packet.source) &&
      side(destinations, packet.destination),
  };
}

/** A tag stands for what Azure publishes under it: for no address that a packet of these tests has. */
const isServiceTag = (text: string): boolean => /^[A-Z][A-Za-z]+(\.[A-Za-z0-9]+)?$/.test(text);

/** The rules that every group has; "the virtual network" may be everything, for one that is joined with all others. */
const DEFAULT_ALLOWS = true;

export function evaluateGroups(groups: readonly AzureGroup[]): (packet: Packet) => Verdict {
  assert.equal(new Set(groups.map((g) => g.name.toLowerCase())).size, groups.length, 'a group twice');
  const guards = groups.map((group) => {
    assert.ok(/^[A-Za-z0-9]([\w.-]*\w)?$/.test(group.name) && group.name.length <= 80, group.name);
    assert.ok(group.rules.length <= 1000, group.name);
    assert.equal(new Set(group.rules.map((r) => r.name.toLowerCase())).size, group.rules.length, `${group.name}: a name twice`);
    const rules = group.rules.map((rule) => matcher(group, rule));
    const places = rules.map((r) => `${r.direction} ${r.priority}`);
    assert.equal(new Set(places).size, places.length, `${group.name}: a priority twice`);
    const ordered = [...rules].sort((a, b) => a.priority - b.priority);
    // The group belongs on the subnets that it names as one zone.
    const subnets = group.rules.flatMap((rule, n) => (/^in-allow-inside-zone/.test(rule.name) ? rules[n]!.destinations : []));
    assert.ok(subnets.length, group.name);
    const passes = (direction: string, packet: Packet): boolean => {
      const hit = ordered.find((r) => r.direction === direction && r.matches(packet));
      return hit ? hit.allow : DEFAULT_ALLOWS;
    };
    return { subnets, passes };
  });
  const at = (address: string) => guards.find((g) => addressIn(address, g.subnets));
  return (packet) => {
    const [from, to] = [at(packet.source), at(packet.destination)];
    if (!from && !to) return 'dropped';
    if (packet.source.includes(':') !== packet.destination.includes(':')) return 'dropped';
    // Which zones are in Azure and which behind a gateway nobody knows, so that what one end alone decides has to be the same.
    const verdicts = [...(from ? [from.passes('Outbound', packet)] : []), ...(to ? [to.passes('Inbound', packet)] : [])];
    assert.ok(
      verdicts.every((v) => v === verdicts[0]),
      `${JSON.stringify(packet)}: the two ends decide differently`,
    );
    return verdicts[0] ? 'passed' : 'dropped';
  };
}

import { linesOf } from '../running/lines.ts';
import { isEntry, textOf } from './entries.ts';
import { addressesIn, type Inventory, inventoryOf, MOST_MACHINES, machineOf, UnknownInventory } from './machine.ts';

/** A host with its variables and the groups that it is in. */
interface Host {
  readonly line: number;
  readonly variables: Map<string, string>;
  readonly groups: Set<string>;
}

/** So deep groups lie in each other. */
const MOST_DEPTH = 50;
/** So many hosts a range such as `web[01:99]` stands for. */
const MOST_IN_RANGE = 1000;

/**
 * An Ansible inventory as INI: groups in brackets, hosts with their variables, ranges of hosts.
 * @throws UnknownInventory where there is more than anybody has
 */
export function readAnsibleIni(text: string, file: string): Inventory {
  const hosts = new Map<string, Host>();
  let group = '';
  let kind = 'hosts';
  for (const [n, raw] of linesOf(text).entries()) {
    const line = raw.replace(/(^|\s)[#;].*$/, '').trim();
    if (!line) continue;
    const heading = /^\[([^\]:]+)(?::(\w+))?\]$/.exec(line);
    if (heading) {
      [, group = '', kind = 'hosts'] = heading;
      continue;
    }
    if (kind !== 'hosts') continue;
    const [pattern = '', ...words] = line.match(/(?:[^\s"']|"[^"]*"|'[^']*')+/g) ?? [];
    for (const name of expanded(pattern.replaceAll(/["']/g, ''))) {
      const host = hostIn(hosts, name, n + 1, file);
      if (group) host.groups.add(group);
      for (const word of words) {
        const at = word.indexOf('=');
        if (at > 0) host.variables.set(word.slice(0, at), word.slice(at + 1).replace(/^["']|["']$/g, ''));
      }
    }
  }
  if (!hosts.size) throw new UnknownInventory(`${file} names no host: give an Ansible inventory with hosts below its groups.`);
  return inventoryIn(hosts);
}

function isAddress(text: string): boolean {
  return !addressesIn(text).addresses.isEmpty;
}

/** `web[01:03].example.com` as its hosts; a range of none, or of more than anybody has, as what it is, so that it is told to have no address. */
function expanded(pattern: string): string[] {
  const match = /^([^[\]]*)\[(\d+):(\d+)\]([^[\]]*)$/.exec(pattern);
  if (!match) return [pattern];
  const [, before, first = '', last = '', behind] = match;
  const count = Number(last) - Number(first) + 1;
  if (count < 1 || count > MOST_IN_RANGE) return [pattern];
  return Array.from({ length: count }, (_, n) => `${before}${String(Number(first) + n).padStart(first.length, '0')}${behind}`);
}

/**
 * An Ansible inventory as a tree: groups with hosts and children, or what `ansible-inventory --list` gives out.
 * @returns nothing where it is none
 */
export function readAnsibleTree(value: unknown, file: string): Inventory | undefined {
  if (!isEntry(value)) return undefined;
  const hosts = new Map<string, Host>();
  const meta = isEntry(value._meta) ? value._meta.hostvars : undefined;
  for (const [name, group] of Object.entries(value)) {
    if (name === '_meta' || !isEntry(group)) continue;
    if (!('hosts' in group || 'children' in group)) {
      if (isEntry(meta)) continue;
      return undefined;
    }
    addGroup(hosts, name, group, file, 0);
  }
  if (isEntry(meta))
    for (const [name, variables] of Object.entries(meta)) addVariables(hostIn(hosts, name, hosts.size + 1, file), variables);
  return hosts.size ? inventoryIn(hosts) : undefined;
}

function addGroup(
  hosts: Map<string, Host>,
  name: string,
  group: Readonly<Record<string, unknown>>,
  file: string,
  depth: number,
): void {
  if (depth > MOST_DEPTH)
    throw new UnknownInventory(`${file} has groups in groups deeper than ${MOST_DEPTH}: give it without those.`);
  const own = Array.isArray(group.hosts)
    ? group.hosts.map((host) => [textOf(host), undefined] as const)
    : isEntry(group.hosts)
      ? Object.entries(group.hosts)
      : [];
  for (const [pattern, variables] of own)
    for (const each of expanded(pattern)) {
      const host = hostIn(hosts, each, hosts.size + 1, file);
      if (name !== 'all' && name !== 'ungrouped') host.groups.add(name);
      addVariables(host, variables);
    }
  if (isEntry(group.children))
    for (const [child, inner] of Object.entries(group.children))
      if (isEntry(inner)) addGroup(hosts, child, inner, file, depth + 1);
}

function addVariables({ variables }: Host, values: unknown): void {
  if (!isEntry(values)) return;
  // Secrets stand among the others; only what is asked for is kept.
  for (const name of WANTED) {
    const text = textOf(values[name]);
    if (text) variables.set(name, text);
  }
}

const WANTED = [
  'ansible_host',
  'ansible_connection',
  'ansible_os_family',
  'ansible_distribution',
  'ip',
  'ip_address',
  'role',
  'zone',
  'network',
  'vlan',
];

function hostIn(hosts: Map<string, Host>, name: string, line: number, file: string): Host {
  const known = hosts.get(name);
  if (known) return known;
  if (hosts.size >= MOST_MACHINES)
    throw new UnknownInventory(`${file} has more than ${MOST_MACHINES} hosts: give those of the machines that a plan is about.`);
  const host: Host = { line, variables: new Map(), groups: new Set() };
  hosts.set(name, host);
  return host;
}

function inventoryIn(hosts: ReadonlyMap<string, Host>): Inventory {
  const found = [...hosts].map(([name, { line, variables, groups }]) => {
    const of = (...names: string[]): string => names.map((each) => variables.get(each)).find((each) => each !== undefined) ?? '';
    const said = of('ansible_host', 'ip', 'ip_address');
    return machineOf(line, {
      name: isAddress(name) ? name : (name.split('.')[0] ?? name),
      // What is said for an address and is none is told.
      addresses: isAddress(said) || (addressesIn(said).slips.length && !isAddress(name)) ? said : name,
      network: of('zone', 'network', 'vlan'),
      hints: [...groups, of('role')],
      system: of('ansible_os_family', 'ansible_distribution') || (/winrm|psrp/.test(of('ansible_connection')) ? 'windows' : ''),
    });
  });
  return inventoryOf(found);
}

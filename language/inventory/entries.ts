import {
  type Inventory,
  inventoryOf,
  type Machine,
  MOST_MACHINES,
  machineOf,
  type Skipped,
  UnknownInventory,
} from './machine.ts';

/** So deep the name of something lies in what says it. */
const MOST_DEPTH = 8;
/** So long all addresses are together, those that are said once and stand for several entries each time. */
const MOST_TEXT = 16_000_000;

type Entry = Readonly<Record<string, unknown>>;

/**
 * The machines of a list of objects: what the API of NetBox answers, and what any tool gives out as a list with names and addresses.
 * @param value what JSON or YAML holds
 * @throws UnknownInventory where it holds no such list
 */
export function readEntries(value: unknown, file: string): Inventory {
  const list = listIn(value);
  if (!list)
    throw new UnknownInventory(
      `${file} holds no list of machines: give a list of objects with a name and an address, as NetBox answers, or an Ansible inventory.`,
    );
  if (list.length > MOST_MACHINES)
    throw new UnknownInventory(
      `${file} has more than ${MOST_MACHINES} entries: give those of the machines that a plan is about.`,
    );
  let length = 0;
  const found = list.map((entry, n): Machine | Skipped => {
    if (!isEntry(entry)) return { line: n + 1, why: 'is no object' };
    const text = (...names: string[]): string => textOf(names.map((name) => entry[name]).find((each) => textOf(each) !== ''));
    const addresses = [
      'primary_ip4',
      'primary_ip6',
      'primary_ip',
      'ip_addresses',
      'ip_address',
      'ip',
      'ipv4',
      'ipv6',
      'address',
      'addresses',
      'ansible_host',
    ];
    const said = addresses.map((name) => textOf(entry[name])).join(' ');
    length += said.length;
    if (length > MOST_TEXT)
      throw new UnknownInventory(`${file} says more addresses than machines have: give each machine its own alone.`);
    return machineOf(n + 1, {
      name: text('name', 'hostname', 'host', 'display', 'vm'),
      addresses: said,
      network: text('zone', 'network', 'vlan', 'segment'),
      hints: [text('role', 'device_role', 'function', 'purpose'), text('description', 'comments'), textOf(entry.tags)],
      system: text('platform', 'os', 'operating_system'),
    });
  });
  return inventoryOf(found);
}

function listIn(value: unknown): readonly unknown[] | undefined {
  if (Array.isArray(value)) return value.length ? value : undefined;
  if (!isEntry(value)) return undefined;
  const lists = Object.values(value).filter((each): each is unknown[] => Array.isArray(each) && each.some(isEntry));
  return lists.length === 1 ? lists[0] : undefined;
}

export function isEntry(value: unknown): value is Entry {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What stands there as text; of an object, what it is called or its address. */
export function textOf(value: unknown, depth = 0): string {
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  // YAML can have a list hold itself.
  if (depth > MOST_DEPTH) return '';
  if (Array.isArray(value)) return value.map((each) => textOf(each, depth + 1)).join(' ');
  if (!isEntry(value)) return '';
  return textOf(value.address ?? value.name ?? value.display ?? value.slug ?? value.label, depth + 1);
}

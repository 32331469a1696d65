import assert from 'node:assert/strict';
import { strToU8 } from 'fflate';
import { catalogOf } from '../../api/catalogs.ts';
import { SegplanError } from '../../api/errors.ts';
import { readInventory } from '../../api/read-inventory.ts';
import { importInventory } from '../../language/inventory/import-inventory.ts';
import type { Inventory } from '../../language/inventory/machine.ts';
import { planFor } from '../reading/through-targets.ts';
import { formatted } from '../support/editor.ts';
import { diagnose, loadPlan } from '../support/language.ts';
import { numbers } from '../support/numbers.ts';
import { PIECES } from './texts.ts';

type Numbers = (below: number) => number;

const NAMES = [
  'vbr',
  'hq-vbr-01',
  'vcsa',
  'esx12.example.com',
  'repo',
  'web',
  'web',
  'zone',
  '10.1.0.5',
  'größe',
  'a b',
  '"',
  'constructor',
  '',
];
const NETWORKS = ['', '', 'VLAN 10', 'DMZ', 'zone', '$$$', '"x"'];
const HEADINGS = ['Name', 'IP Address', 'Network', 'Role', 'OS'];
/** Of checks that a machine's role or a slip of the inventory may cause. */
const LACKS = ['missing-flow', 'blocked-flow', 'assertion-failed', 'isolation-breach', 'unusable-address'];

/**
 * An inventory of chance in one of its forms, with odd names, several addresses and slips. Holds that it is read or refused in one line; that a plan that is begun
 * with it has no errors; that a plan of chance that it is put into gets no further ones; and that there is nothing to add the second time.
 * @returns whether it was read
 */
export async function inventoryCase(seed: number): Promise<boolean> {
  const number = numbers(seed);
  const [file, text] = inventoryOf(number);
  let inventory: Inventory;
  try {
    inventory = await readInventory(strToU8(text), file);
  } catch (error) {
    assert.ok(error instanceof SegplanError && !error.message.includes('\n'), String((error as Error).stack));
    return false;
  }
  const options = { file, takeRoles: number(2) === 0 };
  const { services } = await loadPlan('');
  const begun = importInventory(inventory, catalogOf(services), options);
  assert.equal(await formatted(begun.text), begun.text, 'a plan that is begun is formatted');
  assert.deepEqual(await faultsOf(begun.text), [], begun.text);
  await holdsOnce(begun.text, inventory, options);
  const { text: plan, others } = planFor(seed);
  const into = await loadPlan(plan, others);
  const root = into.document.parseResult.value;
  const put = importInventory(inventory, catalogOf(services), options, {
    plan: into.services.segplan.Plans.plan(root),
    document: into.document,
  });
  const before = new Set(await faultsOf(plan, others));
  // A network that the inventory says may hold what the plan has in an external zone: one of the two is wrong, which somebody has to see.
  const isSaid = inventory.machines.some(({ networks }) => networks.length);
  assert.deepEqual(
    (await faultsOf(put.text, others)).filter((each) => !before.has(each) && !(isSaid && each.startsWith('outside-zone'))),
    [],
    put.text,
  );
  await holdsOnce(put.text, inventory, options, others);
  return true;
}

async function holdsOnce(
  text: string,
  inventory: Inventory,
  options: Parameters<typeof importInventory>[2],
  others?: Readonly<Record<string, string>>,
): Promise<void> {
  const { document, services } = await loadPlan(text, others);
  const plan = services.segplan.Plans.plan(document.parseResult.value);
  const again = importInventory(inventory, plan.catalog, options, { plan, document });
  assert.deepEqual([again.added, again.text], [0, text], 'nothing is added twice');
}

async function faultsOf(text: string, others?: Readonly<Record<string, string>>): Promise<string[]> {
  const found = await diagnose(text, others);
  return found.flatMap(({ severity, code, message }) =>
    severity === 1 && !LACKS.includes(String(code)) ? [`${code}: ${String(message).replace(/ Did you mean .*/, '')}`] : [],
  );
}

function inventoryOf(number: Numbers): [file: string, text: string] {
  const pick = <T>(all: readonly T[]): T => all[number(all.length)]!;
  const address = (): string => {
    const kind = number(12);
    const prefix = pick(['', '', '', '/24', '/25', '/16', '/32', '/99']);
    if (kind < 8) return `10.${number(3)}.${number(2)}.${number(256)}${prefix}`;
    if (kind < 10) return `fd00:${number(3)}::${number(9)}${pick(['', '/64', '/48'])}`;
    return pick(['8.8.8.8', '127.0.0.1', '10.0.0.300', 'DHCP', '224.0.0.1', 'fd00::1-fd00::ffff', '']);
  };
  const rows = Array.from({ length: number(12) }, (_, n) => ({
    name: `${pick(NAMES)}${number(3) ? n : ''}${number(20) ? '' : pick(PIECES)}`,
    addresses: Array.from({ length: pick([0, 1, 1, 1, 2, 3]) }, address),
    network: pick(NETWORKS),
    role: pick(['', 'Backup', 'veeam.one-server', 'vcenter']),
    os: pick(['', 'Windows', 'Debian']),
  }));
  const slip = (text: string): string => {
    if (number(5)) return text;
    const at = number(text.length + 1);
    return text.slice(0, at) + pick(PIECES) + text.slice(at + number(3));
  };
  const form = number(4);
  if (form === 0) {
    const cell = (each: string): string => `"${each.replaceAll('"', '""')}"`;
    const lines = rows.map(({ name, addresses, network, role, os }) =>
      [name, addresses.join(' '), network, role, os].map(cell).join(','),
    );
    return ['i.csv', slip([HEADINGS.join(','), ...lines, ''].join('\n'))];
  }
  if (form === 1)
    return [
      'i.json',
      slip(
        JSON.stringify(
          rows.map(({ name, addresses, network, role, os }) => ({ name, ip: addresses, network, role, platform: { name: os } })),
        ),
      ),
    ];
  const hosts = Object.fromEntries(
    rows.map(({ name, addresses, network }) => [name, { ansible_host: addresses.join(','), network }]),
  );
  if (form === 2) return ['i.yaml', slip(JSON.stringify({ all: { children: { vcenter: { hosts } } } }))];
  const lines = rows.map(({ name, addresses, role }) => `${name} ansible_host=${addresses.join(',')} role='${role}'`);
  return ['i.ini', slip(['[group]', ...lines, ''].join('\n'))];
}

import {
  type ImportedInventory,
  type InventoryOptions as ImportedOptions,
  importInventory,
} from '../language/inventory/import-inventory.ts';
import type { SegplanCoreServices } from '../language/module.ts';
import { detect, UnknownForm } from '../language/running/detect.ts';
import { catalogOf } from './catalogs.ts';
import type { OpenPlan } from './load.ts';
import type { InventorySource } from './plan-source.ts';
import { isInventoryName, readInventory } from './read-inventory.ts';
import type { InventoryOptions } from './types.ts';

/**
 * Puts the machines of an inventory into a plan, or begins one with them.
 * @param into the plan that they are put into
 * @throws SegplanError where the inventory can't be read
 */
export async function importInventoryIn(
  services: SegplanCoreServices,
  source: InventorySource,
  file: string,
  { roles = false, next }: InventoryOptions & Pick<ImportedOptions, 'next'> = {},
  into?: OpenPlan,
): Promise<ImportedInventory> {
  const inventory = await readInventory(await source.readBytes(file), file);
  const options = { file, takeRoles: roles, ...(next !== undefined && { next }) };
  const { Plans } = services.segplan;
  if (!into) {
    return importInventory(inventory, catalogOf(services), options);
  }
  const { document } = into;
  const plan = Plans.plan(document.parseResult.value);
  return importInventory(inventory, plan.catalog, options, { plan, document });
}

/** Whether a file holds machines, and no rules that a firewall runs: by its name, and where both have such names by what it says. */
export async function isInventory(source: InventorySource, file: string): Promise<boolean> {
  if (!isInventoryName(file)) return false;
  if (/\.xlsx$/i.test(file)) return true;
  try {
    detect(await source.readRunning(file), file);
    return false;
  } catch (error) {
    if (error instanceof UnknownForm) return true;
    throw error;
  }
}

import { existsSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { splitList } from '../api/load.ts';
import { largest } from '../language/model/lists.ts';
import { completedOutline } from '../language/outlines/complete.ts';
import { choicesText, type OutlineChoice, outlineChoice } from '../language/outlines/outline.ts';
import { outlineProducts } from '../language/outlines/products.ts';
import { templates } from '../language/workspace/templates.ts';
import { EXIT, UsageError } from './errors.ts';
import { nameText } from './text.ts';
import { createLanguage } from './workspace.ts';
import { writeFiles } from './write-files.ts';

export interface NewOptions {
  readonly product?: readonly string[];
  readonly sites?: string;
  readonly zone?: readonly string[];
  readonly out?: string;
}

/**
 * Writes a plan to begin with, or lists what there is.
 * @returns the exit code
 * @throws UsageError for an unknown template, and for a file that is there already
 */
export async function newPlan(name: string | undefined, options: NewOptions): Promise<number> {
  const { out } = options;
  if (name === undefined && !options.product) {
    if (Object.keys(options).length) throw new UsageError(`Name the template to write: ${names()}; or products with --product.`);
    list();
    return EXIT.clean;
  }
  if (out !== undefined) {
    if (!basename(out).endsWith('.segplan'))
      throw new UsageError(`${nameText(out)} is no .segplan file; end its name in .segplan.`);
    if (existsSync(out)) throw new UsageError(`${nameText(out)} is there already; name a new file.`);
  }
  const text = await textOf(name, options);
  if (out === undefined) process.stdout.write(text);
  else {
    writeFiles(dirname(out), [{ name: basename(out), text }], 'file');
    process.stdout.write(`${nameText(out)}\n`);
  }
  return EXIT.clean;
}

async function textOf(name: string | undefined, { product, sites, zone }: NewOptions): Promise<string> {
  const template = templates.find((t) => t.name === name);
  if (template && !product && sites === undefined && !zone) return template.text;
  if (template) throw new UsageError(`A template is as it is; begin with products (--product) to choose sites and zones.`);
  if (name !== undefined && !outlineProducts.some((each) => each.name === name))
    throw new UsageError(`There is no template '${nameText(name)}'${choicesText(name, [...templates, ...outlineProducts])}.`);
  const products = [...(name === undefined ? [] : [name]), ...splitList(product ?? [])];
  return completedOutline(choiceOf(products, sites, zone && splitList(zone)), await createLanguage());
}

function choiceOf(products: readonly string[], sites?: string, zones?: readonly string[]): OutlineChoice {
  try {
    return outlineChoice(products, sites === undefined ? undefined : Number(sites), zones);
  } catch (error) {
    throw new UsageError(nameText(error instanceof Error ? error.message : String(error)));
  }
}

/** The templates, and the products that a plan can be begun with. */
function list(): void {
  const products = outlineProducts.map(({ name, title, sites = 1 }) => ({
    name,
    description: `${title}${sites > 1 ? `, at ${sites} sites` : ''}.`,
  }));
  const all = [...templates, ...products];
  const width = largest(all.map((each) => each.name.length));
  for (const each of all) process.stdout.write(`${each.name.padEnd(width)}  ${each.description}\n`);
}

function names(): string {
  return [...templates, ...outlineProducts].map((each) => each.name).join(', ');
}

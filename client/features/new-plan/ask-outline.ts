import * as vscode from 'vscode';
import { largest } from '../../../language/model/lists.ts';
import type { OutlineChoices, OutlineParams } from '../../../server/protocol.ts';
import { pickSeveral } from '../../pick-several.ts';

const MOST_SITES = 20;

/** Asks for products, sites and zones. @returns nothing when the user changed their mind */
export async function askOutline(choices: OutlineChoices): Promise<OutlineParams | undefined> {
  const products = await pickSeveral({
    title: vscode.l10n.t('New Plan (1 of 3)'),
    placeholder: vscode.l10n.t('Which products do you have?'),
    items: choices.products.map(({ name, title, sites }) => ({ label: title, name, sites })),
    lacking: vscode.l10n.t('New Plan (1 of 3): mark a product, or type its name'),
    stays: true,
  });
  if (!products) return undefined;
  const sites = await vscode.window.showInputBox({
    title: vscode.l10n.t('New Plan (2 of 3)'),
    prompt: vscode.l10n.t('How many sites are there?'),
    value: String(largest(products.map((product) => product.sites))),
    ignoreFocusOut: true,
    validateInput: (text) =>
      isCount(text)
        ? undefined
        : vscode.l10n.t('A number from 1 to {0}; sites beyond that can be copied in the plan.', MOST_SITES),
  });
  if (sites === undefined) return undefined;
  const zones = await pickSeveral({
    title: vscode.l10n.t('New Plan (3 of 3)'),
    placeholder: vscode.l10n.t('Which zones does each site have?'),
    items: choices.zones.map(({ name, title }) => ({ label: title, name })),
    marked: choices.zones.map(({ name }) => name),
    stays: true,
  });
  if (!zones) return undefined;
  const names = (items: readonly { readonly name: string }[]): string[] => items.map(({ name }) => name);
  return { products: names(products), sites: Number(sites), zones: names(zones) };
}

function isCount(text: string): boolean {
  const count = Number(text);
  return Number.isInteger(count) && count >= 1 && count <= MOST_SITES;
}

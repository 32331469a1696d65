import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import {
  OUTLINE_METHOD,
  OUTLINES_METHOD,
  type OutlineChoices,
  type OutlineParams,
  TEMPLATES_METHOD,
  type TemplateInfo,
} from '../../../server/protocol.ts';
import { showFailure } from '../../messages.ts';
import { askOutline } from './ask-outline.ts';
import { showPlan } from './show-plan.ts';

/** The command that begins a plan, as an unsaved document: from a template, from products and zones, or empty. */
export function registerNewPlan(client: BaseLanguageClient): vscode.Disposable {
  return vscode.commands.registerCommand('segplan.newPlan', async (given?: unknown, into?: unknown) => {
    try {
      return await newPlan(client, given, typeof into === 'string' ? into : undefined);
    } catch (error) {
      showFailure('No plan was begun. {0}', error);
      return undefined;
    }
  });
}

/** What a plan is begun with: a text, or products whose components it is to hold. */
type Beginning = Pick<TemplateInfo, 'name' | 'text'> | OutlineParams;

/**
 * @param given the name of a template or of a product, or products with sites and zones; asked for when it is none
 * @param into the address of an open document with nothing in it that is to hold the plan
 */
async function newPlan(
  client: BaseLanguageClient,
  given: unknown,
  into: string | undefined,
): Promise<vscode.TextEditor | undefined> {
  const [templates, choices] = await Promise.all([
    client.sendRequest<TemplateInfo[]>(TEMPLATES_METHOD),
    client.sendRequest<OutlineChoices>(OUTLINES_METHOD),
  ]);
  const beginning = beginningOf(given, templates, choices) ?? (await ask(templates, choices));
  if (!beginning) return undefined;
  const text = 'text' in beginning ? beginning.text : await outline(client, beginning);
  return (into !== undefined && (await fillEmpty(into, text))) || showPlan(text, nameOf(beginning));
}

/** A template, or the one product that there is, says what the plan is called. */
function nameOf(beginning: Beginning): string {
  if ('text' in beginning) return beginning.name;
  const [product, ...more] = beginning.products;
  return product === undefined || more.length ? 'plan' : product;
}

/** Writes a plan into a document that has none; nothing where something was written there meanwhile, or it was closed. */
async function fillEmpty(uri: string, content: string): Promise<vscode.TextEditor | undefined> {
  const address = vscode.Uri.parse(uri).toString();
  const document = vscode.workspace.textDocuments.find((each) => each.uri.toString() === address);
  if (!document || document.getText().trim()) return undefined;
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, new vscode.Range(0, 0, document.lineCount, 0), content);
  return (await vscode.workspace.applyEdit(edit)) ? vscode.window.showTextDocument(document) : undefined;
}

function outline(client: BaseLanguageClient, params: OutlineParams): Thenable<string> {
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Looking up what the components need') },
    () => client.sendRequest<string>(OUTLINE_METHOD, params),
  );
}

function beginningOf(given: unknown, templates: readonly TemplateInfo[], { products }: OutlineChoices): Beginning | undefined {
  const template = templates.find(({ name }) => name === given);
  if (template) return template;
  if (products.some(({ name }) => name === given)) return { products: [given as string] };
  const { products: names } = (given ?? {}) as Partial<OutlineParams>;
  return Array.isArray(names) ? (given as OutlineParams) : undefined;
}

/** @returns nothing when the user changed their mind */
async function ask(templates: readonly TemplateInfo[], choices: OutlineChoices): Promise<Beginning | undefined> {
  type Item = vscode.QuickPickItem & { begin?: () => Beginning | Promise<OutlineParams | undefined> };
  const separator = (label: string): Item => ({ label, kind: vscode.QuickPickItemKind.Separator });
  const items: Item[] = [
    {
      label: `$(checklist) ${vscode.l10n.t('From Products, Sites and Zones…')}`,
      detail: vscode.l10n.t('Three questions, and the plan holds the components with a rule for all that they need.'),
      begin: () => askOutline(choices),
    },
    separator(vscode.l10n.t('designs to copy')),
    ...templates.map((template) => ({
      label: template.title,
      detail: template.description,
      begin: () => template,
    })),
    separator(vscode.l10n.t('one product')),
    ...choices.products.map(({ name, title }) => ({ label: title, begin: () => ({ products: [name] }) })),
    separator(vscode.l10n.t('nothing')),
    { label: vscode.l10n.t('Empty plan'), begin: () => ({ name: 'plan', text: '' }) },
  ];
  const item = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('New Plan'),
    placeHolder: vscode.l10n.t('Choose what to begin with'),
    matchOnDetail: true,
  });
  return item?.begin?.();
}

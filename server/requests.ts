import { type Cancellation, delayNextTick, isOperationCancelled, type LangiumDocument, UriUtils } from 'langium';
import { type Connection, ErrorCodes, LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import { URI } from 'vscode-uri';
import * as ast from '../language/generated/ast.ts';
import { targets } from '../language/generated/targets.ts';
import { phasesToChoose } from '../language/model/phases.ts';
import { completedOutline } from '../language/outlines/complete.ts';
import { type OutlineChoice, outlineChoice, outlineZones } from '../language/outlines/outline.ts';
import { outlineProducts } from '../language/outlines/products.ts';
import type { Target } from '../language/rulesets/target.ts';
import { BUILT_IN_SCHEME } from '../language/workspace/built-in-catalogs.ts';
import { templates } from '../language/workspace/templates.ts';
import type { SegplanWorkspaceManager } from '../language/workspace/workspace-manager.ts';
import { diffResult } from './features/diff.ts';
import { deviceCommands } from './features/drift/device-commands.ts';
import { explainResult } from './features/explain.ts';
import { generateResult } from './features/generate.ts';
import { importResult } from './features/import.ts';
import { mapResult } from './features/map.ts';
import { mapEdit } from './features/map-edit.ts';
import { overviewResult } from './features/overview.ts';
import { questionAt } from './features/question.ts';
import { structureOf } from './features/structure.ts';
import {
  CATALOGS_METHOD,
  type CatalogInfo,
  DEVICE_COMMANDS_METHOD,
  type DeviceCommandsParams,
  DIFF_METHOD,
  type DiffParams,
  EXPLAIN_METHOD,
  type ExplainParams,
  FIREWALLS_METHOD,
  type FirewallInfo,
  GENERATE_METHOD,
  type GenerateParams,
  IMPORT_METHOD,
  type ImportParams,
  INVENTORY_METHOD,
  type InventoryParams,
  MAP_EDIT_METHOD,
  MAP_METHOD,
  type MapEditParams,
  type MapParams,
  OUTLINE_METHOD,
  OUTLINES_METHOD,
  type OutlineChoices,
  type OutlineParams,
  OVERVIEW_METHOD,
  type OverviewParams,
  PHASES_METHOD,
  QUESTION_METHOD,
  type QuestionParams,
  STRUCTURE_METHOD,
  TARGETS_METHOD,
  type TargetInfo,
  TEMPLATES_METHOD,
  type TemplateInfo,
} from './protocol.ts';
import type { SegplanServices } from './services.ts';

/** Answers the requests that are Segplan's own. All can be cancelled. */
export function addSegplanRequests(connection: Connection, services: SegplanServices): void {
  const answer = <Params>(
    method: string,
    handle: (params: Params, cancelToken: Cancellation.CancellationToken) => unknown,
    isAboutAll: (params: Params) => boolean = () => false,
  ): void => {
    // A request without parameters brings the token alone.
    connection.onRequest(method, (...args: unknown[]) => {
      const cancelToken = args.at(-1) as Cancellation.CancellationToken;
      const params = ((args.length > 1 && args[0]) || {}) as Params;
      return whenSettled(services, cancelToken, () => handle(params, cancelToken), isAboutAll(params));
    });
  };
  // What a firewall loads stands before what people read.
  const ordered = [...targets].sort((a, b) => Number(forReaders(a)) - Number(forReaders(b)));
  answer(TARGETS_METHOD, () =>
    ordered.map(({ name, title, description, scopes, languageId, binary }): TargetInfo => {
      const info = { name, title, description, scopes, languageId };
      return binary ? { ...info, binary } : info;
    }),
  );
  answer(CATALOGS_METHOD, () => builtInCatalogs(services));
  answer(TEMPLATES_METHOD, (): TemplateInfo[] => [...templates]);
  answer(
    OUTLINES_METHOD,
    (): OutlineChoices => ({
      products: outlineProducts.map(({ name, title, sites = 1 }) => ({ name, title, sites })),
      zones: outlineZones,
    }),
  );
  answer(OUTLINE_METHOD, (params: OutlineParams) => completedOutline(choiceOf(params), services));
  // Spreadsheets take more to read than most that an editor ever asks for.
  answer(INVENTORY_METHOD, async (params: InventoryParams) => {
    const { inventoryResult } = await import('./features/import-inventory.ts');
    return inventoryResult(services, params, params.into === undefined ? undefined : documentAt(services, params.into));
  });
  answer(IMPORT_METHOD, (params: ImportParams) => importResult(services, params));
  answer(GENERATE_METHOD, (params: GenerateParams) => generateResult(documentAt(services, params.uri), services, params));
  answer(EXPLAIN_METHOD, (params: ExplainParams) => explainResult(documentAt(services, params.uri), services, params));
  answer(QUESTION_METHOD, (params: QuestionParams) => questionAt(documentAt(services, params.uri), services, params.position));
  answer(DIFF_METHOD, (params: DiffParams) => diffResult(documentAt(services, params.uri), services, connection, params));
  answer(
    OVERVIEW_METHOD,
    ({ uri, first }: OverviewParams, cancelToken) =>
      overviewResult(uri === undefined ? undefined : documentAt(services, uri), services, cancelToken, first),
    ({ uri }) => uri === undefined,
  );
  answer(DEVICE_COMMANDS_METHOD, (params: DeviceCommandsParams) =>
    deviceCommands(documentAt(services, params.uri), services, params),
  );
  answer(MAP_METHOD, (params: MapParams) => mapResult(documentAt(services, params.uri), services, params));
  answer(MAP_EDIT_METHOD, (params: MapEditParams) => mapEdit(documentAt(services, params.uri), services, params));
  answer(
    STRUCTURE_METHOD,
    (_: unknown, cancelToken) => structureOf(services, cancelToken),
    () => true,
  );
  answer(FIREWALLS_METHOD, (params: { uri: string }) =>
    services.segplan.Plans.plan(documentAt(services, params.uri).parseResult.value).firewalls.map(
      ({ name, title, form }): FirewallInfo => ({ name, title, ...(form === undefined ? {} : { form }) }),
    ),
  );
  answer(PHASES_METHOD, (params: { uri: string }) =>
    phasesToChoose(services.segplan.Plans.plan(documentAt(services, params.uri).parseResult.value)),
  );
}

function forReaders({ capabilities }: Target): boolean {
  return capabilities.hostNames === 'wildcards';
}

/**
 * Handles a request once all changes that came before it are worked in, unless it is cancelled before.
 * @param isAboutAll whether all files of the workspace have to be read before
 */
async function whenSettled<Result>(
  services: SegplanServices,
  cancelToken: Cancellation.CancellationToken,
  handle: () => Result | Promise<Result>,
  isAboutAll: boolean,
): Promise<Result | ResponseError<void>> {
  const { WorkspaceManager, WorkspaceLock } = services.shared.workspace;
  const cancelled = new ResponseError<void>(LSPErrorCodes.RequestCancelled, 'The request has been cancelled.');
  try {
    await WorkspaceManager.ready;
    // Before it is this request's turn: what waits then keeps all that writes from going on, the loading too.
    if (isAboutAll) await (WorkspaceManager as SegplanWorkspaceManager).loaded;
    return await WorkspaceLock.read(async () => {
      // A cancellation that has arrived is seen only after the messages have had their turn.
      await delayNextTick();
      return cancelToken.isCancellationRequested ? cancelled : handle();
    });
  } catch (error) {
    if (isOperationCancelled(error)) return cancelled;
    throw error;
  }
}

/** @throws ResponseError when the workspace holds no such plan */
function documentAt(services: SegplanServices, uri: unknown): LangiumDocument<ast.Document> {
  const document = typeof uri === 'string' ? services.shared.workspace.LangiumDocuments.getDocument(URI.parse(uri)) : undefined;
  if (!document || !ast.isDocument(document.parseResult.value))
    throw new ResponseError(ErrorCodes.InvalidParams, `There is no plan at '${String(uri)}'.`);
  return document as LangiumDocument<ast.Document>;
}

/** @throws ResponseError in a sentence where there is no such product or zone */
function choiceOf({ products, sites, zones }: OutlineParams): OutlineChoice {
  try {
    return outlineChoice(products, sites, zones);
  } catch (error) {
    throw new ResponseError(ErrorCodes.InvalidParams, (error as Error).message);
  }
}

/** The built-in catalogs by name: of each the block that begins it first, then those that extend it. */
function builtInCatalogs(services: SegplanServices): CatalogInfo[] {
  const blocks = services.shared.workspace.LangiumDocuments.all
    .filter(({ uri }) => uri.scheme === BUILT_IN_SCHEME)
    .flatMap(({ uri, parseResult }) => {
      const vendors = ast.isDocument(parseResult.value) ? parseResult.value.statements.filter(ast.isVendor) : [];
      return vendors.map((block) => ({ block, uri: uri.toString() }));
    })
    .toArray();
  const titles = new Map(blocks.flatMap(({ block }) => (block.extends ? [] : [[block.name, block.title ?? '']])));
  const counts = new Map<string, number>();
  for (const { block } of blocks) counts.set(block.name, (counts.get(block.name) ?? 0) + 1);
  const partOf = (name: string, uri: string): string =>
    counts.get(name)! > 1 ? ` (${UriUtils.basename(URI.parse(uri)).replace(/\.segplan$/, '')})` : '';
  const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
  return blocks
    .sort(
      (a, b) =>
        order(a.block.name, b.block.name) ||
        Number(a.block.extends ?? false) - Number(b.block.extends ?? false) ||
        order(a.uri, b.uri),
    )
    .map(({ block, uri }): CatalogInfo => {
      const { name, title } = block;
      const line = block.$cstNode?.range.start.line ?? 0;
      return { name, title: `${title ?? titles.get(name) ?? ''}${partOf(name, uri)}`, holds: holdsText(block), uri, line };
    });
}

/** What a block of a catalog holds, in a few words: `12 roles, 40 flows`. */
function holdsText({ members }: ast.Vendor): string {
  const kinds = [
    [ast.Source.$type, 'source'],
    [ast.Role.$type, 'role'],
    [ast.Feature.$type, 'feature'],
    [ast.Service.$type, 'service'],
    [ast.Flow.$type, 'flow'],
  ] as const;
  return kinds
    .map(([type, word]) => [members.filter((m) => m.$type === type).length, word] as const)
    .filter(([count]) => count)
    .map(([count, word]) => `${count} ${word}${count > 1 ? 's' : ''}`)
    .join(', ');
}

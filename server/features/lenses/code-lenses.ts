import { AstUtils, GrammarUtils, type LangiumDocument } from 'langium';
import type { CodeLensProvider } from 'langium/lsp';
import type { CodeLens, Command, Location, Range } from 'vscode-languageserver';
import { URI } from 'vscode-uri';
import * as ast from '../../../language/generated/ast.ts';
import { append } from '../../../language/model/lists.ts';
import type { PlanComponent, PlanRule, PlanZone } from '../../../language/model/plan.ts';
import { statesRules } from '../../../language/workspace/visible-documents.ts';
import type { SegplanServices } from '../../services.ts';
import { named } from '../plan-nodes.ts';
import { countsOf } from './counts.ts';

/** What lenses can stand above. */
export const LENSES = ['plan', 'zone', 'component'] as const;
export type LensKind = (typeof LENSES)[number];
/** Those that are there as long as settings say nothing. */
export const USUAL_LENSES: ReadonlySet<LensKind> = new Set(['plan', 'zone']);

/** Commands of an editor that knows Segplan. */
const SHOW_PLACES = 'segplan.showPlaces';
const GENERATE = 'segplan.generate';
const SHOW_OVERVIEW = 'segplan.showOverview';
const NEW_PLAN = 'segplan.newPlan';
const IMPORT_RUNNING = 'segplan.importRunning';
const OPEN_EXAMPLE = 'segplan.openExample';

/** What a lens tells, once somebody sees it. */
interface LensData {
  readonly uri: string;
  /** A zone, or a component with its zone: `backup.repo`; nothing for the plan. */
  readonly part?: string;
  readonly tells: 'rules' | 'required' | 'generate';
}

/** Tells above a plan, its zones and its components how many rules they have, what is required of them, and what is missing. */
export class SegplanCodeLensProvider implements CodeLensProvider {
  /** What settings switch on. */
  kinds = USUAL_LENSES;
  private readonly services: SegplanServices;
  /** Whether the editor has Segplan's commands; elsewhere lenses tell, and lead nowhere. */
  private leads = false;

  constructor(services: SegplanServices) {
    this.services = services;
    services.shared.lsp.LanguageServer.onInitialize(({ initializationOptions }) => {
      this.leads = (initializationOptions as { commands?: unknown } | null | undefined)?.commands === true;
    });
  }

  provideCodeLens({ parseResult, textDocument }: LangiumDocument): CodeLens[] {
    const root = parseResult.value;
    const { uri } = textDocument;
    if (!ast.isDocument(root)) return [];
    if (!root.statements.length && this.kinds.has('plan') && !textDocument.getText().trim()) return this.beginnings(uri);
    const lens = (node: ast.Statement | ast.Component, tells: LensData['tells'], part?: string): CodeLens[] => {
      const range = headOf(node);
      return range ? [{ range, data: { uri, tells, ...(part === undefined ? {} : { part }) } satisfies LensData }] : [];
    };
    const head = root.statements.find(ast.isPlanHeader) ?? root.statements.find((s) => ast.isZone(s) || ast.isSite(s));
    const lenses: CodeLens[] = [];
    // What others import is counted there.
    if (this.kinds.has('plan') && head && statesRules(root))
      append(lenses, [...lens(head, 'required'), ...(this.leads ? lens(head, 'generate') : [])]);
    if (this.services.segplan.CheckRunner.isPart(root)) return lenses;
    for (const zone of zonesOf(root)) {
      if (!zone.name) continue;
      if (this.kinds.has('zone')) append(lenses, [...lens(zone, 'rules', zone.name), ...lens(zone, 'required', zone.name)]);
      if (!this.kinds.has('component')) continue;
      for (const component of zone.components) {
        const name = `${zone.name}.${component.name}`;
        if (component.name) append(lenses, [...lens(component, 'rules', name), ...lens(component, 'required', name)]);
      }
    }
    return lenses;
  }

  /** What can be done about a file with nothing in it: nobody knows a language whose first page is blank. */
  private beginnings(uri: string): CodeLens[] {
    if (!this.leads) return [];
    const start = { line: 0, character: 0 };
    return [
      this.command('Begin with Your Products…', NEW_PLAN, null, uri),
      this.command('Import What a Firewall Runs…', IMPORT_RUNNING),
      this.command('Play with an Example', OPEN_EXAMPLE),
    ].map((command) => ({ range: { start, end: start }, command }));
  }

  /** What a lens says; made for those that somebody sees. */
  resolve(lens: CodeLens): CodeLens {
    const { uri, part, tells } = (lens.data ?? {}) as Partial<LensData>;
    const document = uri === undefined ? undefined : this.services.shared.workspace.LangiumDocuments.getDocument(URI.parse(uri));
    const root = document?.parseResult.value;
    if (uri === undefined || !ast.isDocument(root)) return { ...lens, command: { title: '', command: '' } };
    const analysis = this.services.segplan.Plans.lastAnalysis(root);
    const about = part === undefined ? undefined : named(part, analysis.plan);
    if (tells === 'generate') return { ...lens, command: this.command('Generate Rule Set…', GENERATE, uri) };
    if (part !== undefined && !about) return { ...lens, command: { title: '', command: '' } };
    if (tells === 'rules' && about) {
      const rules = analysis.plan.rules.filter((rule) => touches(rule, about));
      const title = `${rules.length || 'no'} rule${rules.length === 1 ? '' : 's'}`;
      const command = rules.length ? this.command(title, SHOW_PLACES, uri, lens.range.start, rules.flatMap(placeOf)) : undefined;
      return { ...lens, command: command ?? { title, command: '' } };
    }
    const { required, lacking } = countsOf(about, analysis);
    const state = lacking
      ? `${lacking} pair${lacking === 1 ? '' : 's'} of components lack${lacking === 1 ? 's' : ''} a rule`
      : 'all permitted';
    const title = required ? `${required} flow${required === 1 ? '' : 's'} required, ${state}` : 'no flow required';
    return { ...lens, command: about ? { title, command: '' } : this.command(title, SHOW_OVERVIEW, uri) };
  }

  private command(title: string, command: string, ...args: unknown[]): Command {
    return this.leads ? { title, command, arguments: args } : { title, command: '' };
  }
}

/** Whether a rule is about something of a zone or a component; `any` says nothing of one in particular. */
function touches(rule: PlanRule, { addresses }: PlanZone | PlanComponent): boolean {
  const speaks = (ends: PlanRule['sources'], all: PlanRule['sourceAddresses']): boolean =>
    all.overlaps(addresses) && ends.some((end) => end.kind !== 'any' && end.addresses.overlaps(addresses));
  return speaks(rule.sources, rule.sourceAddresses) || speaks(rule.destinations, rule.destinationAddresses);
}

function placeOf({ node }: PlanRule): Location[] {
  const range = node.$cstNode?.range;
  return range ? [{ uri: AstUtils.getDocument(node).textDocument.uri, range }] : [];
}

function zonesOf({ statements }: ast.Document): ast.Zone[] {
  return statements.flatMap((statement) => (ast.isSite(statement) ? statement.zones : ast.isZone(statement) ? [statement] : []));
}

/** The name of a statement; of one that has none the place where it begins. */
function headOf(node: ast.Statement | ast.Component): Range | undefined {
  const cst = node.$cstNode;
  const name = GrammarUtils.findNodeForProperty(cst, 'name') ?? GrammarUtils.findNodeForProperty(cst, 'title');
  return name?.range ?? (cst && { start: cst.range.start, end: cst.range.start });
}

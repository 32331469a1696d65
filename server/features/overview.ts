import { AstUtils, type Cancellation, delayNextTick, interruptAndCheck, type LangiumDocument, UriUtils } from 'langium';
import {
  OVERVIEW_COLUMNS,
  OVERVIEW_NUMBERS,
  type OverviewTotals,
  permittedText,
  totalsOf,
  totalsText,
  zoneText,
} from '../../language/analysis/overview/describe-overview.ts';
import { overviewOf, type ZonePairSummary } from '../../language/analysis/overview/overview.ts';
import { errorsOfMeaning } from '../../language/checking/document-errors.ts';
import * as ast from '../../language/generated/ast.ts';
import type { Plan, PlanZone } from '../../language/model/plan.ts';
import { cell, table } from '../../language/rulesets/markdown-text.ts';
import { BUILT_IN_SCHEME } from '../../language/workspace/built-in-catalogs.ts';
import { statesRules } from '../../language/workspace/visible-documents.ts';
import type { OverviewResult } from '../protocol.ts';
import type { SegplanServices } from '../services.ts';

type PlanDocument = LangiumDocument<ast.Document>;

/** A plan, and what lies between its zones. */
interface Summary {
  readonly document: PlanDocument;
  readonly plan: Plan;
  readonly pairs: readonly ZonePairSummary[];
  readonly totals: OverviewTotals;
  /** Whether something in it or in its imports may mean nothing. */
  readonly broken: boolean;
}

/**
 * What lies between the zones of a plan, or of every plan of the workspace; in the numbers and words of `segplan check --summary`.
 * @param only the plan; all of them when there is none
 * @param first the address of the plan that comes before all others, which are folded
 */
export async function overviewResult(
  only: PlanDocument | undefined,
  services: SegplanServices,
  cancelToken: Cancellation.CancellationToken,
  first?: string,
): Promise<OverviewResult> {
  const summaries: Summary[] = [];
  for (const document of only ? [only] : plansOf(services)) {
    // Between two plans the next message has its turn: it may cancel the request.
    await delayNextTick();
    await interruptAndCheck(cancelToken);
    const summary = summaryOf(document, services);
    // A file of services or groups has nothing that an overview could show.
    if (only || summary.plan.zones.length) summaries.push(summary);
  }
  const files = new Files(services);
  const order = [...summaries].sort((a, b) => Number(isAt(b.document, first)) - Number(isAt(a.document, first)));
  const sections = order.map((summary, n) => section(summary, files, n > 0));
  const plans = summaries.length > 1 ? ['', ...planTable(summaries, files)] : [];
  const looked = order[0] && isAt(order[0].document, first) ? 1 : 0;
  const lines = [
    '# Zone overview',
    '',
    ...(summaries.length ? INTRODUCTION : NO_PLANS),
    ...sections.slice(0, looked).flat(),
    ...(looked && plans.length ? ['', '## All plans'] : []),
    ...plans,
    ...sections.slice(looked).flat(),
  ];
  const { missing, blocked } = totalsOf(summaries.map(({ totals }) => totals));
  return { markdown: lines.join('\n'), files: files.uris, missing, blocked };
}

const INTRODUCTION = [
  'A required flow is a row of a vendor catalog between two components in different zones. It is missing where no rule permits it or a',
  'part of it, and blocked where a `deny` closes it or a part of it.',
];
const NO_PLANS = ['No plan of the workspace has zones. Open a plan, or begin one with _Segplan: New Plan…_.'];

/** The plans that are open or in the workspace, by their addresses; what others import and that states no rules is a part of those. */
export function plansOf({ shared, segplan }: SegplanServices): PlanDocument[] {
  const documents = shared.workspace.LangiumDocuments.all
    .filter(({ uri, parseResult }) => uri.scheme !== BUILT_IN_SCHEME && ast.isDocument(parseResult.value))
    .toArray() as PlanDocument[];
  const imported = new Set(documents.flatMap(({ parseResult }) => segplan.VisibleDocuments.importsOf(parseResult.value)));
  return documents
    .filter(({ parseResult: { value } }) => statesRules(value) || !imported.has(value))
    .map((document) => ({ document, key: document.uri.toString() }))
    .sort((a, b) => (a.key < b.key ? -1 : Number(a.key > b.key)))
    .map(({ document }) => document);
}

function summaryOf(document: PlanDocument, { segplan }: SegplanServices): Summary {
  const root = document.parseResult.value;
  const analysis = segplan.Plans.analysis(root);
  const pairs = overviewOf(analysis);
  const read = segplan.VisibleDocuments.plansFor(root).map((tree) => AstUtils.getDocument(tree));
  return { document, plan: analysis.plan, pairs, totals: totalsOf(pairs), broken: errorsOfMeaning(read).length > 0 };
}

/** The plans with their sums, where there are several. */
function planTable(summaries: readonly Summary[], files: Files): string[] {
  const rows = summaries.map(({ document, pairs, totals }) => [
    files.link(files.nameOf(document), document),
    `${pairs.length}`,
    `${totals.required}`,
    marked(totals.missing),
    marked(totals.blocked),
  ]);
  return table(['plan', 'zone pairs', 'required', 'missing', 'blocked'], rows);
}

function isAt({ uri }: PlanDocument, address: string | undefined): boolean {
  return uri.toString() === address;
}

/** @param folded whether only the heading shows, until somebody wants to see the rest */
function section({ document, plan, pairs, totals, broken }: Summary, files: Files, folded: boolean): string[] {
  const heading = files.link(files.nameOf(document), document);
  const rows = pairs.map((pair) => [
    files.zoneLink(pair.from),
    files.zoneLink(pair.to),
    ...OVERVIEW_NUMBERS.map((key) => (key === 'missing' || key === 'blocked' ? marked(pair[key]) : `${pair[key]}`)),
    cell(permittedText(pair)),
  ]);
  const lines = [
    '',
    `${cell(plan.title)}: ${pairs.length ? totalsText(totals) : 'nothing is required or permitted between its zones'}.`,
    ...(broken ? ['', '_The plan or a file that it imports has errors, so these numbers may be incomplete._'] : []),
    ...(rows.length ? ['', ...table(OVERVIEW_COLUMNS, rows)] : []),
  ];
  if (!folded) return ['', `## ${heading}`, ...lines];
  // Between blank lines Markdown stays Markdown.
  return ['', '<details><summary>', '', `## ${heading}`, '', '</summary>', ...lines, '', '</details>'];
}

/** A number that should be 0. */
function marked(number: number): string {
  return number ? `**${number}**` : '0';
}

/** Where a file is, as short as tells it from others: its way from the workspace folder, or its name where it is in none. */
export function nameOf({ uri }: LangiumDocument, { shared }: SegplanServices): string {
  const folders = shared.workspace.WorkspaceManager.workspaceFolders ?? [];
  const folder = folders.find((each) => UriUtils.contains(each.uri, uri));
  if (!folder) return UriUtils.basename(uri);
  const way = UriUtils.relative(folder.uri, uri);
  return folders.length > 1 ? `${folder.name}/${way}` : way;
}

/** The files that links lead into. A link is `#1L12`: line 12 of the second one. */
class Files {
  readonly uris: string[] = [];
  private readonly numbers = new Map<string, number>();
  private readonly services: SegplanServices;

  constructor(services: SegplanServices) {
    this.services = services;
  }

  nameOf(document: LangiumDocument): string {
    return nameOf(document, this.services);
  }

  zoneLink(zone: PlanZone | undefined): string {
    if (!zone) return cell(zoneText(zone));
    return this.link(zoneText(zone), AstUtils.getDocument(zone.node), zone.node.$cstNode?.range.start.line);
  }

  /** @param line 0-based */
  link(text: string, { uri }: LangiumDocument, line = 0): string {
    const key = uri.toString();
    const number = this.numbers.get(key) ?? this.uris.push(key) - 1;
    this.numbers.set(key, number);
    return `[${cell(text)}](#${number}L${line + 1})`;
  }
}

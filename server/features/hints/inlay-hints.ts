import { type AstNode, AstUtils, type LangiumDocument } from 'langium';
import type { InlayHintProvider } from 'langium/lsp';
import type { InlayHint, InlayHintParams, Range } from 'vscode-languageserver';
import type { Analysis } from '../../../language/analysis/analyze.ts';
import { servicesFor } from '../../../language/analysis/permissions.ts';
import * as ast from '../../../language/generated/ast.ts';
import { serviceNamed } from '../../../language/model/common-services.ts';
import { firstOf } from '../../../language/model/describe-addresses.ts';
import { purposeOf } from '../../../language/model/describe-flow.ts';
import { IntervalSet } from '../../../language/model/interval-set.ts';
import type { PlanRule } from '../../../language/model/plan.ts';
import { partSet } from '../../../language/model/resolve-services.ts';
import { formatServices } from '../../../language/model/services.ts';
import type { SegplanCoreServices } from '../../../language/module.ts';
import { escapeMarkdown } from '../hover/flow-text.ts';

/** What hints can be about. */
export const HINTS = ['required', 'ports'] as const;
export type HintKind = (typeof HINTS)[number];
/** At first what stands nowhere in the plan: names of ports make lines twice as long, and a hover has them too. */
export const USUAL_HINTS: ReadonlySet<HintKind> = new Set(['required']);

/** So many ports of a `required` are spelled out. */
const MOST_SERVICES = 4;

/** Shows at the end of words what they mean here: what `required` opens, and what a port is known as. */
export class SegplanInlayHintProvider implements InlayHintProvider {
  /** What settings switch on. */
  kinds = USUAL_HINTS;
  private readonly services: SegplanCoreServices;

  constructor(services: SegplanCoreServices) {
    this.services = services;
  }

  getInlayHints(document: LangiumDocument, { range }: InlayHintParams): InlayHint[] {
    const root = document.parseResult.value;
    if (!ast.isDocument(root) || !this.kinds.size) return [];
    const shown = root.statements.filter(
      (statement) => (ast.isRule(statement) || ast.isAssertion(statement)) && isIn(statement, range),
    );
    if (!shown.length) return [];
    const analysis = this.services.segplan.Plans.analysis(root);
    const rules = new Map(analysis.plan.rules.map((rule) => [rule.node, rule]));
    return shown.flatMap((statement) => {
      const rule = ast.isRule(statement) ? rules.get(statement) : undefined;
      return AstUtils.streamAst(statement)
        .flatMap((node) => this.hintsAt(node, rule, analysis))
        .filter((hint) => !before(hint.position, range.start) && !before(range.end, hint.position))
        .toArray();
    });
  }

  private hintsAt(node: AstNode, rule: PlanRule | undefined, analysis: Analysis): InlayHint[] {
    if (ast.isRequiredService(node) && rule && this.kinds.has('required')) return [requiredHint(node, rule, analysis)].flat();
    // Where the line says in words what it is for, a port needs none.
    if (ast.isPortRange(node) && this.kinds.has('ports') && !rule?.reason) return portHint(node, analysis);
    return [];
  }
}

/** ` = tcp 6162, tcp 2500-3300` behind a `required` that is opened, or closed. */
function requiredHint(node: ast.RequiredService, rule: PlanRule, { index }: Analysis): InlayHint[] {
  const position = node.$cstNode?.range.end;
  // What `except required` leaves out is another question.
  if (!position || !AstUtils.getContainerOfType(node, ast.isServiceList)?.items.includes(node)) return [];
  const between = [...index.touching({ sources: rule.sourceAddresses, destinations: rule.destinationAddresses })];
  const services = IntervalSet.unionAll(between.map((requirement) => servicesFor(requirement, rule.action)));
  const texts = services.isEmpty ? ['nothing'] : formatServices(services).split(', ');
  const purposes = new Set(between.map(({ flow }) => purposeOf(flow)));
  const value = services.isEmpty
    ? 'The catalogs in use require nothing between these ends.'
    : [`\`${formatServices(services)}\``, '', ...[...purposes].map((purpose) => `- ${escapeMarkdown(purpose)}`)].join('\n');
  return [{ position, label: `= ${firstOf(texts, MOST_SERVICES)}`, paddingLeft: true, tooltip: { kind: 'markdown', value } }];
}

/** ` https` behind `443`. */
function portHint(node: ast.PortRange, { plan }: Analysis): InlayHint[] {
  const position = node.$cstNode?.range.end;
  const named = position && serviceNamed(partSet(node, node.$container.protocol), plan.catalog);
  if (!named) return [];
  const value = `**${named.id}** · ${escapeMarkdown(named.title)}`;
  return [{ position, label: named.name, paddingLeft: true, tooltip: { kind: 'markdown', value } }];
}

function isIn({ $cstNode }: AstNode, { start, end }: Range): boolean {
  return $cstNode !== undefined && $cstNode.range.start.line <= end.line && $cstNode.range.end.line >= start.line;
}

function before(a: Range['start'], b: Range['start']): boolean {
  return a.line < b.line || (a.line === b.line && a.character < b.character);
}

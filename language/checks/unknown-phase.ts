import { AstUtils } from 'langium';
import type { Range } from 'vscode-languageserver-types';
import { ofEachRule } from '../analysis/surroundings.ts';
import { at, type CheckContext, defineCheck, type Finding, type Fix, rangeOf } from '../checking/check.ts';
import * as ast from '../generated/ast.ts';
import { nearestNames } from '../syntax/near-names.ts';
import { statementsOf } from '../syntax/statements.ts';

interface Mistyped {
  readonly range: Range;
  readonly meant: readonly string[];
}

/** A phase that is spelled almost like one that the catalogs know. */
export const unknownPhase = defineCheck<Mistyped>({
  code: 'unknown-phase',
  level: 'warning',
  theme: 'words',
  title: 'A phase that may be a misspelled one',
  documentation: `A plan may have phases of its own. One that is spelled almost like a phase of a catalog in use is more likely a slip: the rule
would stay off while the phase is on, and what the phase requires would stay closed. So is one that is switched on, or that an assertion is about,
where the rules of the plan have another one: what is asserted of it would never be decided.

\`\`\`segplan
allow vbr -> repo : ssh during deploymnt
\`\`\`

In a catalog, a flow that is needed \`during deploymnt\` would be required in no plan that says \`phase deployment\`; its phases are held against
those of all other catalogs.

The quick-fix puts in the phase that was meant.`,
  *detect(context) {
    let all: readonly string[] | undefined;
    // Few plans say phases, and those of all catalogs are asked for by them alone.
    const known = (): readonly string[] => {
      all ??= knownPhases(context);
      return all;
    };
    const rules = ofEachRule(context.analysis, 'rules of a phase', (rule) => (rule.phase ? [rule] : []));
    for (const { node } of rules) if (node.phase) yield* mistyped(node.phase, at(node, 'phase'), known);
    // What is switched on, or asserted of a phase, is about rules that have it.
    const ofRules = (): readonly string[] => [...new Set([...known(), ...rules.flatMap((rule) => rule.phase ?? [])])];
    for (const node of statementsOf(context.root, 'Assertion'))
      if (node.phase) yield* mistyped(node.phase, at(node, 'phase'), ofRules, 'rule and no catalog');
    for (const node of statementsOf(context.root, 'PhaseSwitch'))
      for (const [index, phase] of node.phases.entries())
        yield* mistyped(phase, at(node, 'phases', index), ofRules, 'rule and no catalog');
    for (const node of context.analysis.memory.nodesIn(
      'phases of flows',
      statementsOf(context.root, 'Vendor'),
      ast.isPhaseClause,
    ))
      if (node.phase) yield* mistyped(node.phase, at(node, 'phase'), () => phasesOfOthers(node, context));
  },
  fix({ data }): Fix[] {
    return (data?.meant ?? []).map((phase, n) => ({
      title: `Change to '${phase}'`,
      edits: [{ range: data!.range, newText: phase }],
      preferred: n === 0,
    }));
  },
});

function knownPhases({ plan }: CheckContext): string[] {
  return [...new Set([...plan.catalog.vendors.values()].flatMap((v) => v.phases))];
}

/** The phases of the catalogs but the one that a flow belongs to, which may say its own slip more than once. */
function phasesOfOthers(node: ast.PhaseClause, { plan }: CheckContext): string[] {
  const own = AstUtils.getContainerOfType(node, ast.isVendor)?.name;
  return [...new Set([...plan.catalog.vendors.values()].flatMap((v) => (v.name === own ? [] : v.phases)))];
}

function* mistyped(
  phase: string,
  place: Pick<Finding, 'node' | 'property' | 'index'>,
  known: () => readonly string[],
  nobody = 'catalog',
): Iterable<Finding<Mistyped>> {
  if (known().includes(phase)) return;
  const meant = nearestNames(phase, known());
  if (!meant.length) return;
  const names = meant.map((m) => `'${m}'`).join(' or ');
  yield {
    ...place,
    message: `No ${nobody} knows the phase '${phase}'. Did you mean ${names}?`,
    data: { range: rangeOf(place), meant },
  };
}

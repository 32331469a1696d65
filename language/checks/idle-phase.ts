import { at, type CheckContext, defineCheck, type Fix } from '../checking/check.ts';
import { removeItems } from '../editing/remove.ts';
import type * as ast from '../generated/ast.ts';
import { nearestNames } from '../syntax/near-names.ts';
import { statementsOf } from '../syntax/statements.ts';
import { statesRules } from '../workspace/visible-documents.ts';

/** One phase of a `phase` line. */
interface Idle {
  readonly node: ast.PhaseSwitch;
  readonly index: number;
}

/** A phase that is switched on and that nothing is of. */
export const idlePhase = defineCheck<Idle>({
  code: 'idle-phase',
  level: 'hint',
  theme: 'idle',
  title: 'A phase that is switched on, and that nothing is of',
  documentation: `\`phase\` switches the rules of a phase on, and the flows that catalogs need in it. Where no rule and no assertion of the plan says
\`during\` that phase, and no vendor in use has a flow of it, switching it on changes nothing.

\`\`\`segplan
phase deployment, cutover                       // nothing is of cutover
allow vbr -> repo : ssh during deployment
\`\`\`

A phase that is switched on twice is told as well. One that is spelled almost like another one is reported as that (\`unknown-phase\`). In a plan without rules, which is only begun, nothing is reported.
The quick-fix takes the phase out, or the whole line.`,
  *detect(context) {
    const idle = idlePhases(context);
    for (const data of idle)
      yield {
        ...at(data.node, 'phases', data.index),
        message: `No rule, no assertion and no flow of a vendor in use is of the phase ${data.node.phases[data.index]}: switching it on changes nothing.`,
        unnecessary: true,
        data,
      };
    for (const data of repeated(context, idle))
      yield {
        ...at(data.node, 'phases', data.index),
        message: `${data.node.phases[data.index]} is switched on already.`,
        unnecessary: true,
        data,
      };
  },
  fix({ data }): Fix[] {
    if (!data) return [];
    const { node, index } = data;
    const title = node.phases.length > 1 ? `Take ${node.phases[index]} out` : 'Remove this line';
    return [{ title, edits: removeItems(node, 'phases', new Set([index])), preferred: true }];
  },
});

/** Phases that a line before, or the same one, switches on already. */
function repeated({ root }: CheckContext, idle: readonly Idle[]): Idle[] {
  const isIdle = (node: ast.PhaseSwitch, index: number): boolean =>
    idle.some((each) => each.node === node && each.index === index);
  const on = new Set<string>();
  return statementsOf(root, 'PhaseSwitch').flatMap((node) =>
    node.phases.flatMap((phase, index) => {
      if (on.has(phase)) return isIdle(node, index) ? [] : [{ node, index }];
      on.add(phase);
      return [];
    }),
  );
}

function idlePhases({ root, plan }: CheckContext): Idle[] {
  const switches = statementsOf(root, 'PhaseSwitch');
  if (!switches.length || !statesRules(root)) return [];
  const ofRules = plan.rules.map(({ phase }) => phase);
  const used = new Set<string | undefined>([
    ...[...plan.uses.values()].flatMap(({ vendor }) => vendor.phases),
    ...statementsOf(root, 'Assertion').map(({ phase }) => phase),
    ...ofRules,
  ]);
  const ofCatalogs = new Set([...plan.catalog.vendors.values()].flatMap(({ phases }) => phases));
  // What may be a slip of another one is told as that.
  const isSlip = (phase: string): boolean =>
    !ofCatalogs.has(phase) && nearestNames(phase, [...ofCatalogs, ...ofRules.flatMap((each) => each ?? [])]).length > 0;
  return switches.flatMap((node) =>
    node.phases.flatMap((phase, index) => (used.has(phase) || isSlip(phase) ? [] : [{ node, index }])),
  );
}

import type { Analysis } from '../analysis/analyze.ts';
import { shapeOf } from '../analysis/shape.ts';
import { onceFor } from '../model/once-for.ts';
import { statementsButRules } from '../model/structure.ts';
import { statementsOf } from '../syntax/statements.ts';
import type { Check, CheckContext, Finding } from './check.ts';
import { saysUnknownRoles } from './zone-places.ts';

/** What a check finds; what hangs on no rule as it was found, while nothing but rules and comments are edited. */
export function findingsOf(check: Check, context: CheckContext): Iterable<Finding> {
  if (!check.besidesRules) return check.detect(context);
  const { analysis, root } = context;
  const { memory } = analysis;
  const besides = allBesidesRules(context);
  const find = (): readonly Finding[] => [...check.detect(context)];
  const names = namesOf(check);
  // Where nothing is found, that is all that there is to keep.
  const shape = check.ofShape && shapeBesidesRules(context);
  if (shape && memory.last<Nothing>(names.nothing)?.of === shape) return [];
  const found = memory.one(names.found, [besides], find);
  if (shape) memory.renew<Nothing>(names.nothing, () => ({ of: found.length ? undefined : shape }));
  // What is said of the file as a whole stands at its root, which each edit makes anew.
  const isOfFile = found.length > 0 && found.some(({ node }) => node.$type === 'Document');
  return isOfFile ? memory.one(names.ofFile, [besides, root], find) : found;
}

/** Under which names a memory has what a check found: hundreds of files are checked one after the other. */
const namesOf = onceFor(({ code }: Check) => ({
  found: `check ${code}`,
  nothing: `nothing of ${code}`,
  ofFile: `check ${code} of the file`,
}));

/** Of which plan nothing was found last. */
interface Nothing {
  readonly of: object | undefined;
}

/** Goes for all of a plan but its rules: another object as soon as any of it is. */
function allBesidesRules(context: CheckContext): object {
  const { plan } = context.analysis;
  return keptBesides(besidesRules, context, 'all besides rules', () => [plan.zones, ...statementsButRules(context.root)]);
}

/** The same for all but its rules, its addresses, and what its components are called; whether all of their roles are known is a part of it. */
function shapeBesidesRules(context: CheckContext): object {
  const { analysis, root } = context;
  return keptBesides(besidesAddresses, context, 'shape besides rules', () => {
    const others = statementsButRules(root).filter(({ $type }) => $type !== 'Zone' && $type !== 'Site');
    return [shapeOf(analysis.plan), saysUnknownRoles(analysis), ...others];
  });
}

function keptBesides(
  all: WeakMap<Analysis, object>,
  { analysis, root }: CheckContext,
  name: string,
  madeOf: () => readonly unknown[],
): object {
  let known = all.get(analysis);
  if (!known) {
    const { plan, phases, memory } = analysis;
    // What a catalog says is cited as it is written.
    const catalogs = statementsOf(root, 'Vendor').map(({ $cstNode }) => $cstNode);
    known = memory.one(name, [phases, ...plan.imports, ...catalogs, ...madeOf()], () => ({}));
    all.set(analysis, known);
  }
  return known;
}

const besidesRules = new WeakMap<Analysis, object>();
const besidesAddresses = new WeakMap<Analysis, object>();

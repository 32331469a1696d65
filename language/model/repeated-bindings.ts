import { AstUtils } from 'langium';
import type * as ast from '../generated/ast.ts';
import type { BoundEnd, PlanBinding, PlanComponent } from './plan.ts';

/** What of a binding another one says already. */
export interface Repetition {
  /** Ends of its lists, each with the binding that says it already; none of those that say something new. */
  readonly ends: ReadonlyMap<BoundEnd, PlanBinding>;
  /** Whether nothing of it is new. */
  readonly whole: boolean;
}

/** A binding of more pairs than these is not looked at: it costs as much as it has pairs. */
const MOST_PAIRS = 4096;

/**
 * Which bindings of a file say again what another one says, of the same members and partners. What imported files say comes first, then what stands
 * before it: that keeps its place.
 */
export function repeatedBindings(bindings: readonly PlanBinding[], root: ast.Document): ReadonlyMap<PlanBinding, Repetition> {
  const said = new Map<string, PlanBinding>();
  const result = new Map<PlanBinding, Repetition>();
  const isOwn = ({ at }: PlanBinding): boolean => AstUtils.getDocument(at) === AstUtils.getDocument(root);
  const offset = ({ at }: PlanBinding): number => at.$cstNode?.offset ?? 0;
  const own = bindings.filter(isOwn).sort((a, b) => offset(a) - offset(b));
  for (const binding of [...bindings.filter((b) => !isOwn(b)), ...own]) {
    const { members, named, excluded } = binding;
    if (members.length * (named.length + excluded.length) > MOST_PAIRS) continue;
    const ends = new Map<BoundEnd, PlanBinding>();
    for (const [word, partners] of [
      ['with', named],
      ['without', excluded],
    ] as const)
      for (const partner of partners) {
        const keys = members.map((member) => [word, binding.scope ?? '', keyOf(member), keyOf(partner)].join('\n'));
        const before = keys.map((key) => said.get(key));
        if (before[0] && before.every(Boolean) && partner.components.size) ends.set(partner, before[0]);
        for (const key of keys) if (!said.has(key)) said.set(key, binding);
      }
    if (ends.size) result.set(binding, { ends, whole: ends.size === named.length + excluded.length });
  }
  return result;
}

/** Tells what an end stands for from what others stand for. */
function keyOf({ role, components }: BoundEnd): string {
  let names = keys.get(components);
  if (names === undefined) {
    names = [...components]
      .map(({ name }) => name)
      .sort()
      .join();
    keys.set(components, names);
  }
  return `${role ?? ''}:${names}`;
}

// An end that stands for other components has another set of them.
const keys = new WeakMap<ReadonlySet<PlanComponent>, string>();

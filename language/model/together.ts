import { AstUtils, UriUtils } from 'langium';
import type * as ast from '../generated/ast.ts';
import type { PlanBinding, PlanComponent } from './plan.ts';

/** The place that a binding goes by; nothing where it goes by none, or a component is outside of all. */
export function placeOf({ zone }: PlanComponent, scope: PlanBinding['scope']): unknown {
  return scope === 'site' ? zone.site : scope === 'zone' ? zone : undefined;
}

function inScope({ scope }: PlanBinding, a: PlanComponent, b: PlanComponent): boolean {
  const [one, other] = [placeOf(a, scope), placeOf(b, scope)];
  return one === undefined || other === undefined || one === other;
}

/** A component in the role that it has in a flow. */
export interface Party {
  readonly component: PlanComponent;
  readonly role: string;
}

/** What the bindings of one component say of another one: which name it, and which name others in its place. */
function saidOf(a: Party, b: Party): { named: boolean; passing: PlanBinding[] } {
  const passing: PlanBinding[] = [];
  for (const { binding, end, as } of a.component.bonds) {
    if (as !== 'members' || !end.speaksOf(a.role)) continue;
    for (const each of binding.named) {
      if (!each.speaksOf(b.role)) continue;
      if (each.components.has(b.component) && inScope(binding, a.component, b.component)) return { named: true, passing: [] };
      const isAbout = each.role === undefined || b.component.allRoles.has(each.role);
      if (isAbout && each.fills(b.role, binding.scope, a.component)) passing.push(binding);
    }
  }
  return { named: false, passing };
}

/** The bindings of one component that exclude another one. */
function excluding(a: Party, b: Party): PlanBinding[] {
  return a.component.bonds.flatMap(({ binding, end, as }) =>
    as === 'members' &&
    end.speaksOf(a.role) &&
    binding.excluded.some((each) => each.components.has(b.component) && each.speaksOf(b.role))
      ? [binding]
      : [],
  );
}

/** The bindings by which two components don't belong together; none where they do. */
export function bindingsApart(a: Party, b: Party): PlanBinding[] {
  if (a.component === b.component || (!a.component.bonds.length && !b.component.bonds.length)) return [];
  const out = [...excluding(a, b), ...excluding(b, a)];
  if (out.length) return [...new Set(out)];
  const [one, other] = [saidOf(a, b), saidOf(b, a)];
  return one.named || other.named ? [] : [...new Set([...one.passing, ...other.passing])];
}

/** Whether a flow between these roles may be needed between two components, as far as bindings decide. */
export function belongTogether(a: Party, b: Party): boolean {
  return bindingsApart(a, b).length === 0;
}

/** Whether a binding names one of two components to the other. */
export function isNamed(a: Party, b: Party): boolean {
  if (!a.component.bonds.length && !b.component.bonds.length) return false;
  return belongTogether(a, b) && (saidOf(a, b).named || saidOf(b, a).named);
}

/** Where a binding stands and what it says: `line 12, with office-nas`; with its file where that is another one than the plan's. */
export function describeBinding({ at }: PlanBinding, root: ast.Document): string {
  const document = AstUtils.getDocument(at);
  const file = document === AstUtils.getDocument(root) ? '' : ` of ${UriUtils.basename(document.uri)}`;
  const text = (at.$cstNode?.text ?? '').replace(/\s+/g, ' ');
  return `line ${(at.$cstNode?.range.start.line ?? 0) + 1}${file}, '${text}'`;
}

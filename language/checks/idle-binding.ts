import { AstUtils } from 'langium';
import { keptWithSettings } from '../analysis/kept.ts';
import { at, defineCheck, type Finding, type Fix } from '../checking/check.ts';
import { takeOut, takeOutEnd } from '../editing/bindings.ts';
import type * as ast from '../generated/ast.ts';
import type { BoundEnd, Plan, PlanBinding } from '../model/plan.ts';
import { type Repetition, repeatedBindings } from '../model/repeated-bindings.ts';
import { describeBinding } from '../model/together.ts';

interface Idle {
  readonly binding: PlanBinding;
  /** The end that says nothing, where others do. */
  readonly end?: ast.Endpoint;
}

/** A binding that says nothing. */
export const idleBinding = defineCheck<Idle>({
  code: 'idle-binding',
  level: 'warning',
  theme: 'idle',
  title: 'A binding, or a part of one, that says nothing',
  documentation: `\`with\` and \`without\` say which components belong together in the flows between them. Where one side holds no component, or no
flow of a product in use joins the two sides, nothing follows from it, and everything is required as before.

\`\`\`segplan
bind veeam.proxy with veeam.repository in hq        // and no zone of hq has a repository
component office : acronis-scs.agent with printer   // no catalog knows of a flow between the two
bind office with office-nas, 10.3.0.0/24            // an address stands for no component
\`\`\`

What another binding says already, of the same members and partners, is told as well: whoever changes one of the two would leave the other in force.

The quick-fix removes what says nothing.`,
  besidesRules: true,
  *detect({ plan, document, root }) {
    const repeated = repeatedBindings(plan.bindings, root);
    for (const binding of plan.bindings) {
      const { members, named, excluded, at: node, clause } = binding;
      if (AstUtils.getDocument(node) !== document || isBroken(binding)) continue;
      const partners = [...named, ...excluded];
      const found = { node, unnecessary: true, data: { binding } };
      const [who, whom] = [isEmpty(members), isEmpty(partners)];
      if (who || whom)
        yield {
          ...found,
          ...(whom ? at(clause, clause.named.length ? 'named' : 'excluded', 0) : {}),
          message: `This says nothing: ${whom ? 'its partners are' : 'what it stands for is'} no component of the plan.`,
        };
      else if (!saysAnything(binding, plan))
        yield { ...found, message: 'This says nothing: no flow of a product in use is between these components.' };
      else if (repeated.get(binding)?.whole) {
        const [before] = repeated.get(binding)!.ends.values();
        yield { ...found, message: `This adds nothing: ${describeBinding(before!, root)} says so already.`, ...saidAt(before!) };
      } else {
        for (const [own, others] of [
          [members, partners],
          [partners, members],
        ] as const)
          for (const end of new Set(own.flatMap((each) => each.node ?? []))) {
            const ends = own.filter((each) => each.node === end);
            if (ends.length === own.length || haveFlow(plan, ends, others)) continue;
            const why = isEmpty(ends)
              ? 'it is no component of the plan'
              : 'no flow of a product in use is between it and the others';
            yield { ...found, node: end, message: `This adds nothing: ${why}.`, data: { binding, end } };
          }
        yield* repeatedEnds(binding, repeated.get(binding), root);
      }
    }
  },
  fix({ data }): Fix[] {
    if (!data) return [];
    const { binding, end } = data;
    const title = end ? `Remove '${end.$cstNode?.text}'` : 'Remove this binding';
    const edits = end ? takeOutEnd(end, binding) : takeOut(binding);
    return edits.length ? [{ title, edits, preferred: true }] : [];
  },
});

/** Partners that another binding names for the same members, where the binding names others besides. */
function* repeatedEnds(binding: PlanBinding, repeated: Repetition | undefined, root: ast.Document): Iterable<Finding<Idle>> {
  const partners = [...binding.named, ...binding.excluded];
  for (const node of new Set(partners.flatMap((end) => end.node ?? []))) {
    const ends = partners.filter((end) => end.node === node);
    const before = repeated?.ends.get(ends[0]!);
    if (!before || !ends.every((end) => repeated?.ends.has(end))) continue;
    const where = before === binding ? 'it stands in this list already' : `${describeBinding(before, root)} says so already`;
    const message = `This adds nothing: ${where}.`;
    yield { node, message, unnecessary: true, data: { binding, end: node }, ...(before === binding ? {} : saidAt(before)) };
  }
}

function saidAt({ at: node }: PlanBinding): Pick<Finding, 'related'> {
  return { related: [{ node, message: 'It is said here.' }] };
}

/** Whether it breaks off or a name of it leads nowhere, which is reported by itself. */
function isBroken({ owner, clause }: PlanBinding): boolean {
  const ends = [...clause.named, ...clause.excluded, ...(owner.$type === 'Binding' ? owner.members : [])];
  if (!clause.named.length && !clause.excluded.length) return true;
  return ends.some((end) => end.$type === 'NamedEndpoint' && (!end.target?.ref || (end.place && !end.place.ref)));
}

function isEmpty(ends: readonly BoundEnd[]): boolean {
  return ends.every((end) => !end.components.size);
}

/** Whether any flow joins the two sides of a binding; found out once for one that an edit left alone. */
function saysAnything(binding: PlanBinding, plan: Plan): boolean {
  let known = said.get(binding);
  if (known?.settings !== plan.settings) {
    known = { settings: plan.settings, anything: haveFlow(plan, binding.members, [...binding.named, ...binding.excluded]) };
    said.set(binding, known);
  }
  return known.anything;
}

const said = new WeakMap<PlanBinding, { readonly settings: Plan['settings']; readonly anything: boolean }>();

/** Whether any flow, in whatever phase and with whatever feature, is between components of two sides. */
function haveFlow(plan: Plan, some: readonly BoundEnd[], others: readonly BoundEnd[]): boolean {
  const partners = keptWithSettings(plan, 'roles that flows join', () => partnersByRole(plan));
  const theirs = rolesOf(others);
  for (const role of rolesOf(some)) for (const other of partners.get(role) ?? []) if (theirs.has(other)) return true;
  return false;
}

/** The roles that each role has a flow with, in either direction. */
function partnersByRole({ uses }: Plan): ReadonlyMap<string, ReadonlySet<string>> {
  const result = new Map<string, Set<string>>();
  for (const { vendor } of uses.values())
    for (const { initiator, responder } of vendor.flows)
      for (const [one, other] of [
        [initiator, responder],
        [responder, initiator],
      ] as const)
        result.set(one, (result.get(one) ?? new Set()).add(other));
  return result;
}

/** The roles of components that ends speak of. */
function rolesOf(ends: readonly BoundEnd[]): ReadonlySet<string> {
  const roles = new Set<string>();
  for (const end of ends) for (const role of rolesAmong(end.components)) if (end.speaksOf(role)) roles.add(role);
  return roles;
}

function rolesAmong(components: BoundEnd['components']): ReadonlySet<string> {
  let roles = held.get(components);
  if (!roles) {
    roles = new Set([...components].flatMap(({ allRoles }) => [...allRoles]));
    held.set(components, roles);
  }
  return roles;
}

// An end that stands for other components has another set of them.
const held = new WeakMap<BoundEnd['components'], ReadonlySet<string>>();

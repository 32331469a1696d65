import { type AstNode, isReference } from 'langium';
import type * as ast from '../generated/ast.ts';
import { referencesIn } from '../syntax/contents.ts';
import { linkedSince, linkings } from './linkings.ts';
import { isSameList } from './lists.ts';
import { ofService } from './service-parts.ts';

/** What the names in a block of a vendor came to when somebody looked last. */
interface Meaning {
  /** Another object as soon as any of them comes to something else. */
  readonly of: object;
  readonly targets: readonly unknown[];
  /** The statements of which a name decides that: the block itself, and services outside of it that are named in it, or by those. */
  readonly through: ReadonlySet<AstNode>;
  /** How often names had been linked then. */
  at: number;
}

const known = new WeakMap<ast.Vendor, Meaning>();

/**
 * Goes for what a block of a vendor says: a block that an edit left alone is the same object, and still says something else once a file that it sees has a
 * role for a name in it, or once a service of the plan that it names has other ports. As long as this is the same object, neither has happened.
 */
export function meaningOf(block: ast.Vendor): object {
  const before = known.get(block);
  const now = linkings();
  if (before && (before.at === now || isAsLinked(before))) {
    before.at = now;
    return before.of;
  }
  const through = new Set<AstNode>([block]);
  const targets: unknown[] = [];
  for (const { reference } of referencesIn(block)) {
    const target = isReference(reference) ? reference.ref : undefined;
    targets.push(target);
    // What services of the block itself name is among its own names.
    if (target?.$type !== 'Service' || target.$container === block) continue;
    noteServices(target as ast.Service, through);
    targets.push(ofService(target as ast.Service));
  }
  const of = before && isSameList(before.targets, targets) ? before.of : {};
  known.set(block, { of, targets, through, at: linkings() });
  return of;
}

function isAsLinked({ at, through }: Meaning): boolean {
  const linked = linkedSince(at);
  return linked !== undefined && !linked.some((statement) => through.has(statement));
}

/** Notes the statements of a service and of all that it is built on. */
function noteServices(start: ast.Service, statements: Set<AstNode>): void {
  const seen = new Set([start]);
  for (const service of seen) {
    statements.add(service.$container.$type === 'Vendor' ? service.$container : service);
    for (const { reference } of referencesIn(service)) {
      const target = isReference(reference) ? reference.ref : undefined;
      if (target?.$type === 'Service') seen.add(target as ast.Service);
    }
  }
}

import type { Scope } from 'langium';
import * as ast from '../generated/ast.ts';
import { note } from '../model/lists.ts';

/** So many roles are told that people call alike. */
const MOST_ROLES = 3;

/** Roles by what people call them: `VBR`, or `veeam.vbr`. */
export function rolesCalled(text: string, scope: Scope): readonly string[] {
  return callings(scope).get(text.slice(text.lastIndexOf('.') + 1).toLowerCase()) ?? [];
}

/** The roles of a scope by all that they are called, in small letters. */
function callings(scope: Scope): ReadonlyMap<string, readonly string[]> {
  let known = called.get(scope);
  if (!known) {
    const roles = new Map<string, string[]>();
    for (const { node, name } of scope.getAllElements())
      if (ast.isRole(node))
        for (const alias of new Set(node.aliases.map((a) => a.toLowerCase())))
          if ((roles.get(alias)?.length ?? 0) < MOST_ROLES) note(roles, alias, name);
    known = roles;
    called.set(scope, known);
  }
  return known;
}

const called = new WeakMap<Scope, ReadonlyMap<string, readonly string[]>>();

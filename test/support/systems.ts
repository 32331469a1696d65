import type * as ast from '../../language/generated/ast.ts';

/** What a component runs: its own word, or else the one word of its roles, each of which has its own or that of what it derives from. */
export function runs(component: ast.Component): string | undefined {
  if (component.system) return component.system;
  const said = new Set<string>();
  const visit = (role: ast.Role | undefined): void => {
    if (role?.system) said.add(role.system);
    else for (const parent of role?.parents ?? []) visit(parent.ref);
  };
  for (const role of component.roles) visit(role.ref);
  return said.size === 1 ? [...said][0] : undefined;
}

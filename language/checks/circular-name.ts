import { AstUtils } from 'langium';
import { at, defineCheck } from '../checking/check.ts';
import * as ast from '../generated/ast.ts';

/** Something that is defined by itself. */
export const circularName = defineCheck({
  code: 'circular-name',
  level: 'error',
  essential: true,
  title: 'A group, service or role that is defined by itself',
  documentation:
    'A group that holds itself, a service that is made of itself or a role that derives from itself, directly or through others, means nothing.',
  *detect(context) {
    for (const node of AstUtils.streamAst(context.root))
      if ((ast.isGroup(node) || ast.isService(node) || ast.isRole(node)) && node.name && reaches(node, node, new Set()))
        yield { ...at(node, 'name'), message: `${node.name} is defined by itself.` };
  },
});

type Definition = ast.Group | ast.Service | ast.Role;

function partsOf(node: Definition): Definition[] {
  if (ast.isRole(node)) return node.parents.flatMap((p) => p.ref ?? []);
  return AstUtils.streamAllContents(node)
    .toArray()
    .flatMap((part): Definition[] => {
      const target = ast.isNamedEndpoint(part) ? part.target?.ref : ast.isServiceReference(part) ? part.service?.ref : undefined;
      return ast.isGroup(target) || ast.isService(target) ? [target] : [];
    });
}

function reaches(from: Definition, to: Definition, seen: Set<Definition>): boolean {
  for (const part of partsOf(from)) {
    if (part === to) return true;
    if (seen.has(part)) continue;
    seen.add(part);
    if (reaches(part, to, seen)) return true;
  }
  return false;
}

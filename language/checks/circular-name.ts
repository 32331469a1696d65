import { type AstNode, AstUtils } from 'langium';
import { at, defineCheck } from '../checking/check.ts';
import * as ast from '../generated/ast.ts';
import { inOrder, isCircle } from '../model/definitions.ts';

/** Something that is defined by itself. */
export const circularName = defineCheck({
  code: 'circular-name',
  level: 'error',
  essential: true,
  title: 'A group, service or role that is defined by itself',
  documentation:
    'A group that holds itself, a service that is made of itself or a role that derives from itself, directly or through others, means nothing.',
  *detect(context) {
    const nodes = context.analysis.memory.nodes('definitions', context.root, isDefinition);
    const known = new Map<Definition, readonly Definition[]>();
    const partsOf = (node: Definition): readonly Definition[] => {
      const parts = known.get(node) ?? partsIn(node);
      known.set(node, parts);
      return parts;
    };
    const circles = new Set(inOrder(nodes, partsOf).flatMap((together) => (isCircle(together, partsOf) ? together : [])));
    for (const node of nodes)
      if (node.name && circles.has(node)) yield { ...at(node, 'name'), message: `${node.name} is defined by itself.` };
  },
});

type Definition = ast.Group | ast.Service | ast.Role;

function isDefinition(node: AstNode): node is Definition {
  return ast.isGroup(node) || ast.isService(node) || ast.isRole(node);
}

function partsIn(node: Definition): Definition[] {
  if (ast.isRole(node)) return node.parents.flatMap((p) => p.ref ?? []);
  return AstUtils.streamAllContents(node)
    .toArray()
    .flatMap((part): Definition[] => {
      const target = ast.isNamedEndpoint(part) ? part.target?.ref : ast.isServiceReference(part) ? part.service?.ref : undefined;
      return ast.isGroup(target) || ast.isService(target) ? [target] : [];
    });
}

import { AstUtils } from 'langium';
import { at, defineCheck } from '../checking/check.ts';
import * as ast from '../generated/ast.ts';
import { inOrder, isCircle } from '../model/definitions.ts';

/** Something that is defined by itself. */
export const circularName = defineCheck({
  code: 'circular-name',
  level: 'error',
  theme: 'words',
  essential: true,
  title: 'A group, service or role that is defined by itself',
  documentation:
    'A group that holds itself, a service that is made of itself or a role that derives from itself, directly or through others, means nothing. Take one of the names that lead back out of the list of another.',
  *detect(context) {
    const nodes = context.analysis.memory.nodes('definitions', context.root, ['Group', 'Service', 'Role']);
    const known = new Map<Definition, readonly Definition[]>();
    const partsOf = (node: Definition): readonly Definition[] => {
      const parts = known.get(node) ?? partsIn(node);
      known.set(node, parts);
      return parts;
    };
    const circles = new Map<Definition, ReadonlySet<Definition>>();
    for (const together of inOrder(nodes, partsOf)) {
      const circle = isCircle(together, partsOf) ? new Set(together) : undefined;
      if (circle) for (const each of together) circles.set(each, circle);
    }
    for (const node of nodes) {
      const circle = node.name ? circles.get(node) : undefined;
      if (circle) yield { ...at(node, 'name'), message: messageOf(node, partsOf(node), circle) };
    }
  },
});

type Definition = ast.Group | ast.Service | ast.Role;

function messageOf(node: Definition, parts: readonly Definition[], circle: ReadonlySet<Definition>): string {
  const { name } = node;
  if (parts.includes(node)) return `${name} is defined by itself: take it out of its own definition.`;
  const back = parts.find((part) => circle.has(part))!;
  return `${name} is defined by itself: ${back.name} in its definition leads back to it. Take it out, or what leads back.`;
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

import { type AstNode, AstUtils } from 'langium';
import { defineCheck } from '../checking/check.ts';
import * as ast from '../generated/ast.ts';
import { append } from '../model/lists.ts';
import { portRangeBounds, sourceBounds } from '../model/port-ranges.ts';

/** A port that is none, or an open end where it would open everything above. */
export const invalidPort = defineCheck({
  code: 'invalid-port',
  level: 'error',
  theme: 'words',
  essential: true,
  title: 'A port or range that is not valid, or an open-ended port in a rule',
  documentation: `Ports go from 1 to 65535, those behind \`source port\` from 0, and a range ends where it begins or above. \`step 2\` takes every second port of a range; each is one of its
own to a firewall, so that a range by step has at most 512.

\`2049+\` (this port or the next free ones above it) is for catalogs, which say what a product does. In a rule it would leave open how
much is opened: write the ports that are in use, such as \`2049-2051\`.

\`one of\` and \`first of\` choose from ports that stay where they are. One that a component moves or counts is none of them, and neither is what is \`required\`, which the catalogs
say anew for each two components.`,
  *detect(context) {
    // Services behind which nothing is moved or counted.
    const steady = new Set<ast.Service>();
    for (const node of context.analysis.memory.nodes('ports', context.root, PORTS, mayBeFaulty)) {
      const choice = AstUtils.getContainerOfType(node, ast.isAlternativeService);
      if (ast.isRequiredService(node)) {
        // In a catalog it has no place at all.
        if (choice && !AstUtils.getContainerOfType(node, ast.isVendor))
          yield {
            node,
            message: `What is required is none of several: write 'required' outside of '${wordOf(choice)} of', or the ports in its place.`,
          };
        continue;
      }
      if (ast.isServiceReference(node) && choice) {
        const found = unsteadyPort(node, steady);
        if (found && ast.isRequiredService(found))
          yield {
            node,
            message: `${node.service.$refText} stands for what is required, which is none of several: name it outside of '${wordOf(choice)} of', or write the ports in its place.`,
          };
        else if (found)
          yield {
            node,
            message: `In ${node.service.$refText}, ${found.start ?? 'a port'} can be ${found.setBy ? 'moved' : 'counted'}, and a port in '${wordOf(choice)} of' can't, since it is one of several that a product may use; write the ports in its place.`,
          };
        continue;
      }
      if (ast.isSourcePorts(node) && node.start !== undefined) {
        try {
          sourceBounds(node);
        } catch (error) {
          yield { node, message: (error as Error).message };
        }
      }
      if (!ast.isPortRange(node) || (node.start === undefined && !node.setBy)) continue;
      try {
        if (node.start !== undefined) portRangeBounds(node);
        if (node.openEnded && !AstUtils.getContainerOfType(node, ast.isVendor))
          yield {
            node,
            message: `${node.start}+ has no upper end; in a plan write the ports that are in use, such as ${node.start}-${Math.min(65535, (node.start ?? 0) + 2)}.`,
          };
        else if (node.setBy && !AstUtils.getContainerOfType(node, ast.isVendor))
          yield {
            node,
            message: 'Only a catalog says which property moves a port; write the port itself, or the name of the service.',
          };
        else if (node.setBy?.ref && node.setBy.ref.type !== 'port')
          yield { node, property: 'setBy', message: `${node.setBy.ref.name} holds no port: a port is set by a property = port.` };
        else if (node.counted?.ref?.$type === 'Property' && node.counted.ref.type !== 'number')
          yield {
            node,
            property: 'counted',
            message: `${node.counted.ref.name} holds no number: ports are counted by a role or a property = number.`,
          };
        else if ((node.setBy || node.counted) && choice)
          yield {
            node,
            message: `A port in '${wordOf(choice)} of' is one of several that a product may use; it can't be moved or counted besides.`,
          };
      } catch (error) {
        yield { node, message: (error as Error).message };
      }
    }
  },
});

const PORTS = ['ServiceReference', 'RequiredService', 'SourcePorts', 'PortRange'] as const;

/** Whether there may be anything to say of a port or of a name of ports; what names lead to is looked at afterward. */
function mayBeFaulty(node: AstNode): boolean {
  if (ast.isServiceReference(node) || ast.isRequiredService(node))
    return AstUtils.getContainerOfType(node, ast.isAlternativeService) !== undefined;
  try {
    if (ast.isSourcePorts(node) && node.start !== undefined) sourceBounds(node);
    if (ast.isPortRange(node) && node.start !== undefined) portRangeBounds(node);
  } catch {
    return true;
  }
  return ast.isPortRange(node) && (node.openEnded || node.setBy !== undefined || node.counted !== undefined);
}

function wordOf({ ordered }: ast.AlternativeService): string {
  return ordered ? 'first' : 'one';
}

/**
 * A port behind a name that components move or count, or what is required.
 * @param steady services behind which there is none; those that are found are added
 */
function unsteadyPort(start: ast.ServiceReference, steady: Set<ast.Service>): ast.PortRange | ast.RequiredService | undefined {
  const seen = new Set<ast.Service>();
  const open = [start];
  for (let reference = open.pop(); reference; reference = open.pop()) {
    const service = reference.service.ref;
    // Of a service that is only begun nothing is behind the name.
    if (!service?.service || seen.has(service) || steady.has(service)) continue;
    seen.add(service);
    const behind: ast.ServiceReference[] = [];
    for (const node of AstUtils.streamAst(service.service)) {
      if (ast.isRequiredService(node) || (ast.isPortRange(node) && (node.setBy || node.counted))) return node;
      if (ast.isServiceReference(node)) behind.push(node);
    }
    append(open, behind.reverse());
  }
  for (const service of seen) steady.add(service);
  return undefined;
}

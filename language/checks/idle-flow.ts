import { type AstNode, AstUtils } from 'langium';
import { defineCheck, type Finding } from '../checking/check.ts';
import * as ast from '../generated/ast.ts';
import { resolveVersion, versionHolds } from '../model/versions.ts';
import { statementsOf } from '../syntax/statements.ts';

/** A flow that no plan can ever be asked for. */
export const idleFlow = defineCheck({
  code: 'idle-flow',
  level: 'error',
  theme: 'words',
  title: 'A flow of a catalog that can never be required',
  documentation: `A flow whose conditions exclude each other is never required, and nobody would be told that something is missing. All conditions of a flow
have to hold at once: of versions before one and from another one on, write two flows, or join the two with \`or\`.

\`\`\`segplan
vendor acme {
  role server
  role agent
  flow server -> agent : tcp 7000
    when version < 3
    when version >= 4        // when version < 3 or version >= 4
}
\`\`\`

\`required\` stands for what the catalogs require, and has no place in a catalog itself: there the ports are said.`,
  *detect(context) {
    for (const node of context.analysis.memory.nodesIn(
      'flows and what they are about',
      statementsOf(context.root, 'Vendor'),
      isAsked,
    )) {
      if (ast.isRequiredService(node))
        yield {
          node,
          message: "'required' stands for what the catalogs require, and says nothing in one of them: write the ports.",
        };
      else yield* contradictions(node as ast.Flow);
    }
  },
});

function isAsked(node: AstNode): boolean {
  if (ast.isRequiredService(node)) return AstUtils.getContainerOfType(node, ast.isVendor) !== undefined;
  return ast.isFlow(node) && node.clauses.some(ast.isWhenClause);
}

function* contradictions(flow: ast.Flow): Iterable<Finding<undefined>> {
  const all = flow.clauses
    .filter(ast.isWhenClause)
    .flatMap(({ condition }) => (condition ? together(condition) : []))
    .filter(ast.isVersionCondition);
  for (const [n, one] of all.entries()) {
    const other = all.slice(0, n).find((before) => excludes(one, before) || excludes(before, one));
    if (other)
      yield {
        node: one,
        message: `No version is both '${other.$cstNode?.text}' and '${one.$cstNode?.text}', so that this flow is never required: where one of the two is enough, write 'or' between them.`,
      };
  }
}

/** The conditions of one that all have to hold at once. */
function together(condition: ast.Condition): readonly ast.Condition[] {
  return ast.isJointCondition(condition) ? condition.conditions.flatMap(together) : [condition];
}

/** Whether no version is on the one side of its bound, or is it, that is on the other side of the other one's. */
function excludes(from: ast.VersionCondition, to: ast.VersionCondition): boolean {
  if (from.side !== to.side || !/^(?:>=?|=)$/.test(from.operator)) return false;
  if (!/^<=?$/.test(to.operator) && !(from.operator === '=' && to.operator === '=')) return false;
  const [least, bound] = [resolveVersion(from.version), resolveVersion(to.version)];
  return least !== undefined && bound !== undefined && versionHolds(least, to.operator, bound) === false;
}

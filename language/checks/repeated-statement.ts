import { type AstNode, AstUtils, UriUtils } from 'langium';
import type { TextEdit } from 'vscode-languageserver-types';
import { type CheckContext, defineCheck, type Finding, type Fix } from '../checking/check.ts';
import { type Repeatable, type Repetition, repeatedStatements } from '../checking/repeated-statements.ts';
import { isOnBrokenLine } from '../editing/edits.ts';
import { removeStatement } from '../editing/remove.ts';
import { statementsBesideRules } from '../syntax/statements.ts';

/** A statement that says what others say already. */
export const repeatedStatement = defineCheck<Repetition>({
  code: 'repeated-statement',
  level: 'hint',
  theme: 'idle',
  title: 'A line that says what another one says already',
  documentation: `The order of lines carries no meaning, and none counts more for being said twice. A \`pair\`, \`vpn\`, \`nat\`, \`direction\`, \`check\` or \`assert\` that
other lines say already changes nothing; most often it was copied, or came with lines of another file. Whoever changes one of the two would leave the other in force.

\`\`\`segplan
pair main, recovery, branch
pair recovery, main                       // said by the line before
direction zerto.zvm -> zerto.vra
direction zerto.zvm -> zerto.vra : tcp 4009   // a part of the line before
\`\`\`

What an imported file says of the network (\`pair\`, \`vpn\`, \`nat\`) counts here as well, and is found too. Assertions are held against each other by their words. Of two titles
of a plan the first is the one that is shown.

The quick-fix removes the line. Fixing all leaves lines that give another reason, and second titles, to you.`,
  *detect(context) {
    for (const data of found(context)) {
      const { node, others } = data;
      // More is to come of what breaks off.
      if (isOnBrokenLine(node)) continue;
      yield {
        node,
        message: messageOf(data),
        related: others.map((other) => ({
          node: other,
          message: other.$type === 'PlanHeader' ? 'This is its title.' : 'It is said here.',
        })),
        unnecessary: true,
        data,
      } satisfies Finding<Repetition>;
    }
  },
  fix: ({ node }): Fix[] => [{ title: 'Remove this line', edits: removeStatement(node), preferred: true }],
  fixAll: (findings): TextEdit[] => findings.flatMap(({ node, data }) => (data && !saysMore(data) ? removeStatement(node) : [])),
  leaves: ({ data }) => !data || saysMore(data),
});

function found({ root, plan, analysis }: CheckContext): readonly Repetition[] {
  const files = [root, ...plan.imports];
  const said = files.flatMap(statementsBesideRules);
  return analysis.memory.one('repeated statements', [...said, ...plan.directions], () => repeatedStatements(root, plan));
}

function messageOf({ node, others }: Repetition): string {
  const [first] = others;
  if (node.$type === 'PlanHeader' && first?.$type === 'PlanHeader')
    return `The plan is called '${first.title}' already: a second title is shown nowhere.`;
  const file = others.map((other) => fileOf(other, node)).find((name) => name);
  if (file) return `This changes nothing: the imported file ${file} says so already.`;
  return `This changes nothing: ${others.length > 1 ? 'other lines say' : 'another line says'} so already.`;
}

/** The name of the file that says it, where that is another one. */
function fileOf(other: AstNode, node: AstNode): string | undefined {
  const { uri } = AstUtils.getDocument(other);
  return uri.toString() === AstUtils.getDocument(node).uri.toString() ? undefined : UriUtils.basename(uri);
}

/** Whether a text goes with the line that stands nowhere else. */
function saysMore({ node, others }: Repetition): boolean {
  const text = textOf(node);
  return text !== undefined && !others.some((other) => textOf(other) === text);
}

function textOf(node: Repeatable): string | undefined {
  if (node.$type === 'PlanHeader') return node.title;
  return 'reason' in node ? node.reason : undefined;
}

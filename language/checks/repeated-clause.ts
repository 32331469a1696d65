import { type AstNode, AstUtils } from 'langium';
import type { TextEdit } from 'vscode-languageserver-types';
import { defineCheck, type Fix } from '../checking/check.ts';
import { insertAt } from '../editing/edits.ts';
import { removeStatement } from '../editing/remove.ts';
import * as ast from '../generated/ast.ts';
import { statementsOf } from '../syntax/statements.ts';

/** The clauses that a flow says once: how they are called, and what to do about a second one. */
const ONCE: Readonly<Record<string, readonly [called: string, instead: string]>> = {
  FeatureClause: ["'for'", 'Features of which one is enough stand in one list.'],
  PhaseClause: ["'during'", 'A flow that is needed in two phases is written twice.'],
  TrafficClause: ["'carries'", 'A flow that carries two things is written twice, or says what matters more.'],
  ProtectionClause: ["'protected by'", 'A flow that may be encrypted in several ways says the weakest.'],
  PurposeClause: ['its purpose', "What else is to be known stands behind 'note'."],
  NoteClause: ["'note'", 'One text can say it all.'],
};

interface Repeated {
  readonly first: ast.FlowClause;
  readonly clause: ast.FlowClause;
}

/** A clause that a flow has twice, though only one of the two can count. */
export const repeatedClause = defineCheck<Repeated>({
  code: 'repeated-clause',
  level: 'error',
  theme: 'words',
  title: 'A clause that a flow of a catalog has twice, of which only the first counts',
  documentation: `A flow has one purpose, one list of features, one phase, and so on. Of a second one nothing would be read: what it says would be lost in
silence, and with it what it requires.

\`\`\`segplan
vendor acme {
  feature reports
  feature alarms
  role server
  flow server -> network.smtp-server : smtp
    for reports
    for alarms         // for reports, alarms
}
\`\`\`

The quick-fixes join two lists of features, make a note of a second purpose, or take the second clause out. Several conditions (\`when\`), citations
(\`from\`) and \`contested by\` all count, and may stand side by side.`,
  *detect(context) {
    for (const flow of context.analysis.memory.nodesIn('flows with clauses', statementsOf(context.root, 'Vendor'), hasClauses)) {
      const firsts = new Map<string, ast.FlowClause>();
      for (const clause of flow.clauses) {
        const [called, instead] = ONCE[clause.$type] ?? [];
        const first = called && firsts.get(clause.$type);
        if (first) yield { node: clause, message: `This flow has ${called} already. ${instead}`, data: { first, clause } };
        else firsts.set(clause.$type, clause);
      }
    }
  },
  fix: ({ data }): Fix[] => {
    const { first, clause } = data!;
    const out = withoutBlanks(removeStatement(clause), clause);
    const fixes: Fix[] = [{ title: 'Leave it out', edits: out }];
    const joined = joinedFeatures(first, clause);
    if (joined) fixes.unshift({ title: 'Join the two lists', edits: [...joined, ...out], preferred: true });
    const start = clause.$cstNode?.range.start;
    if (ast.isPurposeClause(clause) && start && !clause.$container.clauses.some(ast.isNoteClause))
      fixes.unshift({ title: 'Make a note of it', edits: [insertAt(start, 'note ')], preferred: true });
    return fixes;
  },
});

function hasClauses(node: AstNode): node is ast.Flow {
  return ast.isFlow(node) && node.clauses.length > 1;
}

/** Puts the features of one clause behind those of another. */
function joinedFeatures(first: ast.FlowClause, clause: ast.FlowClause): TextEdit[] | undefined {
  if (!ast.isFeatureClause(first) || !ast.isFeatureClause(clause)) return undefined;
  const end = first.$cstNode?.range.end;
  const known = first.features.map((f) => f.$refText);
  const more = clause.features.map((f) => f.$refText).filter((name) => !known.includes(name));
  return end && [insertAt(end, more.map((name) => `, ${name}`).join(''))];
}

/** What goes, with the blanks before it where something else stands on its line: they would end the line, or meet others. */
function withoutBlanks(edits: TextEdit[], node: AstNode): TextEdit[] {
  const { textDocument } = AstUtils.getDocument(node);
  return edits.map(({ range, newText }) => {
    const before = textDocument.getText({ start: { line: range.start.line, character: 0 }, end: range.start });
    const start = { line: range.start.line, character: before.trimEnd().length };
    return { range: { start: before.trim() ? start : range.start, end: range.end }, newText };
  });
}

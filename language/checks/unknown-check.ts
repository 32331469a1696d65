import type { Range } from 'vscode-languageserver-types';
import { at, type CheckContext, defineCheck, type Finding, type Fix, rangeOf } from '../checking/check.ts';
import type * as ast from '../generated/ast.ts';
import { nearestNames } from '../syntax/near-names.ts';
import { statementsOf } from '../syntax/statements.ts';

interface Misnamed {
  readonly range: Range;
  readonly meant: readonly string[];
}

/** A `check` line or a comment that names no check, or one that can't be changed. */
export const unknownCheck = defineCheck<Misnamed>({
  code: 'unknown-check',
  level: 'error',
  theme: 'words',
  title: 'The level of a check that there is not, or that has to stay',
  documentation: `A plan can say how the findings of a check count in it, and a comment can silence one finding. Both name the check by its code.

\`\`\`segplan
check missing-peer off "partners stand in plans of their own"
check unneeded-port error
\`\`\`

Two lines that give one check different levels contradict each other, and are told. What stands in the plan goes before what the settings say. Some checks have to stay as they are: with an address that can't be read, for
example, a rule set would be wrong whatever level that had. The quick-fix puts in the code that was meant.`,
  *detect(context) {
    // One that breaks off before the code has a syntax error.
    for (const statement of statementsOf(context.root, 'CheckLevel'))
      if (statement.code) yield* misnamed(context, statement.code, 'has to keep its level', at(statement, 'code'));
    yield* setTwice(context.root);
    for (const { code, range } of context.suppressions)
      yield* misnamed(context, code, "can't be silenced", { node: context.root, range });
  },
  fix({ data }): Fix[] {
    return (data?.meant ?? []).map((code, n) => ({
      title: `Change to '${code}'`,
      edits: [{ range: data!.range, newText: code }],
      preferred: n === 0,
    }));
  },
});

/** A check that two lines give different levels: the order of lines carries no meaning, so that neither goes before the other. */
function* setTwice(root: ast.Document): Iterable<Finding<Misnamed>> {
  const first = new Map<string, ast.CheckLevel>();
  for (const statement of statementsOf(root, 'CheckLevel')) {
    const earlier = first.get(statement.code);
    if (!earlier) first.set(statement.code, statement);
    else if (earlier.level !== statement.level)
      yield {
        ...at(statement, 'code'),
        message: `The level of ${statement.code} is said to be ${earlier.level} as well: keep one of the two lines.`,
        related: [{ node: earlier, message: 'It is said here.' }],
      };
  }
}

function* misnamed(
  { checks }: CheckContext,
  code: string,
  refused: string,
  place: Pick<Finding, 'node' | 'property' | 'range'>,
): Iterable<Finding<Misnamed>> {
  const check = checks.find((c) => c.code === code);
  if (check && !check.essential) return;
  const range = rangeOf(place);
  if (check) {
    const message = `${code} ${refused}: a rule set made in spite of it would be wrong.`;
    yield { ...place, message, data: { range, meant: [] } };
    return;
  }
  const meant = nearestNames(
    code,
    checks.filter((c) => !c.essential).map((c) => c.code),
  );
  const hint = meant.length ? ` Did you mean ${meant.map((m) => `'${m}'`).join(' or ')}?` : '';
  yield { ...place, message: `There is no check named '${code}'.${hint}`, data: { range, meant } };
}

import type { TextEdit } from 'vscode-languageserver-types';
import { isFeatureThere, joinsComponents } from '../analysis/unused-vendors.ts';
import { at, defineCheck, type Fix } from '../checking/check.ts';
import { importThatBrings } from '../checking/imports-of.ts';
import { appendStatement, insertBehind, insertSettings } from '../editing/edits.ts';
import type * as ast from '../generated/ast.ts';
import { featureId, roleId, sourceId } from '../model/catalog-ids.ts';
import type { Plan } from '../model/plan.ts';
import { resolveVersion } from '../model/versions.ts';
import { leavesOf } from '../syntax/leaves.ts';
import { statementsBesideRules, statementsOf } from '../syntax/statements.ts';
import { statesRules } from '../workspace/visible-documents.ts';

type Setting = ast.Use | ast.Enable | ast.Trust | ast.PhaseSwitch | ast.Direction | ast.Assertion;

/** What a plan lacks of a setting. */
interface Unheeded {
  readonly line: string;
  /** The line of the plan that names another version of the vendor, or none. */
  readonly use?: ast.Use;
}

/** A setting or an assertion of an imported file without rules, which counts for no rules at all. */
export const unheededSetting = defineCheck<Unheeded>({
  code: 'unheeded-setting',
  level: 'warning',
  theme: 'needs',
  ofPlan: true,
  title: 'A setting or an assertion of an imported file without rules, which counts for no rules',
  documentation: `\`use\`, \`enable\`, \`trust\`, \`phase\` and \`direction\` say what is required of the file that they stand in, and \`assert\` what its rules never do. A
file without rules that a plan imports is a part of that plan, and what its components need is asked for there: a feature that only the part enables is required nowhere, and an
assertion that stands in the part alone holds whatever the plan allows.

\`\`\`segplan
import "./zones.segplan"      // says 'enable veeam.surebackup'
use veeam 13
enable veeam.surebackup       // its flows are required here
\`\`\`

Only what has an effect here is reported: features of vendors in use of which the plan has both ends, phases that something is of, and versions other than that of the plan. The
quick-fix says the same in the plan; take it out of the imported file where it is not meant for all plans that import it. Where both versions are right, say \`version =\` of the components that
have the other one.`,
  *detect(context) {
    const { plan, root } = context;
    const told = new Set<string>();
    for (const file of plan.imports) {
      if (statesRules(file)) continue;
      for (const setting of statementsBesideRules(file)) {
        if (!isSetting(setting)) continue;
        const lacking = lackingOf(setting, plan, root);
        const node = lacking && importThatBrings(file, context);
        if (!node || told.has(lacking.line)) continue;
        told.add(lacking.line);
        const { line, use } = lacking;
        const way = use ? `its components are checked by '${wordsOf(use)}' here` : 'say it here as well';
        yield {
          ...at(node, 'path'),
          message: `This file says '${line}', which counts for that file alone, and it has no rules: ${way}.`,
          related: [
            { node: setting, message: 'It is said here.' },
            ...(use ? [{ node: use, message: 'This plan says it so.' }] : []),
          ],
          data: lacking,
        };
      }
    }
  },
  fix({ data }, { root }): Fix[] {
    if (!data) return [];
    const { line, use } = data;
    const range = use?.$cstNode?.range;
    // Which of two versions is right nobody but the author knows.
    if (use && range) return [{ title: `Write '${line}' here`, edits: [{ range, newText: line }], preferred: !use.version }];
    return [{ title: `Add '${line}'`, edits: [insertion(line, root)], preferred: true }];
  },
});

const SETTINGS = ['Use', 'Enable', 'Trust', 'PhaseSwitch', 'Direction', 'Assertion'] satisfies Setting['$type'][];

/** A line goes behind others of its kind; an assertion stands with rules, and settings at the top. */
function insertion(line: string, root: ast.Document): TextEdit {
  if (!line.startsWith('assert ')) return insertSettings(root, [line], ['Use', 'Enable', 'Trust', 'PhaseSwitch', 'Direction']);
  const last = statementsOf(root, 'Assertion').at(-1);
  return last ? insertBehind(last, [line]) : appendStatement(root, line);
}

function isSetting(statement: ast.Statement): statement is Setting {
  return SETTINGS.some((type) => statement.$type === type);
}

/** What of a setting a plan doesn't say itself; nothing where it says all of it, or uses none of the vendors. */
function lackingOf(setting: Setting, plan: Plan, root: ast.Document): Unheeded | undefined {
  const { uses, features, trusted, phases, directions } = plan;
  const line = (word: string, names: readonly string[]): Unheeded | undefined =>
    names.length ? { line: `${word} ${names.join(', ')}` } : undefined;
  const isUsed = (id: string): boolean => uses.has(id.slice(0, id.indexOf('.')));
  switch (setting.$type) {
    case 'Use': {
      const own = uses.get(setting.vendor?.ref?.name ?? '');
      const version = resolveVersion(setting.version);
      const isSame = !own || !version || version.text === resolveVersion(own.node.version)?.text;
      return isSame || !joinsComponents(own.vendor, plan) ? undefined : { line: wordsOf(setting), use: own.node };
    }
    case 'Enable': {
      const ids = setting.features.flatMap(({ ref }) => (ref ? [featureId(ref)] : []));
      return line(
        'enable',
        ids.filter((id) => isFeatureThere(id, plan) && !features.has(id)),
      );
    }
    case 'Trust': {
      const ids = setting.sources.flatMap(({ ref }) => (ref ? [sourceId(ref)] : []));
      return line(
        'trust',
        ids.filter((id) => isUsed(id) && !trusted.has(id)),
      );
    }
    case 'PhaseSwitch':
      return line(
        'phase',
        setting.phases.filter((phase) => !phases.has(phase) && hasPhase(phase, plan)),
      );
    case 'Direction': {
      const ids = [...setting.initiators, ...setting.responders].flatMap(({ ref }) => (ref ? [roleId(ref)] : []));
      if (!ids.some(isUsed)) return undefined;
      const text = wordsOf(setting);
      return directions.some(({ node }) => wordsOf(node) === text) ? undefined : { line: text };
    }
    case 'Assertion': {
      const text = wordsOf(setting);
      return statementsOf(root, 'Assertion').some((own) => wordsOf(own) === text) ? undefined : { line: text };
    }
  }
}

/** Whether anything of a plan hangs on a phase. */
function hasPhase(phase: string, { uses, rules }: Plan): boolean {
  return rules.some((rule) => rule.phase === phase) || [...uses.values()].some(({ vendor }) => vendor.phases.includes(phase));
}

/** A statement on one line, without comments. */
function wordsOf({ $cstNode }: Setting): string {
  let text = '';
  let end = 0;
  for (const leaf of $cstNode ? leavesOf($cstNode) : []) {
    if (leaf.hidden) continue;
    text += text && leaf.offset > end ? ` ${leaf.text}` : leaf.text;
    end = leaf.end;
  }
  return text;
}

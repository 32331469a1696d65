import type { CodeAction, Position, Range } from 'vscode-languageserver-types';
import { leaveOut, unblock } from '../../language/analysis/coverage/unblock.ts';
import type { PairGap } from '../../language/analysis/pair-gaps.ts';
import type { Region } from '../../language/analysis/region.ts';
import type { Fix } from '../../language/checking/check.ts';
import type { Result } from '../../language/checking/run-checks.ts';
import { applied, openText } from '../support/editor.ts';
import {
  cutOff,
  isDemanded,
  lacking,
  lackingChoices,
  openedBeyond,
  packetsOf,
  passing,
  permitted,
  type Read,
  read,
} from './judge.ts';

/** A promise that an edit breaks. */
export interface Violation {
  readonly code: string;
  readonly kind: 'stays' | 'opens' | 'cuts' | 'error' | 'syntax' | 'nothing' | 'packet' | 'again';
  readonly detail: string;
  readonly after: string;
}

/** These add a part to the plan that then demands rules of its own, or open what a rule says and can't mean as it stands. */
const ADDING = ['missing-peer', 'vendor-not-used', 'uncounted-port'];

const keyOf = ({ check, finding }: Result): string => `${check.code}: ${finding.message.replace(/[Ll]ine \d+/g, 'line')}`;

function counted(results: readonly Result[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const result of results) counts.set(keyOf(result), (counts.get(keyOf(result)) ?? 0) + 1);
  return counts;
}

/** What a fix may open: what its finding says is missing, or what its title names. */
function wantedBy({ check, finding }: Result, fix: Fix, before: Read, analysis: Read['analysis']): Region {
  const missing = lacking(analysis);
  if (check.code === 'blocked-flow') {
    const pair = finding.data as PairGap;
    const found = fix.title.startsWith('Leave') ? leaveOut(pair, before.analysis) : unblock(pair, before.analysis);
    return [...missing, ...(fix.title.includes('also opens') ? (found?.opened ?? []) : [])];
  }
  // What the plan allows in so many words and a deny closes.
  if (check.code === 'shadowed-rule' && !/^Remove this rule/.test(fix.title)) return analysis.allows;
  // What turns round keeps the one of several ports that it names.
  if (check.code === 'reversed-flow' || fix.title.startsWith('Let ')) return [...missing, ...lackingChoices(analysis)];
  return ['missing-flow', 'superseded-port'].includes(check.code) ? missing : [];
}

/**
 * The plan with what a fix says that it opens beside what is missing: `Let 'allow a -> b' hold for good, with tcp 7 that nothing requires` opens
 * tcp 7 and what is required between the ends of that rule, and where its finding is about the rule, all that this says.
 */
async function granted(before: Read, { check }: Result, fix: Fix): Promise<Read | undefined> {
  const woken = /^Let .* hold (?:until [\d-]+|for good|in (every) phase)(?:, with (.*) that nothing requires)?/s.exec(fix.title);
  if (!woken) return undefined;
  const rule = before.analysis.plan.rules.find(({ node }) => isInside(fix.edits[0]!.range, node.$cstNode!.range))!;
  const { text, offset } = rule.node.$cstNode!;
  const ends = text.slice(0, rule.node.service!.$cstNode!.offset - offset);
  const services =
    check.code === 'missing-flow'
      ? ['required', ...woken.slice(2).filter(Boolean)].join(', ')
      : rule.node.service!.$cstNode!.text;
  const during = woken[1] ? '' : (/\sduring \w+/.exec(text)?.[0] ?? '');
  return read(`${before.text}\n${ends}${services}${during}\n`, 'granted.segplan');
}

function isInside(inner: Range, outer: Range): boolean {
  const isBefore = (a: Position, b: Position): boolean => a.line < b.line || (a.line === b.line && a.character <= b.character);
  return isBefore(outer.start, inner.start) && isBefore(inner.end, outer.end);
}

async function judge(before: Read, result: Result, fix: Fix, seed: number): Promise<Violation[]> {
  const text = applied(before.document, fix.edits);
  const violations: Violation[] = [];
  const say = (kind: Violation['kind'], detail: string): void => {
    violations.push({ code: result.check.code, kind, detail: `${fix.title}: ${detail}`, after: text });
  };
  if (text === before.text) {
    say('nothing', 'changes nothing');
    return violations;
  }
  const after = await read(text, 'after.segplan');
  if (after.broken > before.broken) say('syntax', `${after.document.parseResult.parserErrors[0]?.message}`);
  const [old, fresh] = [counted(before.results), counted(after.results)];
  if ((fresh.get(keyOf(result)) ?? 0) >= old.get(keyOf(result))!) say('stays', keyOf(result));
  const grant = await granted(before, result, fix);
  for (const moment of ['analysis', 'later'] as const) {
    const opened = openedBeyond(before[moment], after[moment], [
      ...wantedBy(result, fix, before, before.analysis),
      ...wantedBy(result, fix, before, before.later),
      ...(grant ? permitted(grant[moment]) : []),
    ]);
    if (opened) say('opens', `${moment}: ${opened}`);
    const cut = cutOff(before[moment], after[moment]);
    if (cut) say('cuts', `${moment}: ${cut}`);
  }
  const errors = errorsOf(before);
  for (const [code, count] of errorsOf(after))
    if (count > (errors.get(code) ?? 0) && !/against the assertion/.test(fix.title)) say('error', code);
  const packets = packetsOf(before.root, seed);
  const [was, is] = [passing(before.root, packets), passing(after.root, packets)];
  const may = grant && passing(grant.root, packets);
  packets.forEach((packet, n) => {
    const shown = `${packet.source} -> ${packet.destination} ${packet.protocol} ${packet.port}`;
    const demanded = isDemanded(before.root, packet, ['install']);
    const opening = ['missing-flow', 'reversed-flow', 'superseded-port'].includes(result.check.code)
      ? demanded
      : ['blocked-flow', 'shadowed-rule'].includes(result.check.code);
    if (!was[n] && is[n] && !opening && !may?.[n]) say('packet', `opened ${shown}`);
  });
  return violations;
}

/** How many findings of each check stop a rule set; a flow that is lacking is judged by what is cut off. */
function errorsOf({ results }: Read): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { check, level } of results)
    if (level === 'error' && !['missing-flow', 'blocked-flow'].includes(check.code))
      counts.set(check.code, (counts.get(check.code) ?? 0) + 1);
  return counts;
}

/** All promises that the fixes of a plan's findings break, each fix applied alone. */
export async function violationsOf(text: string, seed: number): Promise<{ violations: Violation[]; fixes: number }> {
  const before = await read(text, 'before.segplan');
  const context = before.services.segplan.CheckRunner.context(before.document);
  const violations: Violation[] = [];
  let fixes = 0;
  for (const result of before.results) {
    if (!result.check.fix || ADDING.includes(result.check.code)) continue;
    const offered = result.check.fix(result.finding, context);
    if (offered.filter((f) => f.preferred).length > 1)
      violations.push({ code: result.check.code, kind: 'again', detail: 'two preferred', after: text });
    for (const fix of offered) {
      fixes++;
      violations.push(...(await judge(before, result, fix, seed)));
    }
  }
  return { violations, fixes };
}

/** The promises that everything safe at once breaks: as the editor does it when a file is saved. */
export async function violationsOfAll(text: string): Promise<{ violations: Violation[]; fixes: number }> {
  const before = await read(text, 'before.segplan');
  const violations: Violation[] = [];
  const fixed = await savedAll(text);
  if (fixed === text) return { violations, fixes: 0 };
  const after = await read(fixed, 'after.segplan');
  const say = (kind: Violation['kind'], detail: string): void => {
    violations.push({ code: 'fixAll', kind, detail, after: fixed });
  };
  if (after.broken > before.broken) say('syntax', `${after.document.parseResult.parserErrors[0]?.message}`);
  const wanted = [...lacking(withoutRisk(before.analysis)), ...lacking(withoutRisk(before.later))];
  for (const moment of ['analysis', 'later'] as const) {
    const opened = openedBeyond(before[moment], after[moment], wanted);
    if (opened) say('opens', `${moment}: ${opened}`);
    const cut = cutOff(before[moment], after[moment]);
    if (cut) say('cuts', `${moment}: ${cut}`);
  }
  const errors = errorsOf(before);
  for (const [code, count] of errorsOf(after)) if (count > (errors.get(code) ?? 0)) say('error', code);
  for (const { check, finding } of after.results)
    if (check.code === 'missing-flow' && !/would break the assertion/.test(finding.message) && !saysWhy(finding))
      say('stays', finding.message);
  if ((await savedAll(fixed)) !== fixed) say('again', await savedAll(fixed));
  return { violations, fixes: 1 };
}

/** Without what nobody may open but by itself: from an external zone, or into an isolated one. */
function withoutRisk({ missing, blocked }: Read['analysis']): { missing: PairGap[]; blocked: PairGap[] } {
  const isSafe = ({ from, to }: PairGap): boolean => !from.zone.external && !to.zone.isolated;
  return { missing: missing.filter(isSafe), blocked: blocked.filter(isSafe) };
}

/** Whether a finding that was left says why. */
function saysWhy({ related }: Result['finding']): boolean {
  return (
    related?.some(({ message }) =>
      /^Fixing all leaves this one out: (\S+ is (external|isolated)|nobody says who connects|nobody says what (it runs|they run))\.$/.test(
        message,
      ),
    ) === true
  );
}

async function savedAll(text: string): Promise<string> {
  const { document, segplan } = await openText(text);
  const uri = document.uri.toString();
  const actions = await segplan.lsp.CodeActionProvider!.getCodeActions(document, {
    textDocument: { uri },
    range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
    context: { diagnostics: [], only: ['source.fixAll'] },
  });
  const [action] = (actions ?? []) as CodeAction[];
  const fixed = applied(document, action?.edit?.changes?.[uri] ?? []);
  segplan.shared.workspace.LangiumDocuments.deleteDocument(document.uri);
  return fixed;
}

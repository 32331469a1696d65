import assert from 'node:assert/strict';
import type { LangiumDocument } from 'langium';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Diagnostic } from 'vscode-languageserver-types';
import { type Fix, rangeOf } from '../../language/checking/check.ts';
import { checks } from '../../language/generated/checks.ts';
import { applied } from '../support/editor.ts';
import { diagnose, loadPlan, underlined } from '../support/language.ts';
import { type Part, unmarked, withMarks } from '../support/marks.ts';
import { diagnoseRunning, type RunningTexts, runs } from '../support/running.ts';
import { sentencesOf } from '../support/sentences.ts';
import type { Case } from './case.ts';
import { cases } from './cases.ts';

/** All that checks say in their cases, and what their fixes are called. */
const isKnown = sentencesOf(import.meta.dirname);

describe('checks', () => {
  for (const { code, title, text: marked, finds, says, fixed, running, files: others } of cases) {
    const { text, parts } = unmarked(marked);
    it(`${code}: ${(finds ?? parts).length ? '' : 'near miss: '}${title}`, async () => {
      const found = (await diagnosed(text, running, others)).filter((d) => d.code === code);
      if (finds)
        assert.deepEqual(
          found.map((d) => underlined(text, d)),
          finds,
        );
      else assert.equal(withMarks(text, partsOf(text, found)), marked);
      for (const { message, relatedInformation = [] } of found) {
        isKnown(`${code}: ${String(message)}`);
        for (const related of relatedInformation) isKnown(`${code}: at another place: ${related.message}`);
      }
      if (says) assert.match(String(found[0]?.message), says);
      if (fixed === false) assert.deepEqual((await fixesOf(code, text, running, others)).fixes, []);
      else if (fixed) assert.match(await fix(code, text, running, others), fixed);
    });
  }

  it('say in one way what is found: with marks, or with the texts', () => {
    const both = cases.filter(({ text, finds }) => finds && unmarked(text).parts.length);
    assert.deepEqual(
      both.map(({ code, title }) => `${code}: ${title}`),
      [],
    );
  });

  it('mark the place where a text that is found occurs more than once', () => {
    const ambiguous = cases.filter(({ text, finds }) => finds?.some((piece) => occurrences(text, piece) > 1));
    assert.deepEqual(
      ambiguous.map(({ code, title }) => `${code}: ${title}`),
      [],
    );
  });

  it('have no two cases of one title', () => {
    const names = cases.map(({ code, title }) => `${code}: ${title}`);
    assert.deepEqual(
      names.filter((name, n) => names.indexOf(name) !== n),
      [],
    );
  });

  it('each have cases that fire and cases that do not', () => {
    const elsewhere = ['missing-flow'];
    for (const { code } of checks) {
      if (elsewhere.includes(code)) continue;
      assert.ok(
        cases.some((c) => c.code === code && fires(c)),
        `${code} fires nowhere`,
      );
      assert.ok(code === 'unknown-import' || cases.some((c) => c.code === code && !fires(c)), `${code} has no near miss`);
    }
  });
});

const fires = ({ text, finds }: Case): boolean => (finds ?? unmarked(text).parts).length > 0;

/** How often a piece stands in a text, as a word or words of its own. */
function occurrences(text: string, piece: string): number {
  const literal = piece.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return [...text.matchAll(new RegExp(`(?<![\\w.-])${literal}(?![\\w-]|\\.\\w)`, 'g'))].length;
}

function partsOf(text: string, found: readonly Diagnostic[]): Part[] {
  const document = TextDocument.create('', '', 0, text);
  return found.map(({ range }) => ({ start: document.offsetAt(range.start), end: document.offsetAt(range.end) }));
}

async function diagnosed(text: string, running: RunningTexts | undefined, others: Case['files']): Promise<Diagnostic[]> {
  return running ? diagnoseRunning(await loadPlan(text, others), running) : diagnose(text, others);
}

/** The fixes of the first finding. */
async function fixesOf(
  code: string,
  text: string,
  running: RunningTexts | undefined,
  others: Case['files'],
): Promise<{ fixes: readonly Fix[]; document: LangiumDocument }> {
  const { document, services } = await loadPlan(text, others);
  if (running) runs(document, services, running);
  const { CheckRunner } = services.segplan;
  const result = (await CheckRunner.run(document)).find((r) => r.check.code === code);
  assert.ok(result && rangeOf(result.finding));
  return { fixes: result.check.fix?.(result.finding, CheckRunner.context(document)) ?? [], document };
}

/** The text after the preferred fix, after which the finding has to be gone. */
async function fix(code: string, text: string, running: RunningTexts | undefined, others: Case['files']): Promise<string> {
  const { fixes, document } = await fixesOf(code, text, running, others);
  assert.ok(fixes.length, 'no fix is offered');
  for (const { title, preferred } of fixes) isKnown(`${code}: ${preferred ? 'best fix' : 'fix'}: ${title}`);
  const after = applied(document, (fixes.find((f) => f.preferred) ?? fixes[0])!.edits);
  assert.ok(!(await diagnosed(after, running, others)).some((d) => d.code === code), after);
  return after;
}

import assert from 'node:assert/strict';
import { explainResult } from '../../server/features/explain.ts';
import { ACME, contestedPlan } from '../support/contested.ts';
import { hover, openText } from '../support/editor.ts';
import { marking } from '../support/marks.ts';

const AGENT = 'component one : acme.linux-agent at 10.0.1.1';
const plan = contestedPlan(AGENT, 'allow main -> one : tcp 7000\nallow one -> main : tcp 7001');
const REFERENCE = "[Acme ports](<https://acme.example/ports>), the maker's reference, version 4.2, 2026-01-31";

const says = async (place: string, ...texts: string[]): Promise<string> => {
  const text = await hover(marking(plan, place));
  for (const each of texts) assert.ok(text.includes(each), `${each}\n---\n${text}`);
  return text;
};

describe('sources on hover', () => {
  it('stand on a role, with their rank, version, date and address, and with what is contested by whom', () =>
    says('acme.l<|>inux-agent at', `- ${REFERENCE}`, '- Field guide (guide.pdf)', 'contested by Acme ports \\(Agents\\)'));

  it('stand on a component, whose contested flows are told from those that are required', async () => {
    const text = await says('o<|>ne : acme', '**Contested, so not required**', `Contested by: ${REFERENCE}, section Agents`);
    assert.match(text, /\*\*Contested, so not required\*\*\n\n- to main: `tcp 7001-7002` — Asks for jobs/);
    assert.match(text, /\*\*Is connected to by\*\*\n\n- main: `tcp 7000`/);
    assert.doesNotMatch(text.slice(0, text.indexOf('**Contested')), /7001/);
  });

  it('are no longer set apart on a component once they are trusted', async () => {
    const text = await hover(marking(contestedPlan(AGENT, 'trust acme.guide'), 'o<|>ne : acme'));
    assert.doesNotMatch(text, /Contested, so not required/);
    assert.match(text, /main: `tcp 7001-7002`/);
  });

  it('stand on a port of a rule', () =>
    says('one -> main : tcp 70<|>01', `Contested by: ${REFERENCE}, section Agents`, 'Field guide'));

  it('stand on a statement of a catalog, wherever it is pointed at', async () => {
    for (const place of ['f<|>low agent -> server', 'tcp 700<|>1, 7002 "Asks', '"Asks<|> for jobs"'])
      await says(place, '**acme.agent -\\> acme.server**', 'Field guide (guide.pdf), section 3', `Contested by: ${REFERENCE}`);
  });

  it('say of themselves what they are, what contests them, and what they contest', async () => {
    const trusting = contestedPlan(AGENT, 'trust acme.guide');
    const lower = await hover(marking(trusting, 'trust acme.g<|>uide'));
    assert.match(lower, /^\*\*acme\.guide\*\* · Field guide/);
    assert.match(lower, /Contested readings, required, since this plan trusts the source/);
    assert.match(lower, /acme\.agent -\\> acme\.server: `tcp 7001-7002` — Asks for jobs _contested by Acme ports/);
    const upper = await hover(marking(ACME, 'contested by p<|>orts "Agents"'));
    assert.ok(upper.includes(REFERENCE), upper);
    assert.match(upper, /\*\*Contests\*\*[\s\S]*acme\.agent -\\> acme\.server/);
  });

  it('stand in the answers to questions about traffic, with a link to their address', async () => {
    const { document, segplan } = await openText(plan);
    const result = await explainResult(document, segplan, { uri: '', question: 'one -> main tcp 7001' });
    const text = 'markdown' in result ? result.markdown : result.error;
    assert.match(text, /A contested reading has it needed for one -\\> main on tcp 7001: Asks for jobs/);
    assert.match(
      text,
      /contested by: Acme ports \\\(<https:\/\/acme\.example\/ports>\\\), section Agents; the maker's reference/,
    );
    assert.match(text, /can be closed if you go by the maker's reference: tcp 7001/);
  });
});

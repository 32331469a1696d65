import assert from 'node:assert/strict';
import { describeExplanation, needStatement } from '../../language/analysis/explain/describe-explanation.ts';
import { type Explanation, explain } from '../../language/analysis/explain/explain.ts';
import { parseQuery } from '../../language/analysis/explain/query.ts';
import { formatServices } from '../../language/model/services.ts';
import { contestedPlan } from '../support/contested.ts';
import { diagnose, loadPlan } from '../support/language.ts';

const AGENT = 'component one : acme.linux-agent at 10.0.1.1';
const OPEN = 'allow main -> one : tcp 7000\nallow one -> main : tcp 7001-7003';

async function explained(rest: string, question: string): Promise<{ explanation: Explanation; said: string[] }> {
  const { document, services } = await loadPlan(contestedPlan(AGENT, rest));
  const root = document.parseResult.value;
  const analysis = services.segplan.Plans.analysis(root);
  const explanation = explain(analysis, await parseQuery(question, root, services));
  return { explanation, said: describeExplanation(explanation, analysis.plan).flatMap((s) => [s.text, ...s.details]) };
}

describe('contested readings', () => {
  it('are not required, and are what an explanation says they are, with the source that contests them', async () => {
    const { explanation, said } = await explained(OPEN, 'one -> main tcp 7001');
    assert.deepEqual(
      explanation.needs.map((n) => [n.required, n.contested]),
      [[false, true]],
    );
    const text = said.join('\n');
    assert.match(text, /a contested reading has it needed for one -> main on tcp 7001: Asks for jobs/);
    assert.match(text, /contested by Acme ports \(Agents\): required only where a plan trusts acme\.guide/);
    assert.match(text, /^source: Field guide \(guide\.pdf\), section 3$/m);
    assert.match(
      text,
      /^contested by: Acme ports \(https:\/\/acme\.example\/ports\), section Agents; the maker's reference, version 4\.2, 2026-01-31$/m,
    );
  });

  it('are told from what nothing needs when it comes to closing', async () => {
    const { explanation, said } = await explained(OPEN, 'one -> main tcp 7001-7003');
    assert.equal(formatServices(explanation.closing.contested), 'tcp 7001-7002');
    assert.equal(formatServices(explanation.closing.now), 'tcp 7003');
    assert.ok(said.includes('can be closed now, since nothing known needs it: tcp 7003'), said.join('\n'));
    assert.ok(
      said.includes("used by contested readings alone, so it can be closed if you go by the maker's reference: tcp 7001-7002"),
      said.join('\n'),
    );
  });

  it('are required like any other flow once their source is trusted, beside those of the maker', async () => {
    const { explanation } = await explained(`trust acme.guide\n${OPEN}`, 'one -> main tcp 7001-7003');
    assert.deepEqual(
      explanation.needs.map((n) => [n.required, n.contested]),
      [[true, false]],
    );
    assert.match(needStatement(explanation.needs[0]!).text, /^needed for one -> main on tcp 7001-7002/);
    assert.equal(formatServices(explanation.closing.kept), 'tcp 7001-7002');
    const missing = async (rest: string): Promise<string[]> =>
      (await diagnose(contestedPlan(AGENT, rest))).filter((d) => d.code === 'missing-flow').map((d) => String(d.message));
    const both = (await missing('trust acme.guide')).join('\n');
    assert.match(both, /one -> main on tcp 7001-7002/);
    assert.match(both, /main -> one on tcp 7000/);
    assert.doesNotMatch((await missing('')).join('\n'), /one -> main/);
  });

  it('are none where the maker has one of the ports that they leave a choice of required as well', async () => {
    const told = async (makers: string): Promise<number> => {
      const text = contestedPlan(AGENT).replace(
        / {2}flow agent -> server[^\n]*\n/,
        `  flow agent -> server : one of (tcp 7001, tcp 7002) "Asks for jobs" from guide "3" contested by ports "Agents"\n  flow agent -> server : ${makers} "Talks" from ports "Agents"\n`,
      );
      return (await diagnose(text)).filter(({ code }) => code === 'contested-flow').length;
    };
    assert.equal(await told('tcp 7002'), 0);
    assert.equal(await told('tcp 7001-7003'), 0);
    assert.equal(await told('tcp 7003'), 1);
  });

  it('are told where the maker has some of their components need the same, and others not', async () => {
    const told = async (agents: string): Promise<number> => {
      const text = contestedPlan(agents).replace(
        / {2}flow server -> linux-agent[^\n]*\n/,
        '  flow linux-agent -> server : tcp 7000-7002 "Talks" from ports "Agents"\n',
      );
      return (await diagnose(text)).filter(({ code }) => code === 'contested-flow').length;
    };
    const other = 'component two : acme.agent at 10.0.1.2';
    assert.deepEqual([await told(AGENT), await told(other), await told(`${AGENT} ${other}`)], [0, 1, 1]);
  });

  it('lead to the lines of the catalog: theirs, those of the maker, and the reference itself', async () => {
    const { document, services } = await loadPlan(contestedPlan(AGENT));
    const found = await services.segplan.CheckRunner.run(document);
    const [result] = found.filter((r) => r.check.code === 'contested-flow');
    assert.deepEqual(
      result?.finding.related?.map((r) => [r.message, r.node.$cstNode?.text.split(' ').slice(0, 4).join(' ')]),
      [
        ['Field guide (3): Asks for jobs', 'flow agent -> server'],
        ['Acme ports (Agents): Starts jobs', 'flow server -> linux-agent'],
        ["The maker's reference that contests it: Acme ports", 'source ports "https://acme.example/ports" "Acme'],
      ],
    );
  });

  it('lead to what the maker has between the same machines, and not between others of their roles', async () => {
    const told = async (flow: string, makers: string, one: string): Promise<string[]> => {
      const agents = `component one : acme.linux-agent at 10.0.1.1 runs ${one} component two : acme.agent at 10.0.1.2 runs windows`;
      const text = contestedPlan(agents)
        .replace(
          / {2}flow agent -> server[^\n]*\n/,
          `  flow ${flow} when agent-side "Asks for jobs" from guide "3" contested by ports "Agents"\n`,
        )
        .replace(/ {2}flow server -> linux-agent[^\n]*\n/, `  flow ${makers} "Starts jobs" from ports "Agents"\n`)
        .replace('agent-side', flow.startsWith('agent') ? 'initiator runs windows' : 'responder runs windows');
      const { document, services } = await loadPlan(text);
      assert.deepEqual(document.parseResult.parserErrors, []);
      const found = await services.segplan.CheckRunner.run(document);
      const results = found.filter((r) => r.check.code === 'contested-flow');
      assert.equal(results.length, 1);
      return (results[0]!.finding.related ?? []).map(({ message }) => message).filter((message) => /Starts jobs/.test(message));
    };
    const maker = ['Acme ports (Agents): Starts jobs'];
    const [back, forth] = ['server -> linux-agent : tcp 7000', 'linux-agent -> server : tcp 7003'];
    // The first machine is one of those that the reading is about where it runs windows, too.
    for (const [flow, makers] of [
      ['agent -> server : tcp 7001, 7002', back],
      ['agent -> server : tcp 7001, 7002', forth],
      ['server -> agent : tcp 7001, 7002', back],
      ['server -> agent : tcp 7001, 7002', forth],
    ] as const) {
      assert.deepEqual(await told(flow, makers, 'windows'), maker, `${flow}; ${makers}`);
      assert.deepEqual(await told(flow, makers, 'linux'), [], `${flow}; ${makers}`);
    }
  });
});

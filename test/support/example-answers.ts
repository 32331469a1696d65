import { explainIn, reachIn } from '../../api/ask.ts';
import { compare } from '../../api/compare.ts';
import type { OpenPlan } from '../../api/load.ts';
import { explanationText } from '../../cli/explanation.ts';
import { overviewText } from '../../cli/overview.ts';
import { reachText } from '../../cli/reach.ts';
import { overviewOf } from '../../language/analysis/overview/overview.ts';
import { diffMarkdown } from '../../language/rulesets/diff-markdown.ts';

const SERVICES = ['', ' : tcp 443', ' : udp 53', ' : icmp', ' : any', ' : tcp 2500-3300'];
const QUESTIONS = 8;

/** What people are told of a plan: zone by zone, of questions between all kinds of ends, and of what was otherwise in an older plan. */
export async function answersAbout(plan: OpenPlan, older: OpenPlan | undefined): Promise<string> {
  const analysis = plan.services.segplan.Plans.analysis(plan.document.parseResult.value);
  const { components, zones } = analysis.plan;
  const names = [...components.map((c) => c.name), ...zones.map((z) => z.name), '10.10.0.5', 'any'];
  const parts = [overviewText('plan.segplan', overviewOf(analysis))];
  for (let n = 0; n < QUESTIONS; n++) {
    const ends = `${names[(n * 5) % names.length]} -> ${names[(n * 7 + 1) % names.length]}`;
    parts.push(
      await said(async () => explanationText('plan.segplan', await explainIn(plan, `${ends}${SERVICES[n % SERVICES.length]}`))),
    );
    if (n % 2) parts.push(await said(async () => reachText('plan.segplan', await reachIn(plan, ends))));
  }
  if (older) parts.push([diffMarkdown(compare(older, plan), { older: 'before', newer: 'now' })]);
  return parts.map((lines) => `${lines.join('\n').trim()}\n`).join('\n');
}

/** Lines, or why there are none. */
async function said(ask: () => Promise<string[]>): Promise<string[]> {
  try {
    return await ask();
  } catch (error) {
    return [`Refused: ${error instanceof Error ? error.message : error}`];
  }
}

// Rules of a plan as they were deployed: what a cloud answers about them in full, with everything else that it answers, and what an audit says of that.
import type { Analysis } from '../../language/analysis/analyze.ts';
import type { Region } from '../../language/analysis/region.ts';
import { heldBy } from '../../language/rulesets/generate.ts';
import { betweenZones, buildRuleSet } from '../../language/rulesets/rule-set.ts';
import type { OutputFile, Target } from '../../language/rulesets/target.ts';
import { audit } from '../../language/running/audit.ts';
import { boxText } from '../../language/running/describe-audit.ts';
import { readRunning } from '../../language/running/detect.ts';
import { analysisOf } from '../support/language.ts';
import { saysWhatIsUnknown } from './sentences.ts';

/** Two tiers and the internet: what an engineer puts into a cloud first. */
export const PLAN = `plan "Shop"
zone web { subnet 10.1.0.0/24 component w1 at 10.1.0.5 component w2 at 10.1.0.6 }
zone db { subnet 10.2.0.0/24 component d1 at 10.2.0.5 }
zone internet external
allow internet -> web : tcp 443
allow web -> db : tcp 5432
allow w1 -> d1 : tcp 22
allow db -> internet : tcp 443
`;

// biome-ignore lint/suspicious/noExplicitAny: answers are changed as people change what they are about, wherever that stands in them.
export type Answer = any;

/** A plan, and what a target emits for it. */
export async function emitted(
  target: Target,
  text: string = PLAN,
): Promise<{ analysis: Analysis; files: readonly OutputFile[] }> {
  const analysis = await analysisOf(text);
  return { analysis, files: await target.emit(heldBy(target, betweenZones(buildRuleSet(analysis))), 'plan') };
}

/** What an audit says of the answers to some commands, one behind the other: `in step`, or what it isn't in step for. */
export function says(analysis: Analysis, answers: readonly unknown[], format?: string): string[] {
  const text = answers.map((each) => (typeof each === 'string' ? each : `${JSON.stringify(each, undefined, 2)}\n`)).join('');
  const read = readRunning(text, 'answers', format);
  for (const device of read) saysWhatIsUnknown(device);
  const { devices, inStep } = audit(analysis, read);
  const all = devices.flatMap(({ cutOff, open, unknown }) => {
    const shown = (what: string, region: Region): string[] => region.map((box) => `${what}: ${boxText(box, analysis.plan)}`);
    return [
      ...cutOff.flatMap((each) =>
        shown(`${each.perhaps === undefined ? '' : 'perhaps '}cut off${each.onceOpen ? ' once open' : ''}`, each.region),
      ),
      ...open.flatMap((each) => shown(each.perhaps === undefined ? 'open' : 'perhaps open', each.region)),
      ...unknown.map(({ what }) => `unknown: ${what}`),
    ];
  });
  return inStep ? ['in step', ...all] : all.length ? [...new Set(all)].sort() : ['not in step'];
}

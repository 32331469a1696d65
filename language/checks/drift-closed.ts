import type { Analysis } from '../analysis/analyze.ts';
import type { Box, Region } from '../analysis/region.ts';
import { at, type CheckContext, defineCheck, type Finding, type Fix } from '../checking/check.ts';
import { driftOfFirewalls, fileOf, placeHere, runningPlace, type Standing } from '../checking/drift-places.ts';
import { takeOut } from '../editing/narrow-rule.ts';
import { note } from '../model/lists.ts';
import type { PlanFirewall, PlanZone } from '../model/plan.ts';
import type { Trace } from '../rulesets/traces.ts';
import type { CutOff } from '../running/cut-off.ts';
import { boxText, deviceRuleText, needText, untimelyTexts } from '../running/describe-audit.ts';
import type { FirewallDrift, RunningFile } from '../running/drift.ts';

/** Traffic that a firewall cuts off. */
interface Closed {
  readonly firewall: PlanFirewall;
  /** None where it is several. */
  readonly cut?: CutOff;
}

const found = new WeakMap<CutOff, readonly Finding<Closed>[]>();

/** So many components are told one by one that need what no rule allows. */
const MOST_NEEDING = 20;

/** What the plan allows or needs, and a firewall doesn't let pass. */
export const driftClosed = defineCheck<Closed>({
  code: 'drift-closed',
  level: 'warning',
  theme: 'firewalls',
  ofRunning: true,
  title: 'Traffic that the plan allows or needs, and a firewall cuts off',
  documentation: `The firewall says in the files behind \`running\` what it runs now, and that doesn't let this traffic pass. The finding stands at the rule
that allows it, or at the component that needs it where no rule does, and leads to the line of the device; the line with \`running\` sums up.

\`\`\`segplan
zone office { subnet 10.1.0.0/24 }
zone shop   { subnet 10.2.0.0/24 }

firewall main : asa {
  zones office, shop
  running "running/main.txt"      // access-list inside extended deny tcp any any eq 443
}

allow office -> shop : tcp 443    // main cuts it off
\`\`\`

Where the plan is right, the device has to change: \`segplan audit\` says by which line it is closed, and what needs it. Where the device is right, and nothing
needs the traffic, the quick-fix takes it out of the rule.

What runs is looked at in the editor, for plans that are open, once all other checks are through; on the command line \`segplan audit\` answers it, and
\`segplan check\` speaks of the plan alone. [The plan and the running network](../audit.md) says what is read and how.`,
  *detect(context) {
    for (const drift of driftOfFirewalls(context)) {
      const rules = new Set(context.plan.rules);
      for (const audit of drift.devices) {
        const { file, number } = fileOf(drift, audit.device);
        const running = runningPlace(drift.firewall, number);
        const standing = audit.cutOff.filter(({ rule }) => !rule || rules.has(rule));
        for (const cut of standing) {
          let findings = found.get(cut);
          if (!findings) {
            const parts = cut.rule ? [cut] : byComponent(cut, context.analysis);
            findings = parts.map((part) => findingOf(part, drift, file, running, context));
            found.set(cut, findings);
          }
          yield* findings;
        }
        if (standing.length) yield { ...placeHere([running], context), ...summary(standing, drift, file, context) };
      }
    }
  },
  device: ({ data }) => data?.firewall.name,
  fix({ data }, { analysis, drift }): Fix[] {
    if (!data?.cut?.rule || data.cut.perhaps !== undefined || drift?.isFormer) return [];
    const fix = takeOut(data.cut.rule, data.cut.region, analysis);
    if (!fix) return [];
    const title = `Go by ${data.firewall.name}: ${fix.title[0]?.toLowerCase()}${fix.title.slice(1)}`;
    return [{ title, edits: fix.edits, ...(fix.closes ? { closes: fix.closes } : {}) }];
  },
});

function findingOf(
  cut: CutOff,
  { firewall }: FirewallDrift,
  file: RunningFile,
  running: Standing,
  context: CheckContext,
): Finding<Closed> {
  const { plan } = context;
  const { name } = firewall;
  const [box, ...more] = cut.region;
  const what = `${box ? boxText(box, plan) : 'some traffic'}${more.length ? ` and ${more.length} more` : ''}`;
  const [need] = cut.needs;
  const others = cut.needs.length - 1;
  const neededBy = need
    ? ` Needed by ${needText(need)}${others > 0 ? ` and ${others === 1 ? 'one more flow' : `${others} more flows`}` : ''}.`
    : '';
  const may = cut.perhaps === undefined ? 'does not let' : 'may not let';
  const certain = cut.perhaps === undefined ? '' : ` Not certain: ${cut.perhaps}.`;
  const answer = cut.onceOpen ? ' open connections of' : '';
  const howBack = cut.onceOpen ? file.devices.find((each) => each.howBack !== undefined)?.howBack : undefined;
  const how = howBack === undefined ? '' : ` ${howBack}`;
  const allowed = cut.rule ? '' : ' No rule of the plan allows it either.';
  const line = cut.by?.line ?? cut.list.line;
  return {
    ...placeHere([cut.rule && { node: cut.rule.node }, needing(cut, context.analysis), running], context),
    message: `${name} ${may}${answer} ${what} pass: ${file.file}, ${[deviceRuleText(cut.by, cut.list), ...untimelyTexts(cut)].join('; ')}.${neededBy}${allowed}${certain}${how}`,
    related: [{ ...running, message: `What ${name} runs` }],
    elsewhere: [{ uri: file.uri, line, message: deviceRuleText(cut.by, cut.list) }],
    data: { firewall, cut },
  };
}

/** What is needed and no rule allows, by the components that begin it. */
function byComponent(cut: CutOff, analysis: Analysis): CutOff[] {
  const parts = new Map<unknown, Box[]>();
  for (const box of cut.region) note(parts, needing({ ...cut, region: [box] }, analysis)?.node, box);
  return [...parts.values()].slice(0, MOST_NEEDING).map((region) => ({ ...cut, region, needs: needsOf(region, cut, analysis) }));
}

function needsOf(region: Region, { needs }: CutOff, { index }: Analysis): Trace[] {
  const flows = new Set(region.flatMap((box) => Array.from(index.touching(box), ({ flow }) => flow.id)));
  return needs.filter(({ flow }) => flows.has(flow));
}

/** The component that begins the traffic, else its zone. */
function needing({ region: [box] }: CutOff, { plan }: Analysis): Standing | undefined {
  if (!box) return undefined;
  const touches = ({ addresses }: Pick<PlanZone, 'addresses'>): boolean => addresses.overlaps(box.sources);
  const component = plan.components.find(touches);
  if (component) return at(component.node, 'name');
  const zone = plan.zones.find(touches);
  return zone && at(zone.node, 'name');
}

/** So many places are named as related ones. */
const MOST_RELATED = 10;

function summary(
  cuts: readonly CutOff[],
  { firewall }: FirewallDrift,
  { file, uri }: RunningFile,
  { plan }: CheckContext,
): Pick<Finding<Closed>, 'message' | 'elsewhere' | 'data'> {
  const certain = cuts.filter((cut) => cut.perhaps === undefined).length;
  const count = certain
    ? `cuts off ${certain === 1 ? 'something' : `${certain} things`}`
    : `may cut off ${cuts.length === 1 ? 'something' : `${cuts.length} things`}`;
  const [box] = cuts[0]!.region;
  const first = box ? `: ${cuts.length > 1 ? 'first ' : ''}${boxText(box, plan)}` : '';
  return {
    message: `${firewall.name} ${count} that the plan allows or needs (${file})${first}.`,
    elsewhere: cuts
      .slice(0, MOST_RELATED)
      .map((cut) => ({ uri, line: cut.by?.line ?? cut.list.line, message: deviceRuleText(cut.by, cut.list) })),
    // Of several, each is mended where it stands.
    data: cuts.length === 1 ? { firewall, cut: cuts[0]! } : { firewall },
  };
}

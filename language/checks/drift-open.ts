import { AstUtils } from 'langium';
import type { TextEdit } from 'vscode-languageserver-types';
import type { Analysis } from '../analysis/analyze.ts';
import { BoxIndex } from '../analysis/box-index.ts';
import type { RuleBox } from '../analysis/permissions.ts';
import { overlap } from '../analysis/region.ts';
import { type CheckContext, defineCheck, type Finding, type Fix } from '../checking/check.ts';
import { driftOfFirewalls, fileOf, placeHere, runningPlace, type Standing } from '../checking/drift-places.ts';
import { rulesFor, wholeZones } from '../editing/adopt-traffic.ts';
import { appendStatement, insertBehind, isOnBrokenLine, lineEnding } from '../editing/edits.ts';
import { firstOf } from '../model/describe-addresses.ts';
import { append } from '../model/lists.ts';
import type { PlanFirewall, PlanRule } from '../model/plan.ts';
import { boxText, deviceRuleText, knownAs } from '../running/describe-audit.ts';
import type { FirewallDrift, RunningFile } from '../running/drift.ts';
import type { OpenBeyond } from '../running/open-beyond.ts';

/** What a firewall lets pass beyond the plan, by one of its rules or by several. */
interface Open {
  readonly firewall: PlanFirewall;
  readonly opens: readonly OpenBeyond[];
  /** The rule of the plan that the device does more than. */
  readonly rule?: PlanRule;
}

const found = new WeakMap<OpenBeyond, Finding<Open>>();

/** So many findings stand at one running file; one more says how many there are besides. */
const MOST_AT_FILE = 20;
/** A rule of a device about more rules of the plan than these is no wider form of one of them. */
const MOST_WIDENED = 3;

/** What a firewall lets pass, and the plan doesn't. */
export const driftOpen = defineCheck<Open>({
  code: 'drift-open',
  level: 'warning',
  theme: 'firewalls',
  ofRunning: true,
  title: 'Traffic that a firewall lets pass beyond the plan',
  documentation: `The firewall says in the files behind \`running\` what it runs now, and that lets traffic pass that no rule of the plan allows, or that a
\`deny\` closes. The finding stands at the rule of the plan that the device does more than, else at the running file, and leads to the line of the device.

\`\`\`segplan
zone office { subnet 10.1.0.0/24 }
zone shop   { subnet 10.2.0.0/24 }

firewall main : asa {
  zones office, shop
  running "running/main.txt"      // access-list inside extended permit tcp any any range 443 445
}

allow office -> shop : tcp 443    // main lets tcp 444-445 pass as well
\`\`\`

Where the plan is right, the device has to change: \`segplan audit\` says which of its lines lets what pass. Where the device is right, the quick-fix takes
over what it lets pass as rules of the plan, with the names of zones, components and services, and with what somebody wrote about it there.

What runs is looked at in the editor, for plans that are open, once all other checks are through; on the command line \`segplan audit\` answers it, and
\`segplan check\` speaks of the plan alone. [The plan and the running network](../audit.md) says what is read and how.`,
  *detect(context) {
    const drifts = driftOfFirewalls(context);
    if (!drifts.length) return;
    const rules = new Set(context.plan.rules);
    for (const drift of drifts)
      for (const { device, open } of drift.devices) {
        const { file, number } = fileOf(drift, device);
        const running = runningPlace(drift.firewall, number);
        const opens = open.map((each) => findingOf(each, drift, file, running, context));
        const atRules = opens.filter(({ data }) => data?.rule && rules.has(data.rule));
        yield* atRules;
        const others = opens.filter(({ data }) => !data?.rule);
        yield* others.slice(0, MOST_AT_FILE);
        const left = [...atRules, ...others.slice(MOST_AT_FILE)];
        if (left.length) yield { ...placeHere([running], context), ...summary(left, opens, drift, file, context) };
      }
  },
  device: ({ data }) => data?.firewall.name,
  fix({ data }, context): Fix[] {
    if (!data || context.drift?.isFormer) return [];
    const { opens, rule, firewall } = data;
    const texts: string[] = [];
    for (const each of opens) append(texts, adopted(each, firewall, context) ?? []);
    const [first] = texts;
    if (first === undefined) return [];
    const what = texts.length > 1 ? `${texts.length} rules` : first;
    return [{ title: `Go by ${firewall.name}: add ${what}`, edits: inserted(texts, rule, context) }];
  },
});

function findingOf(
  each: OpenBeyond,
  drift: FirewallDrift,
  file: RunningFile,
  running: Standing,
  context: CheckContext,
): Finding<Open> {
  const known = found.get(each);
  if (known) return known;
  const { analysis, plan } = context;
  const { firewall } = drift;
  const rule = widened(each, context);
  const by = deviceRuleText(each.rule, each.list);
  const [box, ...more] = each.region;
  const what = `${box ? boxText(box, plan) : 'some traffic'}${more.length ? ` and ${more.length} more` : ''}`;
  const flows = knownAs(each.region, analysis).map(
    ({ initiator, responder, purpose }) => `${initiator} to ${responder}, ${purpose}`,
  );
  const may = each.perhaps === undefined ? 'lets' : 'may let';
  const certain = each.perhaps === undefined ? '' : ` Not certain: ${each.perhaps}.`;
  const beyond = rule ? 'more pass than this rule says' : 'pass what the plan does not';
  const finding: Finding<Open> = {
    ...placeHere([rule && { node: rule.node }, running], context),
    message: `${firewall.name} ${may} ${beyond}: ${what}, by ${file.file}, ${by}.${flows.length ? ` Known as ${firstOf(flows, 2)}.` : ''}${certain}`,
    ...(rule ? { related: [{ ...running, message: `What ${firewall.name} runs` }] } : {}),
    elsewhere: [{ uri: file.uri, line: each.rule?.line ?? each.list.line, message: by }],
    data: { firewall, opens: [each], ...(rule ? { rule } : {}) },
  };
  found.set(each, finding);
  return finding;
}

const allowsOf = new WeakMap<Analysis, BoxIndex<RuleBox>>();

function indexOf(analysis: Analysis): BoxIndex<RuleBox> {
  let allows = allowsOf.get(analysis);
  if (!allows) {
    allows = new BoxIndex(analysis.allows);
    allowsOf.set(analysis, allows);
  }
  return allows;
}

/** The rule of the plan, in this file, that a rule of a device does and does more than. */
function widened({ rule, region }: OpenBeyond, { analysis, document }: CheckContext): PlanRule | undefined {
  if (!rule) return undefined;
  const allows = indexOf(analysis);
  const touched = new Set<PlanRule>();
  for (const box of rule.traffic)
    for (const each of allows.touching(box)) {
      if (!overlap(each, box)) continue;
      touched.add(each.rule);
      if (touched.size > MOST_WIDENED) return undefined;
    }
  // It says more about the same ends, or the same of more of them.
  const isNear = ({ sourceAddresses, destinationAddresses }: PlanRule): boolean =>
    region.some((box) => box.sources.overlaps(sourceAddresses) || box.destinations.overlaps(destinationAddresses));
  return [...touched].find((each) => AstUtils.getDocument(each.node) === document && isNear(each));
}

/** What sums up at a running file what stands elsewhere, and what is too much to stand there by itself. */
function summary(
  left: readonly Finding<Open>[],
  all: readonly Finding<Open>[],
  { firewall }: FirewallDrift,
  { file, uri }: RunningFile,
  { plan }: CheckContext,
): Pick<Finding<Open>, 'message' | 'elsewhere' | 'data'> {
  const opens = all.flatMap(({ data }) => data?.opens ?? []);
  const [first] = left[0]?.data?.opens ?? [];
  const [box] = first?.region ?? [];
  return {
    message: `${firewall.name} lets pass what the plan does not by ${opens.length === 1 ? 'one' : opens.length} of its rules (${file})${box ? `: ${boxText(box, plan)}${opens.length > 1 ? ' and others' : ''}` : ''}.`,
    elsewhere: (first ? [first] : []).map((each) => ({
      uri,
      line: each.rule?.line ?? each.list.line,
      message: deviceRuleText(each.rule, each.list),
    })),
    data: { firewall, opens },
  };
}

/** Rules that allow it; none where it isn't certain, not all of it is known, or a deny of the plan closes some of it. */
function adopted(
  { region, rule, list, perhaps, isPart }: OpenBeyond,
  { name }: PlanFirewall,
  { analysis, plan }: CheckContext,
): string[] | undefined {
  if (perhaps !== undefined || isPart) return undefined;
  if (region.some((box) => analysis.denies.some((deny) => overlap(deny, box)))) return undefined;
  // What several have is the name of their list.
  const own = list.rules.some((other) => other !== rule && other.name === rule?.name) ? undefined : rule?.name;
  const said = (rule?.comment ?? own)?.replace(/\s+/g, ' ').trim();
  const allows = indexOf(analysis);
  const whole = wholeZones(region, plan, (more) => allows.covers(more, () => true));
  return rulesFor(whole, knownAs(region, analysis), `runs on ${name}${said ? `: ${said}` : ''}`, plan);
}

/** Behind the rule that they go beyond, else behind the last rule, else at the end. */
function inserted(texts: readonly string[], rule: PlanRule | undefined, { root, document }: CheckContext): TextEdit[] {
  const own = rule && AstUtils.getDocument(rule.node) === document ? rule.node : undefined;
  const last = own ?? root.statements.findLast((s) => s.$type === 'Rule' && s.action === 'allow' && !isOnBrokenLine(s));
  return [last ? insertBehind(last, texts) : appendStatement(root, texts.join(lineEnding(root)))];
}

import { type AstNode, AstUtils } from 'langium';
import { type Caution, cautionAbout } from '../analysis/advice/between-sites.ts';
import type { Analysis } from '../analysis/analyze.ts';
import { describePart, describeServices, formatGap, opensFor } from '../analysis/coverage/describe-gaps.ts';
import { flowsLacked, purposesOf, statedBy } from '../analysis/coverage/lacked-flows.ts';
import { describeRest, type Resting, RestingRules } from '../analysis/coverage/resting-rules.ts';
import { listComponents, splitBySystems, type UnsaidGaps, unsaidGaps } from '../analysis/coverage/unsaid-gaps.ts';
import type { PairGap, PairGaps } from '../analysis/pair-gaps.ts';
import { lineOf, type Objection, objectionsTo } from '../analysis/reach/objections.ts';
import type { ZoneGaps } from '../analysis/zone-gaps.ts';
import { at, type CheckContext, defineCheck, type Finding, type Fix, type Place } from '../checking/check.ts';
import { extendableRules } from '../checking/extendable-rules.ts';
import { editsForMissing, type MissingTraffic, titleForMissing } from '../editing/missing-traffic.ts';
import { draftRules, insertRules, trafficOf } from '../editing/new-rules.ts';
import { sayingSystem } from '../editing/say-system.ts';
import { apart, decidedPart, directions, openDirection } from '../editing/settle-pair.ts';
import { nameOfRule, waking } from '../editing/wake-rule.ts';
import type { Plan } from '../model/plan.ts';
import { statementsOf } from '../syntax/statements.ts';

interface Missing extends MissingTraffic {
  /** What the plan asserts never to happen. */
  readonly objection: Objection | undefined;
  /** Why it is opened only by a fix of its own. */
  readonly caution: Caution | undefined;
  /** Rules that would permit it, but for their day or their phase. */
  readonly resting: readonly Resting[];
}

/** So many pairs get a finding of their own: no editor shows more, and one rule between zones or roles often serves many. */
const MOST = 5000;

/** Where a pair's finding stands: the pair's rule, else the initiator, else what of the pair is in this file. */
function placeOf(
  { pair, rule }: Pick<Missing, 'pair'> & Partial<Missing>,
  context: CheckContext,
): { node: AstNode; property: string } {
  if (rule) return rule.node.service ? at(rule.node, 'service') : at(rule.node, 'destinations', 0);
  const here = (node: AstNode): boolean => AstUtils.getDocument(node) === context.document;
  if (here(pair.from.node)) return at(pair.from.node, 'name');
  if (here(pair.to.node)) return at(pair.to.node, 'name');
  const use = context.root.statements.find((s) => s.$type === 'Use' && s.vendor?.ref?.name === pair.gaps[0]?.flow.vendor);
  return use?.$type === 'Use' ? at(use, 'vendor') : at(context.root, 'statements', 0);
}

function messageOf({ pair, objection, resting }: Missing, analysis: Analysis): string {
  const against = objection
    ? ` ${objection.together ? 'Together with other traffic that is missing, allowing it' : 'Allowing it'} would break the assertion on line ${lineOf(objection)}.`
    : '';
  const [first] = resting;
  const asleep = first ? ` ${nameOfRule(first.rule) ?? 'Another rule'} ${describeRest(first, analysis)}.` : '';
  return `No rule permits ${pair.from.name} -> ${pair.to.name} on ${describeServices(pair)}${describePart(pair)}.${asleep}${purposesOf(pair)}${undecided(pair, analysis.plan)}${against}`;
}

/** That both ways are missing because nobody says who connects. */
function undecided({ gaps }: PairGap, plan: Plan): string {
  const open = gaps.filter((gap) => openDirection(gap, plan));
  const [first] = open;
  if (!first) return '';
  const what = open.length < gaps.length ? `Of ${open.map(formatGap).join(', ')} the` : 'The';
  return ` ${what} source leaves open who connects: say it by '${openDirection(first, plan)}', or the other way round.`;
}

function related({ pair, objection, caution, resting }: Missing, analysis: Analysis): Place[] {
  const { plan } = analysis;
  return [
    { ...at(pair.to.node, 'name'), message: `${pair.to.name} is the other end.` },
    ...resting.map((each) => ({ node: each.rule.node, message: `This rule ${describeRest(each, analysis)}.` })),
    ...(objection ? [{ node: objection.assertion, message: 'This asserts that it never happens.' }] : []),
    ...(caution ? [{ ...at(caution.zone.node, 'name'), message: `Fixing all leaves this one out: ${caution.because}.` }] : []),
    ...(!caution && pair.gaps.every((gap) => openDirection(gap, plan))
      ? [{ ...at(pair.from.node, 'name'), message: 'Fixing all leaves this one out: nobody says who connects.' }]
      : []),
    ...flowsLacked(pair).map((gap): Place => {
      const direction = openDirection(gap, plan);
      const open = direction ? `. The source leaves open who connects: '${direction}' says it, or the other way round.` : '';
      return statedBy(gap, open);
    }),
  ];
}

/** What of missing flows is to be opened whoever connects. */
function decidedOf(missing: readonly Missing[], plan: Plan): Missing[] {
  return missing.flatMap((each) => {
    const pair = decidedPart(each.pair, plan);
    return pair ? [{ ...each, pair }] : [];
  });
}

/** Of what hangs on a system that nobody says there is none. */
function dataOf(findings: readonly Finding<Missing | UnsaidGaps>[]): Missing[] {
  return findings.flatMap(({ data }) => (data && 'pair' in data ? [data] : []));
}

/** What is missing as long as nobody says what some components run, at the first of them. */
function unsaidFinding(unsaid: UnsaidGaps, context: CheckContext): Finding<UnsaidGaps> {
  const { components, pairs, text } = unsaid;
  const [first, ...more] = components.filter(({ node }) => AstUtils.getDocument(node) === context.document);
  const place = first ? at(first.node, 'name') : placeOf({ pair: pairs[0]! }, context);
  const [runs, them] = components.length > 1 ? ['run', 'they'] : ['runs', 'it'];
  return {
    ...place,
    message: `No rule permits what ${listComponents(components)} may need as long as nobody says what ${them} ${runs}: ${text}. Say it with 'runs windows' or 'runs linux'.`,
    related: [
      ...more.map(({ node, name }) => ({ ...at(node, 'name'), message: `${name}, of which nobody says it either` })),
      { ...place, message: `Fixing all leaves this one out: nobody says what ${them} ${runs}.` },
    ],
    data: unsaid,
  };
}

/** Says what components run; or opens what any system needs, which is more than they do. */
function fixUnsaid({ components, pairs }: UnsaidGaps, { plan, document, root, analysis }: CheckContext): Fix[] {
  const own = components.filter(({ node }) => AstUtils.getDocument(node) === document);
  const drafts = draftRules(pairs.flatMap(trafficOf), plan);
  const objection = objectionsTo(root, analysis)(pairs.flatMap(({ gaps }) => gaps.flatMap((gap) => gap.region)));
  const title = `Add rules for whatever it may run${againstText(objection)}`;
  return [...sayingSystem(own), { title, edits: insertRules(plan, drafts) }];
}

/** Behind the title of a fix that breaks an assertion by itself. */
function againstText(objection: Objection | undefined): string {
  return objection && !objection.together ? `, against the assertion on line ${lineOf(objection)}` : '';
}

/** A required flow, or part of one, that no rule permits. */
export const missingFlow = defineCheck<Missing | UnsaidGaps>({
  code: 'missing-flow',
  level: 'error',
  theme: 'needs',
  tellsMost: true,
  ofPlan: true,
  title: 'A required flow, or a part of one, that no rule permits',
  documentation: `The catalog of a vendor in use says that one component connects to another, the two stand in different zones, and no \`allow\`
rule lets the connection through in full. In production this is the backup job that fails, often without a clear message.

There is one finding for each pair of components. It names exactly the ports that are not open and leads to the rows of the catalog.

\`\`\`segplan
allow vbr -> proxy : tcp 6160, 2500-3000   // tcp 6162 and 3001-3300 are missing
\`\`\`

The quick-fix adds exactly these ports: to the rule of the pair where there is one, as a rule of its own otherwise. Nothing else is
opened, and what a phase alone needs gets a rule of its own \`during\` it. A flow that needs one of several ports (mail on 25, 465 or 587) is satisfied by any of them, and so is one that prefers the first
(\`tcp 6162 (or else tcp 2500-3300)\`); the fix takes the first that no \`deny\` closes. All of them
at once become as few rules as a person would write: one for all components of a zone that need the same, with the names that the catalog
has for the services, and with what they are for.

What comes from an external zone, goes into an isolated one, or crosses between sites that the plan doesn't bind to each other (by \`pair\`,
\`deployment\` or \`bind\`) is left out of the fix of all, and the finding says so: its own quick-fix opens it, once somebody has looked at it. Another one says of two
components in such sites that they have nothing to do with each other (\`bind … without …\`).

Where a rule would permit what is missing and has ended (\`until\`), or holds during a phase that is off, the finding names it and leads to it. Its quick-fixes give that
rule 30 days more, or let it hold for good, and say what else it opens; there is none where that would open an isolated zone.

Where the source of a flow leaves open which side connects ("between the ZVM and the VRAs"), both ways are missing until a \`direction\` says
one. The finding says so, its first quick-fixes are the two directions, and the fix of all opens neither way.

Some flows hang on what a machine runs. What of them is missing is told once for a component of which nobody says it, and its quick-fixes say it:
\`runs windows\` or \`runs linux\`. Fixing all opens none of it, since one machine doesn't need the ports of both.

Where the plan asserts that the traffic never happens (\`assert … never reaches …\`), the finding says so, and the fix of all leaves it out:
either the flow is not wanted, and what requires it should go, or the assertion says too much.`,
  *detect(context) {
    const { missing: all } = context.analysis;
    if (all.length) yield* missingAmong(all.inTurn, context);
    if (all.length > MOST) {
      const header = context.root.statements.find((s) => s.$type === 'PlanHeader' || s.$type === 'Use') ?? context.root;
      const more = (all.length - MOST).toLocaleString('en-US');
      yield {
        node: header,
        message: `${more} more pairs of components lack rules; they show once those that are listed have theirs.`,
      };
    }
  },
  fix(finding, context): Fix[] {
    const [missing] = dataOf([finding]);
    if (!missing) return finding.data && 'text' in finding.data ? fixUnsaid(finding.data, context) : [];
    const { pair, objection } = missing;
    const what = titleForMissing(missing, context.plan);
    const edits = editsForMissing([missing], context.plan);
    if (!edits.length) return [];
    const [own, turned] = directions(pair, context.plan);
    const others = [turned, missing.caution?.sites ? apart(pair, context.plan) : undefined].flatMap((each) =>
      each ? [{ title: `Add '${each.text}' instead`, edits: each.edits }] : [],
    );
    const against = againstText(objection);
    const opening = { title: `${what}${against}`, edits };
    // Who connects is to be said first: one of the two ways stays closed then.
    if (own) return [{ title: `Add '${own.text}'`, edits: own.edits }, ...others, opening];
    return [{ ...opening, ...(against ? {} : { preferred: true }) }, ...waking(missing.resting, context), ...others];
  },
  fixAll: (findings, context) =>
    editsForMissing(safeOf(decidedOf(dataOf(findings), context.plan), context.analysis), context.plan),
  leaves(finding, { plan }) {
    const [missing] = dataOf([finding]);
    return !missing || !isSafe(missing) || decidedPart(missing.pair, plan) !== missing.pair;
  },
});

/** What is missing, place by place, as far as it is listed. */
function* missingAmong(places: PairGaps['inTurn'], context: CheckContext): Iterable<Finding<Missing | UnsaidGaps>> {
  const { plan, root, analysis } = context;
  const objectionTo = objectionsTo(root, analysis);
  // An objection names the line of an assertion, and may hang on all rules.
  const objections = statementsOf(root, 'Assertion').some((s) => s.never) ? [objectionTo] : [];
  const uses = statementsOf(root, 'Use');
  const rules = extendableRules(analysis);
  const resting = new RestingRules(analysis);
  const shown: { readonly place: ZoneGaps; readonly most: number }[] = [];
  let count = 0;
  for (const place of places) {
    if (count >= MOST) break;
    shown.push({ place, most: MOST - count });
    count += place.length;
  }
  const mostOf = new Map(shown.map(({ place, most }) => [place, Math.min(most, place.length)]));
  const madeOf = (place: ZoneGaps): unknown[] => {
    const { fromZone, toZone } = place;
    const own = [plan.zones, fromZone.node, toZone.node, mostOf.get(place), rules.between(fromZone, toZone)];
    return [...own, resting.between(fromZone, toZone), ...uses, ...objections];
  };
  const find = (place: ZoneGaps): { findings: Finding<Missing>[]; unsaid: PairGap[] } => {
    const parts = place.slice(mostOf.get(place)!).map((pair) => splitBySystems(pair, plan));
    return {
      unsaid: parts.flatMap(({ unsaid }) => unsaid ?? []),
      findings: parts.flatMap(({ said: pair }): Finding<Missing>[] => {
        if (!pair) return [];
        const missing: Missing = {
          pair,
          rule: rules.ruleFor(pair),
          objection: objectionTo(pair.gaps.flatMap((gap) => gap.region)),
          caution: cautionAbout(plan, pair),
          resting: resting.wouldPermit(pair),
        };
        const told = { message: messageOf(missing, analysis), related: related(missing, analysis), data: missing };
        return [{ ...placeOf(missing, context), ...told }];
      }),
    };
  };
  const found = analysis.memory.every(
    'missing flows',
    shown.map(({ place }) => place),
    madeOf,
    find,
  );
  const all = [...found.values()];
  const open = all.flatMap((each) => each.unsaid);
  // What stands at the file as a whole stands at another node after each edit.
  for (const finding of [
    ...all.flatMap((each) => each.findings),
    ...unsaidGaps(open, plan).map((each) => unsaidFinding(each, context)),
  ])
    yield finding.node.$type === 'Document' ? { ...finding, node: root } : finding;
}

function isSafe({ objection, caution }: Missing): boolean {
  return !objection && !caution;
}

/** What can be opened without being asked for by itself; in a rule of its own, where its rule is about what can't as well. */
function safeOf(missing: readonly Missing[], analysis: Analysis): Missing[] {
  const unsafe = analysis.missing.filter((pair) => cautionAbout(analysis.plan, pair));
  return missing.filter(isSafe).map((each) => {
    const { rule, pair } = each;
    if (!rule || !unsafe.some((other) => opensFor(rule, pair.services, other))) return each;
    return { ...each, rule: undefined };
  });
}

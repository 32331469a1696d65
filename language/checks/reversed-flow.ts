import type { TextEdit } from 'vscode-languageserver-types';
import type { Analysis } from '../analysis/analyze.ts';
import { findingReversed, type ReversedRule, reversedRules } from '../analysis/coverage/reversed.ts';
import { usableServices } from '../analysis/coverage/users.ts';
import { lineOf, objectionsTo } from '../analysis/reach/objections.ts';
import { type Box, covers, intersect, possibleTraffic, type Region, servicesOf } from '../analysis/region.ts';
import type { Requirement } from '../analysis/requirements.ts';
import { at, defineCheck, type Fix } from '../checking/check.ts';
import { replaceServices } from '../editing/narrow.ts';
import { draftRules, type NewTraffic, replaceRule, ruleHead } from '../editing/new-rules.ts';
import { turnRound } from '../editing/turn-round.ts';
import { purposeOf } from '../model/describe-flow.ts';
import { IntervalSet } from '../model/interval-set.ts';
import type { PlanEndpoint, PlanRule } from '../model/plan.ts';
import { formatServices, isListable, type ServiceSet } from '../model/services.ts';
import { withEnds } from '../model/with-ends.ts';

/** A rule that opens the ports in the wrong direction. */
export const reversedFlow = defineCheck<Data>({
  code: 'reversed-flow',
  level: 'warning',
  theme: 'needs',
  title: 'A rule that opens required ports in the wrong direction',
  documentation: `\`a -> b\` names the side that opens the connection first. No catalog in use knows of a connection that this rule would let through, in
any phase or with any feature, while its ports are required from its destination to its source and are not permitted there. Most often
the source of a port table was read the wrong way round, or a rule for replies was written: replies need none.

\`\`\`segplan
allow repo -> vbr : tcp 6162    // the backup server connects to the repository
allow vbr -> repo : tcp 6162
\`\`\`

The quick-fix turns the rule round, for what is required alone where the rule would open more than that. Where the other direction is permitted already, the rule can go: \`unneeded-port\` says so.`,
  prepare: ({ analysis }) => findingReversed(analysis),
  *detect({ analysis }) {
    for (const [rule, reversed] of reversedRules(analysis)) {
      if (reversed)
        yield {
          ...at(rule.node, 'service'),
          message: messageOf(rule, reversed),
          related: related(reversed),
          data: { rule, reversed },
        };
    }
  },
  fix({ data }, { analysis, root, plan }): Fix[] {
    if (!data) return [];
    const { rule, reversed } = data;
    const objection = objectionsTo(root, analysis)(reversed.region);
    const against = objection ? `, against the assertion on line ${lineOf(objection)}` : '';
    const offer = (title: string, edits: TextEdit[]): Fix[] => [
      { title: title + against, edits, ...(objection ? {} : { preferred: true }), closes: { rule } },
    ];
    const title = `Turn the rule round: ${labels(rule.destinations)} -> ${labels(rule.sources)}`;
    if (opensOnlyMissing(data, analysis.standing().boxesIf(turned(rule, analysis)), analysis))
      return offer(title, turnRound(rule.node));
    // Turned round as it stands it would open more than is required.
    const ends = { sources: rule.destinationAddresses, destinations: rule.sourceAddresses };
    const least = leastOf(reversed);
    if (!least.isEmpty && isListable(least) && opensOnlyMissing(data, [{ ...ends, services: least }], analysis))
      return offer(`${title}, for ${formatServices(least)} alone`, [
        ...turnRound(rule.node),
        ...replaceServices(rule.node, formatServices(least)),
      ]);
    const drafts = draftRules(trafficOf(reversed), plan);
    const [first] = drafts;
    if (!first) return [];
    const more = drafts.length > 1 ? ` and ${drafts.length - 1} more` : '';
    return offer(`Write what is required instead: ${ruleHead(first, plan)}${more}`, replaceRule(rule, drafts, plan));
  },
});

interface Data {
  readonly rule: PlanRule;
  readonly reversed: ReversedRule;
}

/** The rule with its ends changed. */
function turned(rule: PlanRule, { plan }: Analysis): PlanRule {
  const { sources, destinations, sourceExceptions, destinationExceptions } = rule;
  return withEnds(
    rule,
    {
      sources: destinations,
      destinations: sources,
      sourceExceptions: destinationExceptions,
      destinationExceptions: sourceExceptions,
    },
    plan.components,
  );
}

/** Whether traffic is what is required and not permitted, besides what is permitted already. */
function opensOnlyMissing({ rule, reversed }: Data, boxes: readonly Box[], analysis: Analysis): boolean {
  const { phases } = analysis;
  const traffic = boxes.flatMap((b) => possibleTraffic(b.sources, b.destinations, b.services));
  const allowed = boxes
    .flatMap((box) => [...analysis.standing().touching(box)])
    .filter((b) => b.rule !== rule && b.rule.action === 'allow' && b.rule.until === undefined)
    .filter((b) => b.phases.every((phase) => phase === rule.phase || phases.has(phase)));
  return covers([...reversed.region, ...allowed], traffic);
}

/** What of the rule is needed the other way. */
function leastOf({ requirements, region }: ReversedRule): ServiceSet {
  return IntervalSet.unionAll(requirements.map((requirement) => leastFor(requirement, requirement, region)));
}

/** What of some traffic is needed between two ends of a requirement: of several alternatives the first that is there. */
function leastFor(
  requirement: Requirement,
  { sources, destinations }: Pick<Box, 'sources' | 'destinations'>,
  region: Region,
): ServiceSet {
  const own = servicesOf(intersect(region, possibleTraffic(sources, destinations, usableServices(requirement))));
  const { services, alternatives } = requirement;
  return IntervalSet.unionAll([
    own.intersect(services),
    ...alternatives.flatMap((group) => group.find((set) => own.covers(set)) ?? []),
  ]);
}

/** What is missing, by pairs of components. */
function trafficOf({ requirements, region }: ReversedRule): NewTraffic[] {
  return requirements.flatMap((r) =>
    r.from.flatMap((from) =>
      r.to.flatMap((to): NewTraffic[] => {
        const services = leastFor(r, { sources: from.addresses, destinations: to.addresses }, region);
        return services.isEmpty ? [] : [{ from, to, services, flows: [r.flow] }];
      }),
    ),
  );
}

function labels(ends: readonly PlanEndpoint[]): string {
  return ends.map((end) => end.label).join(', ');
}

function messageOf(rule: PlanRule, { services, requirements }: ReversedRule): string {
  const purposes = [...new Set(requirements.map((r) => r.flow.purpose))].filter((p) => p).slice(0, 2);
  const why = purposes.length ? ` Needed for: ${purposes.join('; ').replace(/\.$/, '')}.` : '';
  return `The connection goes the other way: ${formatServices(services)} is required from ${labels(rule.destinations)} to ${labels(rule.sources)}, where no rule permits it, and nothing is known to need it in this direction.${why}`;
}

function related({ requirements }: ReversedRule) {
  return [...new Map(requirements.map((r) => [r.flow.node, purposeOf(r.flow)]))].map(([node, message]) => ({ node, message }));
}

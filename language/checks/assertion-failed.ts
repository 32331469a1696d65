import type { Analysis } from '../analysis/analyze.ts';
import { claimOf, type Failure, failureOf } from '../analysis/reach/assertions.ts';
import { describeChain } from '../analysis/reach/describe-chain.ts';
import { defineCheck, type Place } from '../checking/check.ts';
import type * as ast from '../generated/ast.ts';
import { formatAddresses } from '../model/addresses.ts';
import { networkInCommon, seenIn } from '../model/legs.ts';
import { BOTH_FAMILIES, withoutAddresses } from '../model/services.ts';
import { statementsOf } from '../syntax/statements.ts';

/** An assertion that doesn't hold, with a packet that shows it. */
export const assertionFailed = defineCheck({
  code: 'assertion-failed',
  level: 'error',
  theme: 'openings',
  title: 'An assertion that does not hold',
  documentation: `Assertions say what has to stay true whatever else changes. They are decided on every edit, over all rules in force.

\`\`\`segplan
assert internet never reaches vbr
assert proxy reaches repo on tcp 2500
assert internet never reaches repo through relays
assert users reaches app on tcp 443 not during failover
\`\`\`

\`never reaches\` fails when any traffic is permitted; \`reaches … on\` fails when a part of it is not; \`reaches\` without services needs
something to be permitted. One with \`during\` is decided while that phase is on, and one with \`not during\` while it is not. \`through relays\` also follows components that pass traffic on, such as gateways and proxies: a way over any
number of them counts. Which do so, their catalog says (\`relays\`); one that can be entered on any port is taken to reach on to wherever
rules let it, and to everything in its own zone. The message names a packet that shows the failure, and the related information leads to the rule that
decides it. Which address a host name has nobody knows: \`never\` fails where it may be one that is open, \`reaches\` where it may be one that is
denied. Assertions are about traffic between zones: within a zone everything is taken to reach everything.`,
  *detect({ root, analysis }) {
    for (const node of statementsOf(root, 'Assertion')) {
      const failure = failureOf(node, analysis);
      if (!failure) continue;
      const message = messageOf(failure) + otherTimes(node, failure) + otherNetwork(node, failure, analysis);
      yield { node, message, related: relatedTo(failure) };
    }
  },
});

/** How to leave a phase out that has rules of its own. */
function otherTimes(node: ast.Assertion, failure: Failure): string {
  if (node.phase !== undefined) return '';
  const rule = failure.kind === 'permitted' ? failure.rule : failure.kind === 'closed' ? failure.deny : undefined;
  return rule?.phase === undefined
    ? ''
    : ` That rule is of the phase ${rule.phase}: what is asserted of other times ends with 'not during ${rule.phase}'.`;
}

/** Where two components reach each other in a network besides the places where they stand, which `reaches` is about. */
function otherNetwork(node: ast.Assertion, { kind }: Failure, analysis: Analysis): string {
  const claim = kind === 'closed' || kind === 'unreached' ? claimOf(node, analysis) : undefined;
  const zone = claim && networkInCommon(claim);
  if (!zone) return '';
  const [from, to] = [...claim.sources, ...claim.destinations].flatMap(({ components }) =>
    components.map((c) => (c.zone === zone ? c.name : (formatAddresses(seenIn(c, zone).addresses)[0] ?? c.name))),
  );
  return ` That is about where the two stand: in ${zone.name} they reach each other without a rule, which '${from} reaches ${to}' asserts.`;
}

function messageOf(failure: Failure): string {
  switch (failure.kind) {
    case 'inside':
      return `This can happen: ${failure.packet.text}. Both ends are in one zone, where no network firewall stands between them.`;
    case 'permitted':
      return `This can happen: ${failure.packet.text}.${failure.rule ? ` Line ${failure.rule.line} ${failure.perhaps ? `may permit it: ${failure.perhaps}` : 'permits it'}.` : ''}`;
    case 'closed':
      return `This is not permitted: ${failure.packet.text}. ${whyClosed(failure)}`;
    case 'nowhere':
      return `${failure.end.label} stands for no address in this plan, so nothing reaches it or comes from it.`;
    case 'impossible':
      if (failure.foreign) return `This can't happen: ${withoutAddresses(failure.foreign)}. ${BOTH_FAMILIES}`;
      return "This can't happen: one end has IPv4 addresses alone and the other IPv6 addresses alone. Give one of them an address of the other family.";
    case 'chain':
      return `This can happen: ${describeChain(failure.chain, failure.ends)
        .map(({ text, reason }) => `${text} (${reason})`)
        .join(', then ')}.`;
    case 'unreached':
      return `This is not permitted, not even through relays: ${failure.packet.text}.`;
  }
}

function whyClosed({ deny, perhaps, dormant, apart }: Failure & { kind: 'closed' }): string {
  if (apart) return 'No firewall of the plan carries it.';
  if (deny) return `Line ${deny.line} ${perhaps ? `may deny it: ${perhaps}` : 'denies it'}.`;
  if (!dormant) return 'No rule permits it.';
  const { rule, because } = dormant;
  return `Line ${rule.line} would permit it, but ${because === 'expired' ? `ended with ${rule.until}` : `its phase ${rule.phase} is off`}.`;
}

function relatedTo(failure: Failure): Place[] {
  if (failure.kind === 'permitted')
    return failure.rule
      ? [{ node: failure.rule.node, message: failure.perhaps ? 'This rule may permit it.' : 'This rule permits it.' }]
      : [];
  if (failure.kind === 'chain')
    return describeChain(failure.chain, failure.ends).flatMap(({ text, rules }) =>
      rules.map((rule) => ({ node: rule.node, message: `This rule permits ${text}.` })),
    );
  if (failure.kind !== 'closed') return [];
  if (failure.deny)
    return [{ node: failure.deny.node, message: failure.perhaps ? 'This rule may deny it.' : 'This rule denies it.' }];
  return failure.dormant
    ? [{ node: failure.dormant.rule.node, message: 'This rule would permit it, and has no effect now.' }]
    : [];
}

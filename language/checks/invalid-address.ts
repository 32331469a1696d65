import { AstUtils } from 'langium';
import { type CheckContext, defineCheck, type Finding, type Fix, rangeOf } from '../checking/check.ts';
import * as ast from '../generated/ast.ts';
import { hostNameIn } from '../model/addresses.ts';
import { IntervalSet } from '../model/interval-set.ts';
import { addressSet, faultOf, namedSet } from '../model/stated-addresses.ts';
import { lineSet, translationsOf } from '../model/subnets.ts';

/** Set where a network was written with host bits, or a host name with more than that: what it should have been. */
type Replacement = string | undefined;

/** An address that is none. */
export const invalidAddress = defineCheck<Replacement>({
  code: 'invalid-address',
  level: 'error',
  theme: 'places',
  essential: true,
  title: 'An address, network, range, host name or service tag that is not valid',
  documentation: `An address is an IPv4 or IPv6 address, a network in CIDR form, or a range. Numbers of an IPv4 address go from 0 to 255 and
have no leading zeros; a network has no bits set behind its prefix; a range ends where it begins or above, in the same address family.
What stands behind \`as\` is as large as what it stands for, or a single address, and of the same family.

\`\`\`segplan
subnet 10.10.0.7/24   // the network is 10.10.0.0/24
\`\`\`

A host name is nothing but the name: a port stands in rules, and no rule tells paths apart. \`"*.example.com"\` stands for every name below
\`example.com\`; a \`*\` can stand nowhere else, as no firewall has a form for it.

\`\`\`segplan
component api : network.web-server at "https://api.example.com/v1"   // the host name is api.example.com
\`\`\`

A service tag (\`tag "Storage.WestEurope"\`) is spelled alike wherever it stands.

The quick-fix writes the network, the host name or the tag that was meant.`,
  *detect(context) {
    yield* inspectSpelling(context);
    for (const node of context.analysis.memory.nodes('addresses', context.root, ADDRESSES, isFaulty)) {
      if (ast.isAddress(node)) yield* inspect(node);
      else if (ast.isSubnets(node)) yield* inspectTranslation(node);
      else yield* inspectName(node);
    }
  },
  fix(finding): Fix[] {
    const network = finding.data;
    return network
      ? [{ title: `Write ${network}`, edits: [{ range: rangeOf(finding), newText: network }], preferred: true }]
      : [];
  },
});

type Named = ast.FqdnHost | ast.FqdnEndpoint | ast.TagHost | ast.TagEndpoint;

const ADDRESSES = ['Address', 'Subnets', 'FqdnHost', 'FqdnEndpoint', 'TagHost', 'TagEndpoint'] as const;

/** Whether there is anything to say of a node by itself. */
function isFaulty(node: ast.Address | ast.Subnets | Named): boolean {
  if (ast.isAddress(node)) return !!node.start && faultOf(node) !== undefined;
  return ast.isSubnets(node) ? node.seen.length > 0 : [...inspectName(node)].length > 0;
}

function* inspectName(node: Named): Iterable<Finding<Replacement>> {
  try {
    // One that is still being written is a syntax error.
    if (('fqdn' in node ? node.fqdn : node.tag) !== undefined) namedSet(node);
  } catch (error) {
    const name = 'fqdn' in node ? hostNameIn(node.fqdn) : undefined;
    yield { node, message: (error as Error).message, data: name && `"${name}"` };
  }
}

/** Tags that differ from one that is known in upper and lower case alone: they would be two places, and are one to a cloud. */
function* inspectSpelling({ root, plan, analysis }: CheckContext): Iterable<Finding<Replacement>> {
  const tags = analysis.memory.nodes('tags', root, ['TagHost', 'TagEndpoint']);
  if (!tags.length) return;
  const known = new Map<string, string>();
  const spell = (tag: string): string => {
    let text = '';
    for (const label of tag.split('.')) {
      const next = text ? `${text}.${label}` : label;
      text = known.get(next.toLowerCase()) ?? next;
      known.set(text.toLowerCase(), text);
    }
    return text;
  };
  const others = [...plan.catalog.roles.values()]
    .flatMap((role) => role.hosts)
    .concat(plan.components.flatMap((c) => c.node.hosts));
  for (const host of others) if (ast.isTagHost(host) && AstUtils.findRootNode(host) !== root) spell(host.tag);
  for (const node of tags) {
    if (!node.tag) continue;
    const text = spell(node.tag);
    if (text === node.tag) continue;
    const message = `This service tag is ${text} elsewhere, and upper and lower case are told apart; write tag "${text}".`;
    yield { node, message, data: `tag "${text}"` };
  }
}

/** Addresses that can't be seen as those behind `as`: there are too many or too few of them. */
function* inspectTranslation(line: ast.Subnets): Iterable<Finding<Replacement>> {
  const { addresses, seen } = line;
  if (!seen.length || [...addresses, ...seen].some((address) => addressSet(address).isEmpty)) return;
  const translations = translationsOf(line);
  const [first] = seen;
  if (seen.length !== addresses.length && !translations.length) {
    yield {
      node: first!,
      message: `Behind 'as' stand ${seen.length} entries for ${addresses.length}: write one for each, or a single address for all.`,
    };
    return;
  }
  const [all, translated] = [lineSet(line), IntervalSet.unionAll(translations.map((t) => t.own))];
  for (const [n, address] of addresses.entries()) {
    const own = addressSet(address).intersect(all);
    if (own.isEmpty || translated.overlaps(own)) continue;
    const [from, to] = [address.$cstNode?.text ?? '', (seen[n] ?? first)?.$cstNode?.text ?? ''];
    yield {
      node: seen[n] ?? first!,
      message: `${from} can't be seen as ${to}: that has to be as large and of the same address family, or a single address for all.`,
    };
  }
}

function* inspect(node: ast.Address): Iterable<Finding<Replacement>> {
  const fault = node.start ? faultOf(node) : undefined;
  if (fault?.hostBits)
    yield {
      node,
      message: `${node.start}/${node.prefix} has bits set behind its prefix; the network is ${fault.hostBits}.`,
      data: fault.hostBits,
    };
  else if (fault?.message) yield { node, message: fault.message };
}

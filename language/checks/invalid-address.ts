import { AstUtils } from 'langium';
import { defineCheck, type Finding, type Fix, rangeOf } from '../checking/check.ts';
import * as ast from '../generated/ast.ts';
import { hostNameIn, parseAddress, parseHostName } from '../model/addresses.ts';
import { addressSet } from '../model/endpoint-resolver.ts';
import { lineSet, translationsOf } from '../model/subnets.ts';

/** Set where a network was written with host bits, or a host name with more than that: what it should have been. */
type Replacement = string | undefined;

/** An address that is none. */
export const invalidAddress = defineCheck<Replacement>({
  code: 'invalid-address',
  level: 'error',
  essential: true,
  title: 'An address, network, range or host name that is not valid',
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

The quick-fix writes the network or the host name that was meant.`,
  *detect(context) {
    for (const node of AstUtils.streamAst(context.root)) {
      if (ast.isAddress(node)) yield* inspect(node);
      else if (ast.isSubnets(node)) yield* inspectTranslation(node);
      else if (ast.isFqdnHost(node) || ast.isFqdnEndpoint(node)) {
        try {
          parseHostName(node.fqdn);
        } catch (error) {
          const name = hostNameIn(node.fqdn);
          yield { node, message: (error as Error).message, data: name && `"${name}"` };
        }
      }
    }
  },
  fix(finding): Fix[] {
    const network = finding.data;
    return network
      ? [{ title: `Write ${network}`, edits: [{ range: rangeOf(finding), newText: network }], preferred: true }]
      : [];
  },
});

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
  for (const [n, address] of addresses.entries()) {
    const own = addressSet(address).intersect(lineSet(line));
    if (own.isEmpty || translations.some((t) => t.own.overlaps(own))) continue;
    const [from, to] = [address.$cstNode?.text ?? '', (seen[n] ?? first)?.$cstNode?.text ?? ''];
    yield {
      node: seen[n] ?? first!,
      message: `${from} can't be seen as ${to}: that has to be as large and of the same address family, or a single address for all.`,
    };
  }
}

function* inspect(node: ast.Address): Iterable<Finding<Replacement>> {
  if (!node.start) return;
  try {
    const { hostBits } = parseAddress({ start: node.start, prefix: node.prefix, end: node.end });
    if (hostBits)
      yield {
        node,
        message: `${node.start}/${node.prefix} has bits set behind its prefix; the network is ${hostBits}.`,
        data: hostBits,
      };
  } catch (error) {
    yield { node, message: (error as Error).message };
  }
}

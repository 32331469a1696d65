import { AstUtils } from 'langium';
import { defineCheck, type Finding, type Fix, rangeOf } from '../checking/check.ts';
import * as ast from '../generated/ast.ts';
import { parseAddress, parseHostName } from '../model/addresses.ts';

/** Set where a network was written with host bits: what it should have been. */
type Replacement = string | undefined;

/** An address that is none. */
export const invalidAddress = defineCheck<Replacement>({
  code: 'invalid-address',
  level: 'error',
  essential: true,
  title: 'An address, network, range or host name that is not valid',
  documentation: `An address is an IPv4 or IPv6 address, a network in CIDR form, or a range. Numbers of an IPv4 address go from 0 to 255 and
have no leading zeros; a network has no bits set behind its prefix; a range ends where it begins or above, in the same address family.

\`\`\`segplan
subnet 10.10.0.7/24   // the network is 10.10.0.0/24
\`\`\`

The quick-fix writes the network that was meant.`,
  *detect(context) {
    for (const node of AstUtils.streamAst(context.root)) {
      if (ast.isAddress(node)) yield* inspect(node);
      else if (ast.isFqdnHost(node) || ast.isFqdnEndpoint(node)) {
        try {
          parseHostName(node.fqdn);
        } catch (error) {
          yield { node, message: (error as Error).message };
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

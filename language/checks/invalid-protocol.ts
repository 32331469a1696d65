import type { Range } from 'vscode-languageserver-types';
import { isBrokenBehind } from '../checking/broken-lines.ts';
import { defineCheck, type Fix, rangeOf } from '../checking/check.ts';
import * as ast from '../generated/ast.ts';
import { type IcmpTypeNumber, icmpTypesOf, namedIcmpTypes, type WrongProtocol } from '../model/protocols.ts';
import { partSet, portlessSet } from '../model/resolve-services.ts';
import { onlyFamilyOf } from '../model/services.ts';

interface Mistyped {
  readonly range: Range;
  readonly instead: readonly string[];
}

/** A protocol or a type of icmp that is none. */
export const invalidProtocol = defineCheck<Mistyped>({
  code: 'invalid-protocol',
  level: 'error',
  theme: 'words',
  essential: true,
  title: 'A protocol or a type of icmp that there is not',
  documentation: `\`protocol\` takes IP protocols by IANA's keyword in lower case (\`protocol gre\`, \`protocol esp\`) or by their number (\`protocol 47\`), from 0 to
255. Those with words of their own are written with these: \`tcp\` and \`udp\` with their ports, \`icmp\` and \`icmpv6\`. A keyword that most people mean something else by is
none: \`ipip\` is protocol 94 in IANA's registry and protocol 4 to Linux, Junos and clouds, so that a plan says \`protocol ipv4\` or \`protocol 94\`.

\`icmp\` takes a type by name, which is of both address families where both have it (\`icmp echo-request\`), or by its number in ICMPv4;
\`icmpv6\` takes one of IPv6 alone.

\`\`\`segplan
allow a -> b : protocol gre, icmp echo-request, icmpv6 135
allow a -> b : protocol tcp                       // write tcp and its ports
\`\`\`

\`one of\` and \`first of\` take no type that one family alone has: between addresses of the other family it would be no choice, and what is opened for
it would open nothing.

The quick-fixes put in the protocol or the type that was meant.`,
  *detect(context) {
    for (const node of context.analysis.memory.nodes('protocols', context.root, ['ProtocolService', 'IcmpService'])) {
      // One that breaks off is a syntax error.
      if (ast.isProtocolService(node) && node.protocol === undefined) continue;
      try {
        portlessSet(node);
      } catch (error) {
        if (isBrokenBehind(node, context.document)) continue;
        const { message, instead } = error as Error & Partial<WrongProtocol>;
        yield { node, message, ...(instead?.length ? { data: { range: rangeOf({ node }), instead } } : {}) };
      }
    }
    const others = new Set<ast.Service>();
    for (const choice of context.analysis.memory.nodes('choices', context.root, ['AlternativeService']))
      for (const node of choice.alternatives) {
        const family = hasOthers(node, others) ? undefined : onlyFamilyOf(partSet(node));
        if (!family) continue;
        const instead = ofBothFamilies(node);
        const message = `In '${choice.ordered ? 'first' : 'one'} of' this is a choice between IPv${family} addresses alone. Write ${instead ? `'${instead}', which is of both families` : 'a service that both families have'}.`;
        yield { node, message, ...(instead ? { data: { range: rangeOf({ node }), instead: [instead] } } : {}) };
      }
  },
  fix({ data }): Fix[] {
    if (!data) return [];
    const { range, instead } = data;
    // Which of several was meant is for a person to say.
    const preferred = instead.length === 1;
    return instead.map((newText) => ({ title: `Change to '${newText}'`, edits: [{ range, newText }], preferred }));
  },
});

/** A type by the name that both families have it by. */
function ofBothFamilies(node: ast.ServiceItem): string | undefined {
  if (!ast.isIcmpService(node)) return undefined;
  if (node.type === undefined) return 'icmp';
  const own = icmpTypesOf(node.protocol, `${node.type}`);
  const isIt = ({ family, type }: IcmpTypeNumber): boolean => own.some((one) => one.family === family && one.type === type);
  const name = namedIcmpTypes().find(({ numbers }) => numbers.length > 1 && numbers.some(isIt))?.name;
  return name && `icmp ${name}`;
}

/**
 * Whether something besides ICMP is named somewhere in a service, so that it is of both families: what names lead to is looked through once.
 * @param others services in which that is so; those that are found are added
 */
function hasOthers(start: ast.ServiceItem, others: Set<ast.Service>): boolean {
  /** By which service each was come to. */
  const from = new Map<ast.Service, ast.Service | undefined>();
  const open: { readonly item: ast.ServiceItem; readonly via?: ast.Service | undefined }[] = [{ item: start }];
  const found = (last: ast.Service | undefined): true => {
    for (let service = last; service && !others.has(service); service = from.get(service)) others.add(service);
    return true;
  };
  for (let next = open.pop(); next; next = open.pop()) {
    const { item, via } = next;
    if (ast.isIcmpService(item)) continue;
    if (ast.isAlternativeService(item)) for (const each of item.alternatives) open.push({ item: each, via });
    else if (ast.isServiceReference(item)) {
      const service = item.service.ref;
      if (!service?.service || from.has(service)) continue;
      // Of what exceptions leave, names don't tell.
      if (service.service.exceptions.length) return false;
      if (others.has(service)) return found(via);
      from.set(service, via);
      for (const each of service.service.items) open.push({ item: each, via: service });
    } else return found(via);
  }
  return false;
}

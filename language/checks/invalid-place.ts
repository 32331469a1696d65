import type { Range } from 'vscode-languageserver-types';
import { defineCheck, type Fix } from '../checking/check.ts';
import * as ast from '../generated/ast.ts';

interface Misplaced {
  /** What stands behind the name. */
  readonly place: Range;
  /** The place as it is written. */
  readonly text: string;
  /** Whether the name means the same without it. */
  readonly isThere: boolean;
  /** The addresses that the component has in the place besides, in place of the whole. */
  readonly leg?: { readonly range: Range; readonly addresses: string };
}

/** A place behind a name that is no role. */
export const invalidPlace = defineCheck<Misplaced>({
  code: 'invalid-place',
  level: 'error',
  theme: 'words',
  essential: true,
  title: 'A place behind a name that is no role',
  documentation: `\`veeam.proxy in backup\` is whoever has the role and stands in \`backup\`. A component, a zone, a site and a group are what they are, wherever they are named, so that
no place stands behind them. One of two components with the same name is written with its zone: \`shop-north.till\`.

\`\`\`segplan
allow vbr -> repo in production : tcp 6162     // repo stands in one zone alone: leave 'in production' out
allow vbr -> proxy in storage : tcp 22         // an address of proxy in another network is written as such: 10.40.0.20
\`\`\`

Until it is mended, the name stands for nothing. The quick-fixes leave the place out, or write the addresses that the component has there.`,
  *detect({ analysis, root }) {
    for (const node of analysis.memory.nodes('names with a place', root, ['NamedEndpoint'], isPlaced)) {
      const target = node.target?.ref;
      const place = node.place?.ref;
      const range = behindName(node);
      if (!target || target.$type === 'Role' || !place || !range) continue;
      const leg = ast.isComponent(target) ? target.legs.find(({ zone }) => zone?.ref && isWithin(zone.ref, place)) : undefined;
      const addresses = leg?.addresses.map(({ $cstNode }) => $cstNode?.text ?? '').join(', ');
      const text = `in ${place.name}`;
      const isThere = ast.isComponent(target)
        ? isWithin(target.$container, place)
        : ast.isZone(target) && isWithin(target, place);
      const way = addresses
        ? `Write ${addresses}, which it has in ${place.name}, or leave '${text}' out.`
        : `Leave '${text}' out.`;
      yield {
        node,
        message: `A place stands behind a role alone: ${whatItIs(target)}. ${way}`,
        data: { place: range, text, isThere, ...(addresses ? { leg: { range: node.$cstNode!.range, addresses } } : {}) },
      };
    }
  },
  fix({ data }): Fix[] {
    if (!data) return [];
    const { place, text, isThere, leg } = data;
    return [
      ...(leg ? [{ title: `Write ${leg.addresses}`, edits: [{ range: leg.range, newText: leg.addresses }] }] : []),
      { title: `Leave '${text}' out`, edits: [{ range: place, newText: '' }], preferred: isThere },
    ];
  },
});

function whatItIs(target: ast.EndpointTarget): string {
  const { name } = target;
  if (ast.isComponent(target)) return `${name} is one component, which stands in ${target.$container.name}`;
  if (ast.isGroup(target)) return `${name} is a group, of all that it names`;
  return `${name} is a ${ast.isZone(target) ? 'zone' : 'site'}, of all that is in it`;
}

function isWithin(zone: ast.Zone, place: ast.Place): boolean {
  return zone === place || (ast.isSite(place) && place.zones.includes(zone));
}

/** From the end of the name to the end of its place. */
function behindName({ $cstNode, target }: ast.NamedEndpoint): Range | undefined {
  const start = target?.$refNode?.range.end;
  return $cstNode && start && { start, end: $cstNode.range.end };
}

function isPlaced({ place }: ast.NamedEndpoint): boolean {
  return place !== undefined;
}

import { knownTraffic, type Requirement } from '../analysis/requirements.ts';
import { at, type CheckContext, defineCheck, type Fix } from '../checking/check.ts';
import { removeItems, removeStatement } from '../editing/remove.ts';
import type * as ast from '../generated/ast.ts';
import { sourceId } from '../model/catalog-ids.ts';
import { statementsOf } from '../syntax/statements.ts';

/** One source of a `trust` line. */
interface Idle {
  readonly trust: ast.Trust;
  readonly index: number;
}

/** A `trust` that changes nothing. */
export const idleTrust = defineCheck<Idle>({
  code: 'idle-trust',
  level: 'warning',
  theme: 'idle',
  title: 'A `trust` that changes nothing',
  documentation: `\`trust\` has the readings of a source required although a maker's own reference contests them. It changes nothing for a source that
nobody contests, since what that says counts anyway, and nothing where none of its contested readings lies between components of the plan.

\`\`\`segplan
use veeam 13
trust veeam.used-ports     // the maker's own reference: it counts anyway
\`\`\`

The quick-fix takes the source out, or the whole line.`,
  *detect(context) {
    const trusted = new Map<string, ast.Trust>();
    for (const trust of statementsOf(context.root, 'Trust'))
      for (const [index, { ref }] of trust.sources.entries()) {
        if (!ref) continue;
        const id = sourceId(ref);
        const before = trusted.get(id);
        const why = before ? `${id} is trusted already, on line ${lineOf(before)}.` : whyIdle(id, ref, context);
        trusted.set(id, before ?? trust);
        if (why) yield { ...at(trust, 'sources', index), message: why, unnecessary: true, data: { trust, index } };
      }
  },
  fix({ data }): Fix[] {
    if (!data) return [];
    const { trust, index } = data;
    if (trust.sources.length === 1) return [{ title: 'Remove this line', edits: removeStatement(trust), preferred: true }];
    const edits = removeItems(trust, 'sources', new Set([index]));
    return [{ title: `Take ${trust.sources[index]?.$refText} out`, edits, preferred: true }];
  },
});

function lineOf(node: ast.Trust): number {
  return (node.$cstNode?.range.start.line ?? 0) + 1;
}

/** Why trusting a source changes nothing here; nothing where it changes something, be it with another feature or in another phase. */
function whyIdle(id: string, source: ast.Source, { plan }: CheckContext): string | undefined {
  if (source.vendor) return `${id} is the maker's own reference, which counts anyway.`;
  const vendor = id.slice(0, id.indexOf('.'));
  const contested = (plan.catalog.vendors.get(vendor)?.flows ?? []).filter(
    (f) => f.contestedBy.length && f.sources.some((s) => s.id === id),
  );
  if (!contested.length) return `Nothing contests what ${id} says, so it counts anyway.`;
  if (!plan.uses.has(vendor)) return `The flows of ${vendor} are not checked: this changes nothing without 'use ${vendor}'.`;
  // Before there are components, nobody can tell.
  if (!plan.components.length) return undefined;
  const nodes = new Set(contested.map((f) => f.node));
  // Between two roles of one server nothing crosses a network.
  const joins = ({ from, to }: Requirement): boolean => from.some((a) => to.some((b) => a !== b));
  if (knownTraffic(plan, true).some((r) => nodes.has(r.flow.node) && joins(r))) return undefined;
  return `No contested reading of ${id} lies between components of this plan.`;
}

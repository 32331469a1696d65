import { type AstNode, AstUtils } from 'langium';
import { requiredOfEachSide } from '../analysis/each-side.ts';
import { at, type CheckContext, defineCheck, type Fix, rangeOf } from '../checking/check.ts';
import { countedFor, countedSpan } from '../model/adjust-services.ts';
import type { CatalogFlow } from '../model/catalog.ts';
import { purposeOf } from '../model/describe-flow.ts';
import { onceFor } from '../model/once-for.ts';
import type { PlanComponent } from '../model/plan.ts';
import type { ServicePart } from '../model/stated-ports.ts';

const LAST_PORT = 65_535;

/** Where it stands, and which number does there. */
interface At {
  readonly node: AstNode;
  readonly property?: string;
  /** The number, where it is one that counts once. */
  readonly own?: number;
}

/** The place of a number, and the most that there are ports for beside what others count. */
interface Data {
  readonly at: At;
  readonly most: number;
}

/** Counted ports of which there are more than numbers of ports. */
export const exhaustedPorts = defineCheck<Data>({
  code: 'exhausted-ports',
  level: 'error',
  theme: 'needs',
  ofPlan: true,
  title: 'Counted ports that would go on beyond 65535, the last port there is',
  documentation: `Some services are as many ports as there are machines, or as a number of a component says: \`tcp 2500+ (1 for each proxy.tasks)\`. Ports end at
65535, so that what would lie beyond can be neither required nor opened, and the machines that it was meant for have none.

\`\`\`segplan
component proxy : acme.proxy at 10.0.0.2 { tasks = 70000 }   // 2500 and 63035 more is all that there is
\`\`\`

Most often the number is a slip. The quick-fix writes the largest that there are ports for beside what others count.`,
  *detect(context) {
    const told = new Set<string>();
    for (const { flow, to } of countingIn(context))
      for (const part of flow.services.parts)
        for (const responder of to) {
          const span = countedSpan(part, responder, context.plan.components);
          if (!span || span.to <= LAST_PORT) continue;
          const key = `${responder.name} ${span.from} ${part.counted!.role.name} ${part.counted!.property?.name}`;
          if (told.has(key)) continue;
          told.add(key);
          const { per, step } = part.counted!;
          const room = Math.floor((LAST_PORT - span.from) / step) + 1;
          const place = placeOf(part, responder, context);
          const most = place.own === undefined ? 0 : place.own - Math.ceil((span.count - room) / per);
          yield {
            ...place,
            message: `${responder.name} would listen on ${span.count.toLocaleString('en-US')} ports from ${span.from} on, and there is room for ${room.toLocaleString('en-US')}: 65535 is the last port there is.`,
            related: [{ node: flow.node, message: purposeOf(flow) }],
            ...(most > 0 ? { data: { at: place, most } } : {}),
          };
        }
  },
  fix: ({ data }): Fix[] =>
    data ? [{ title: `Write ${data.most}`, edits: [{ range: rangeOf(data.at), newText: `${data.most}` }] }] : [],
});

const counts = onceFor(({ services }: CatalogFlow): boolean => services.parts.some(({ counted }) => counted));

function countingIn({ analysis }: CheckContext) {
  return analysis.memory.one('requirements with counted ports', [analysis.index], () =>
    requiredOfEachSide(analysis).filter(({ flow }) => counts(flow)),
  );
}

/** The largest number that counts, where the file says it; else whoever listens, or where the file says which vendors there are. */
function placeOf({ counted }: ServicePart, responder: PlanComponent, { plan, document, root }: CheckContext): At {
  const here = (node: AstNode): boolean => AstUtils.getDocument(node) === document;
  const all = countedFor(counted!, responder, plan.components);
  const [largest] = all
    .flatMap(({ node, instances }) => {
      const number = node.assignments.find(({ property }) => property.ref === counted!.property);
      return number && here(number) ? [{ number, own: Number(number.value), instances }] : [];
    })
    .sort((a, b) => b.own * b.instances - a.own * a.instances);
  if (largest) return { ...at(largest.number, 'value'), ...(largest.instances === 1 ? { own: largest.own } : {}) };
  const named = [responder, ...all].find(({ node }) => here(node));
  return named
    ? at(named.node, 'name')
    : { node: root.statements.find(({ $type }) => $type === 'Use' || $type === 'Import') ?? root };
}

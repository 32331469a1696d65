import type * as ast from '../generated/ast.ts';
import type { CatalogFlow, FlowCondition } from './catalog.ts';
import { featureId, readSources, roleId } from './catalog-ids.ts';
import { withSidesTurned } from './flow-conditions.ts';
import { resolveServices } from './resolve-services.ts';
import { readSystem } from './systems.ts';
import { resolveVersion } from './versions.ts';

/** What is made when it is asked for, and kept. */
export function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** What a flow says is read when it is asked for: of most flows, a plan needs to know no more than the roles. */
export function readFlow(vendor: string, node: ast.Flow, count: Map<string, number>): CatalogFlow[] {
  const clause = <T extends ast.FlowClause>(type: T['$type']): T | undefined =>
    node.clauses.find((c): c is T => c.$type === type);
  const mark = (name: string): boolean => node.clauses.some((c) => c.$type === 'MarkClause' && c.mark === name);
  const services = once(() => resolveServices(node.service));
  const conditions = once(() =>
    node.clauses.flatMap((c) => (c.$type === 'WhenClause' && c.condition ? readConditions(c.condition) : [])),
  );
  const words = once(() => ({
    features: (clause<ast.FeatureClause>('FeatureClause')?.features ?? []).flatMap((f) => (f.ref ? [featureId(f.ref)] : [])),
    phase: clause<ast.PhaseClause>('PhaseClause')?.phase,
    optional: mark('optional'),
    exposed: mark('exposed'),
    acrossDeployments: node.clauses.some((c) => c.$type === 'AcrossClause'),
    traffic: clause<ast.TrafficClause>('TrafficClause')?.traffic,
    protection: clause<ast.ProtectionClause>('ProtectionClause')?.protection,
    purpose: clause<ast.PurposeClause>('PurposeClause')?.purpose ?? '',
    note: clause<ast.NoteClause>('NoteClause')?.note,
  }));
  const sources = once(() => readSources(node.clauses.filter((c) => c.$type === 'Citation')));
  const contestedBy = once(() => readSources(node.clauses.filter((c) => c.$type === 'ContestClause')));
  // Own properties, so that a copy of a flow has them as well.
  const between = (id: string, initiator: string, responder: string): CatalogFlow => ({
    vendor,
    initiative: node.between ? ('unstated' as const) : ('stated' as const),
    get services() {
      return services();
    },
    get conditions() {
      return conditions();
    },
    get features() {
      return words().features;
    },
    get phase() {
      return words().phase;
    },
    get optional() {
      return words().optional;
    },
    get exposed() {
      return words().exposed;
    },
    get acrossDeployments() {
      return words().acrossDeployments;
    },
    get traffic() {
      return words().traffic;
    },
    get protection() {
      return words().protection;
    },
    get purpose() {
      return words().purpose;
    },
    get note() {
      return words().note;
    },
    get sources() {
      return sources();
    },
    get contestedBy() {
      return contestedBy();
    },
    node,
    id,
    initiator,
    responder,
  });
  const flows: CatalogFlow[] = [];
  for (const from of node.initiators)
    for (const to of node.responders) {
      if (!from.ref || !to.ref) continue;
      const pair = `${roleId(from.ref)}->${roleId(to.ref)}`;
      const n = (count.get(pair) ?? 0) + 1;
      count.set(pair, n);
      flows.push(between(`${vendor}:${pair}#${n}`, roleId(from.ref), roleId(to.ref)));
    }
  return flows;
}

/** What has to hold altogether: conditions that are joined by `and` are a list. What a syntax error cut off is left out. */
function readConditions(node: ast.Condition | undefined): FlowCondition[] {
  return node?.$type === 'JointCondition' ? node.conditions.flatMap(readConditions) : readCondition(node);
}

/** A condition made of others, as far as something is left of these. */
function wholes(
  nodes: readonly (ast.Condition | undefined)[],
  make: (of: readonly FlowCondition[]) => FlowCondition,
): FlowCondition[] {
  const of = nodes.map(readConditions).filter((parts) => parts.length);
  return of.length ? [make(of.map((parts) => (parts.length === 1 ? parts[0]! : { kind: 'all', of: parts })))] : [];
}

function readCondition(node: ast.Condition | undefined): FlowCondition[] {
  switch (node?.$type) {
    case 'JointCondition':
      return readConditions(node);
    case 'EitherCondition':
      return wholes(node.conditions, (of) => ({ kind: 'any', of }));
    case 'NotCondition':
      return wholes([node.condition], (of) => ({ kind: 'not', of: of[0]! }));
    case 'VersionCondition': {
      const version = resolveVersion(node.version);
      if (!version) return [];
      return [{ kind: 'version', operator: node.operator, version, ...(node.side ? { side: node.side } : {}) }];
    }
    case 'SiteCondition':
      if (node.relation === 'same' || node.relation === 'paired') return [{ kind: 'sites', relation: node.relation }];
      if (!node.nearest || !node.relation) return [];
      return [{ kind: 'nearest', side: node.relation, among: node.roles.flatMap((r) => (r.ref ? [roleId(r.ref)] : [])) }];
    case 'SharedCondition':
      return [{ kind: node.shared ? 'no-shared' : 'absent', roles: node.roles.flatMap((r) => (r.ref ? [roleId(r.ref)] : [])) }];
    case 'RoleCondition':
      return node.role?.ref
        ? [{ kind: 'role', side: node.side, negated: node.negated === true, role: roleId(node.role.ref) }]
        : [];
    case 'SystemCondition': {
      const system = readSystem(node.system);
      return system ? [{ kind: 'system', side: node.side, system }] : [];
    }
    case 'PropertyCondition': {
      const property = node.property?.ref;
      if (property?.$container.$type !== 'Role' || !node.operator || !node.values.length) return [];
      return [
        {
          kind: 'property',
          role: roleId(property.$container),
          property: property.name,
          operator: node.operator,
          values: node.values.map(String),
          ...(node.side ? { side: node.side } : {}),
        },
      ];
    }
    default:
      return [];
  }
}

const reversed = new WeakMap<CatalogFlow, CatalogFlow>();

/**
 * The other reading of a flow whose source leaves open who connects: initiator and responder in each other's place. The same object
 * each time, so that a flow can be told by identity.
 */
export function reverseOf(flow: CatalogFlow): CatalogFlow {
  let result = reversed.get(flow);
  if (!result) {
    const conditions = flow.conditions.map(withSidesTurned);
    result = { ...flow, id: `${flow.id}~`, initiator: flow.responder, responder: flow.initiator, conditions };
    reversed.set(flow, result);
  }
  return result;
}

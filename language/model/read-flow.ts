import type * as ast from '../generated/ast.ts';
import { nodesOfType } from '../syntax/nodes-of-type.ts';
import type { CatalogFlow, FlowCondition } from './catalog.ts';
import { featureId, readSources, roleId } from './catalog-ids.ts';
import { changedFlow } from './changed-flow.ts';
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

/**
 * What a flow says, read when it is asked for: of most flows, a plan needs to know no more than the roles. One for all pairs of roles that
 * a flow stands between.
 */
class FlowText {
  private readonly node: ast.Flow;
  readonly services = once(() => resolveServices(this.node.service));
  readonly conditions = once(() =>
    this.clauses<ast.WhenClause>('WhenClause').flatMap((c) => (c.condition ? readConditions(c.condition) : [])),
  );
  readonly features = once(() =>
    (this.clauses<ast.FeatureClause>('FeatureClause')[0]?.features ?? []).flatMap((f) => (f.ref ? [featureId(f.ref)] : [])),
  );
  /** When it is needed. */
  readonly terms = once(() => {
    const marks = this.clauses<ast.MarkClause>('MarkClause').map(({ mark }) => mark);
    return {
      phase: this.clauses<ast.PhaseClause>('PhaseClause')[0]?.phase,
      optional: marks.includes('optional'),
      exposed: marks.includes('exposed'),
      acrossDeployments: this.clauses<ast.AcrossClause>('AcrossClause').length > 0,
    };
  });
  /** What else is told of it. */
  readonly words = once(() => ({
    traffic: this.clauses<ast.TrafficClause>('TrafficClause')[0]?.traffic,
    protection: this.clauses<ast.ProtectionClause>('ProtectionClause')[0]?.protection,
    purpose: this.clauses<ast.PurposeClause>('PurposeClause')[0]?.purpose ?? '',
    note: this.clauses<ast.NoteClause>('NoteClause')[0]?.note,
  }));
  readonly sources = once(() => readSources(this.clauses<ast.Citation>('Citation')));
  readonly contestedBy = once(() => readSources(this.clauses<ast.ContestClause>('ContestClause')));

  constructor(node: ast.Flow) {
    this.node = node;
  }

  private clauses<T extends ast.FlowClause>(type: T['$type']): readonly T[] {
    return nodesOfType<T>(this.node, 'clauses', type);
  }
}

/** A flow between two roles. It is copied with `changedFlow`. */
class ReadFlow implements CatalogFlow {
  readonly vendor: string;
  readonly initiative: CatalogFlow['initiative'];
  readonly node: ast.Flow;
  readonly id: string;
  readonly initiator: string;
  readonly responder: string;
  private readonly text: FlowText;

  constructor(vendor: string, node: ast.Flow, text: FlowText, id: string, initiator: string, responder: string) {
    this.vendor = vendor;
    this.initiative = node.between ? 'unstated' : 'stated';
    this.node = node;
    this.id = id;
    this.initiator = initiator;
    this.responder = responder;
    this.text = text;
  }

  get services(): CatalogFlow['services'] {
    return this.text.services();
  }

  get conditions(): CatalogFlow['conditions'] {
    return this.text.conditions();
  }

  get features(): CatalogFlow['features'] {
    return this.text.features();
  }

  get phase(): CatalogFlow['phase'] {
    return this.text.terms().phase;
  }

  get optional(): CatalogFlow['optional'] {
    return this.text.terms().optional;
  }

  get exposed(): CatalogFlow['exposed'] {
    return this.text.terms().exposed;
  }

  get acrossDeployments(): CatalogFlow['acrossDeployments'] {
    return this.text.terms().acrossDeployments;
  }

  get traffic(): CatalogFlow['traffic'] {
    return this.text.words().traffic;
  }

  get protection(): CatalogFlow['protection'] {
    return this.text.words().protection;
  }

  get purpose(): CatalogFlow['purpose'] {
    return this.text.words().purpose;
  }

  get note(): CatalogFlow['note'] {
    return this.text.words().note;
  }

  get sources(): CatalogFlow['sources'] {
    return this.text.sources();
  }

  get contestedBy(): CatalogFlow['contestedBy'] {
    return this.text.contestedBy();
  }
}

/**
 * Reads a statement of a catalog.
 * @param vendor the name of the vendor that it stands in
 * @param count how many flows there were between each two roles, which is counted on
 * @returns a flow for each of its initiators with each of its responders
 */
export function readFlow(vendor: string, node: ast.Flow, count: Map<string, number>): CatalogFlow[] {
  const text = new FlowText(node);
  const flows: CatalogFlow[] = [];
  for (const from of node.initiators)
    for (const to of node.responders) {
      if (!from.ref || !to.ref) continue;
      const [initiator, responder] = [roleId(from.ref), roleId(to.ref)];
      const pair = `${initiator}->${responder}`;
      const n = (count.get(pair) ?? 0) + 1;
      count.set(pair, n);
      flows.push(new ReadFlow(vendor, node, text, `${vendor}:${pair}#${n}`, initiator, responder));
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

/** The id that a flow has with initiator and responder in each other's place. */
export function reverseId(id: string): string {
  return `${id}~`;
}

/**
 * The other reading of a flow whose source leaves open who connects: initiator and responder in each other's place. The same object
 * each time, so that a flow can be told by identity.
 */
export function reverseOf(flow: CatalogFlow): CatalogFlow {
  let result = reversed.get(flow);
  if (!result) {
    const conditions = flow.conditions.map(withSidesTurned);
    result = changedFlow(flow, { id: reverseId(flow.id), initiator: flow.responder, responder: flow.initiator, conditions });
    reversed.set(flow, result);
  }
  return result;
}

// What the catalogs require from one component to another: every flow of every vendor in use, looked at for this one pair.
import { AstUtils } from 'langium';
import type * as ast from '../../../language/generated/ast.ts';
import { blocksOf } from '../../support/blocks.ts';
import { runs } from '../../support/systems.ts';
import { componentsOf } from './addresses.ts';
import { once } from './once.ts';
import { adjust, choicesOf, type Piece, piecesOf, type Span } from './ports.ts';
import { haveShared, inPairedSites, inSameSite, isNearest, tenantAndProvider, workTogether } from './relations.ts';
import { compare, hasRole, lineage, settingOf, usedVersion, versionOf } from './roles.ts';
import { meant } from './together.ts';

/** What one flow requires of a pair. */
export interface Demand {
  readonly flow: ast.Flow;
  readonly spans: readonly Span[];
  /** Of each of these one alternative. */
  readonly choices: readonly (readonly (readonly Span[])[])[];
}

/** A flow between two of its roles, read one way. */
interface Reading {
  readonly flow: ast.Flow;
  readonly vendor: ast.Vendor;
  /** The role of the side that connects. */
  readonly from: ast.Role;
  readonly to: ast.Role;
  /** Whether it is read against the order in which the catalog names the two roles. */
  readonly turned: boolean;
}

/** All ways of reading a vendor's flows: one for each two roles, two where the catalog says "between". */
const readingsOf = once((vendor: ast.Vendor): readonly Reading[] => {
  const flows = blocksOf(vendor)
    .flatMap((block) => block.members)
    .filter((m) => m.$type === 'Flow');
  return flows.flatMap((flow) =>
    flow.initiators.flatMap(({ ref: a }) =>
      flow.responders.flatMap(({ ref: b }): Reading[] => {
        if (!a || !b) return [];
        const stated = { flow, vendor, from: a, to: b, turned: false };
        return flow.between ? [stated, { flow, vendor, from: b, to: a, turned: true }] : [stated];
      }),
    ),
  );
});

const readingsIn = once((root: ast.Document): readonly Reading[] => {
  const vendors = root.statements.flatMap((s) => (s.$type === 'Use' && s.vendor.ref ? [s.vendor.ref] : []));
  return vendors.flatMap(readingsOf);
});

/** The ways of reading flows of all vendors in use in which a component connects. */
const readingsFrom = once((component: ast.Component): readonly Reading[] =>
  readingsIn(AstUtils.findRootNode(component) as ast.Document).filter(({ from }) => hasRole(component, from)),
);

/** How true a condition is: 1 where it holds, 0 where it doesn't, and a half where the plan leaves it open. */
function truthOf(condition: ast.Condition, reading: Reading, a: ast.Component, b: ast.Component, root: ast.Document): number {
  const initiator = reading.turned ? { component: b, role: reading.to } : { component: a, role: reading.from };
  const responder = reading.turned ? { component: a, role: reading.from } : { component: b, role: reading.to };
  const sided = (side: string | undefined) => (side === 'initiator' ? [initiator] : side ? [responder] : [initiator, responder]);
  switch (condition.$type) {
    case 'JointCondition':
      return Math.min(...condition.conditions.map((c) => truthOf(c, reading, a, b, root)));
    case 'EitherCondition':
      return Math.max(...condition.conditions.map((c) => truthOf(c, reading, a, b, root)));
    case 'NotCondition':
      return 1 - truthOf(condition.condition, reading, a, b, root);
    case 'VersionCondition': {
      const own = sided(condition.side).filter(
        (end) =>
          condition.side ||
          (end.role.$container.$type === 'Vendor' && (end.role.$container as ast.Vendor).name === reading.vendor.name),
      );
      const versions = own.length
        ? own.map(({ component, role }) => versionOf(component, role, root))
        : [usedVersion(reading.vendor, root)];
      return Math.min(...versions.map((v) => (v ? compare(v, condition.operator, condition.version) : 0.5)));
    }
    case 'RoleCondition':
      return Number(hasRole(sided(condition.side)[0]!.component, condition.role.ref!) !== (condition.negated === true));
    case 'SystemCondition': {
      const system = runs(sided(condition.side)[0]!.component);
      return system === undefined ? 0.5 : Number(system === condition.system);
    }
    case 'PropertyCondition': {
      const property = condition.property.ref!;
      const having = sided(condition.side).filter(({ component }) => hasRole(component, property.$container as ast.Role));
      return Math.min(
        ...(having.length ? [] : [0.5]),
        ...having.map(({ component }) => {
          const value = settingOf(component, property);
          return value === undefined ? 0.5 : Number(condition.values.some((v) => compares(value, condition.operator, String(v))));
        }),
      );
    }
    case 'SiteCondition': {
      const among = condition.roles.map((r) => r.ref!);
      if (condition.relation === 'same') return Number(inSameSite(a, b));
      if (condition.relation === 'paired') return Number(inPairedSites(a, b, root));
      return condition.relation === 'initiator'
        ? Number(isNearest(initiator.component, initiator.role, responder.component, root, among))
        : Number(isNearest(responder.component, responder.role, initiator.component, root, among));
    }
    case 'SharedCondition':
      if (!condition.shared)
        return Number(
          !componentsOf(root)
            .filter((c) => workTogether(c, a, root) && workTogether(c, b, root))
            .some((c) => condition.roles.some(({ ref }) => hasRole(c, ref!) && worksAs(c, ref!, reading, root))),
        );
      return Number(
        !haveShared(
          condition.roles.map((r) => r.ref!),
          a,
          b,
          root,
        ),
      );
  }
}

/** Whether a component works with the roles at both ends as those of a role do: some flow between the two roles is for it, or there is none at all. */
function worksAs(component: ast.Component, role: ast.Role, ends: Reading, root: ast.Document): boolean {
  const isOne = (each: ast.Role): boolean => lineage(each).has(role) && hasRole(component, each);
  return [ends.from, ends.to].every((end) => {
    const isEnd = (each: ast.Role): boolean => lineage(each).has(end) || lineage(end).has(each);
    const between = readingsOf(role.$container as ast.Vendor).filter(({ turned }) => !turned);
    const sides = [
      ...between.filter(({ from, to }) => isOne(from) && isEnd(to)).map((reading) => ({ reading, side: 'initiator' })),
      ...between.filter(({ from, to }) => isOne(to) && isEnd(from)).map((reading) => ({ reading, side: 'responder' })),
    ];
    const mayBe = ({ reading, side }: (typeof sides)[number]): boolean =>
      reading.flow.clauses.every(
        (clause) =>
          clause.$type !== 'WhenClause' || !clause.condition || ofOne(clause.condition, reading, component, side, root) > 0,
      );
    return !sides.length || sides.some(mayBe);
  });
}

/** How true a condition is as far as one side decides by what it is itself. */
function ofOne(condition: ast.Condition, reading: Reading, component: ast.Component, side: string, root: ast.Document): number {
  const part = (c: ast.Condition): number => ofOne(c, reading, component, side, root);
  if (condition.$type === 'JointCondition') return Math.min(...condition.conditions.map(part));
  if (condition.$type === 'EitherCondition') return Math.max(...condition.conditions.map(part));
  if (condition.$type === 'NotCondition') return 1 - part(condition.condition);
  if (condition.$type === 'SiteCondition' || condition.$type === 'SharedCondition') return 0.5;
  if (condition.side && condition.side !== side) return 0.5;
  if (condition.$type === 'RoleCondition')
    return Number(hasRole(component, condition.role.ref!) !== (condition.negated === true));
  if (condition.$type === 'SystemCondition') {
    const system = runs(component);
    return system === undefined ? 0.5 : Number(system === condition.system);
  }
  let truth = 0.5;
  if (condition.$type === 'PropertyCondition') {
    const value = hasRole(component, condition.property.ref!.$container as ast.Role)
      ? settingOf(component, condition.property.ref!)
      : undefined;
    if (value !== undefined) truth = Number(condition.values.some((v) => compares(value, condition.operator, String(v))));
  } else {
    const role = side === 'initiator' ? reading.from : reading.to;
    const isOwn = (role.$container as ast.Vendor).name === reading.vendor.name;
    const version = condition.side || isOwn ? versionOf(component, role, root) : undefined;
    if (version) truth = compare(version, condition.operator, condition.version);
  }
  // What one side fulfills of a condition of no side, the other may still break.
  return truth === 1 && !condition.side ? 0.5 : truth;
}

function compares(value: string, operator: string, bound: string): boolean {
  if (operator === '=') return value === bound;
  const difference = Number(value) - Number(bound);
  return (operator.endsWith('=') && difference === 0) || (operator[0] === '<' ? difference < 0 : difference > 0);
}

/** Whether the plan trusts a source of a flow, so that it counts although the maker's own reference says otherwise. */
function isTrusted({ clauses }: ast.Flow, root: ast.Document): boolean {
  const trusted = root.statements.flatMap((s) => (s.$type === 'Trust' ? s.sources.map((source) => source.ref) : []));
  return clauses.some((c) => c.$type === 'Citation' && c.source.ref && trusted.includes(c.source.ref));
}

function applies(reading: Reading, a: ast.Component, b: ast.Component, root: ast.Document, phases: readonly string[]): boolean {
  const { clauses } = reading.flow;
  if (!hasRole(b, reading.to)) return false;
  const across = clauses.some((c) => c.$type === 'AcrossClause');
  if (!workTogether(a, b, root) && !(across && tenantAndProvider(a, b, root))) return false;
  if (clauses.some((c) => c.$type === 'ContestClause') && !isTrusted(reading.flow, root)) return false;
  const enabled = root.statements.flatMap((s) => (s.$type === 'Enable' ? s.features.map((f) => f.ref) : []));
  const trusted = root.statements.flatMap((s) => (s.$type === 'Trust' ? s.sources.map((each) => each.ref) : []));
  const holds = clauses.every((clause) => {
    if (clause.$type === 'WhenClause') return !clause.condition || truthOf(clause.condition, reading, a, b, root) > 0;
    if (clause.$type === 'FeatureClause') return clause.features.some((f) => enabled.includes(f.ref));
    if (clause.$type === 'ContestClause') return clauses.some((c) => c.$type === 'Citation' && trusted.includes(c.source.ref));
    if (clause.$type === 'PhaseClause') return phases.includes(clause.phase);
    return !(clause.$type === 'MarkClause' && clause.mark === 'optional');
  });
  return holds && meant({ component: a, role: reading.from }, { component: b, role: reading.to }, root);
}

/** Whether a `direction` of the plan says that the first role connects to the second on a port. */
function says(root: ast.Document, from: ast.Role, to: ast.Role, { protocol }: Span, port: number): boolean {
  return root.statements.some(
    (s) =>
      s.$type === 'Direction' &&
      s.initiators.some((r) => r.ref && lineage(from).has(r.ref)) &&
      s.responders.some((r) => r.ref && lineage(to).has(r.ref)) &&
      (!s.service ||
        [...piecesOf(s.service.items), ...choicesOf(s.service.items).flat(2)].some(
          ({ span }) => span.protocol === protocol && span.from <= port && port <= span.to,
        )),
  );
}

/** The ports of a flow that are opened this way round: all, unless the plan says of some that they are opened the other way. */
function opened(reading: Reading, root: ast.Document): Piece[] {
  const pieces = piecesOf(reading.flow.service.items);
  if (!reading.flow.between || reading.from === reading.to) return pieces;
  return pieces.flatMap((piece) => {
    const { span, range } = piece;
    const stays = (port: number): boolean =>
      says(root, reading.from, reading.to, span, port) || !says(root, reading.to, reading.from, span, port);
    // A port that may be elsewhere goes by where it usually is.
    if (range?.setBy || range?.counted) return stays(span.from) ? [piece] : [];
    const ports = Array.from({ length: span.to - span.from + 1 }, (_, n) => span.from + n);
    return ports.filter(stays).map((port) => ({ span: { ...span, from: port, to: port } }));
  });
}

/**
 * What the catalogs require that one component opens to another.
 * @param phases all that are on
 * @param insideZones whether flows that stay in one zone count as well
 */
export function demandsOf(
  root: ast.Document,
  a: ast.Component,
  b: ast.Component,
  phases: readonly string[],
  insideZones = false,
): Demand[] {
  if (a === b || (a.$container === b.$container && !insideZones)) return [];
  return readingsFrom(a).flatMap((reading): Demand[] => {
    if (!applies(reading, a, b, root, phases)) return [];
    const towards = (pieces: readonly Piece[]): Span[] => pieces.flatMap((piece) => adjust(piece, b, root));
    const spans = towards(opened(reading, root));
    const choices = choicesOf(reading.flow.service.items).map((choice) => choice.map(towards));
    return spans.length || choices.length ? [{ flow: reading.flow, spans, choices }] : [];
  });
}

// What the catalogs require from one component to another: every flow of every vendor in use, looked at for this one pair.
import type * as ast from '../../../language/generated/ast.ts';
import { blocksOf } from '../../support/blocks.ts';
import { runs } from '../../support/systems.ts';
import { adjust, choicesOf, type Piece, piecesOf, type Span } from './ports.ts';
import { haveShared, inPairedSites, inSameSite, isNearest, tenantAndProvider, workTogether } from './relations.ts';
import { compare, hasRole, lineage, settingOf, versionOf } from './roles.ts';
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
function readingsOf(vendor: ast.Vendor): Reading[] {
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
}

function conditionHolds(
  condition: ast.Condition,
  reading: Reading,
  a: ast.Component,
  b: ast.Component,
  root: ast.Document,
): boolean {
  const initiator = reading.turned ? { component: b, role: reading.to } : { component: a, role: reading.from };
  const responder = reading.turned ? { component: a, role: reading.from } : { component: b, role: reading.to };
  switch (condition.$type) {
    case 'JointCondition':
      return condition.conditions.every((c) => conditionHolds(c, reading, a, b, root));
    case 'EitherCondition':
      return condition.conditions.some((c) => conditionHolds(c, reading, a, b, root));
    case 'NotCondition':
      return !conditionHolds(condition.condition, reading, a, b, root);
    case 'VersionCondition': {
      const own = [initiator, responder].filter((end) => (end.role.$container as ast.Vendor).name === reading.vendor.name);
      const ends = condition.side === 'initiator' ? [initiator] : condition.side === 'responder' ? [responder] : own;
      return ends.every(({ component, role }) => {
        const version = versionOf(component, role, root);
        return !version || compare(version, condition.operator, condition.version);
      });
    }
    case 'RoleCondition': {
      const { component } = condition.side === 'initiator' ? initiator : responder;
      return hasRole(component, condition.role.ref!) !== (condition.negated === true);
    }
    case 'SystemCondition':
      return [undefined, condition.system].includes(runs((condition.side === 'initiator' ? initiator : responder).component));
    case 'PropertyCondition':
      return [a, b].every((component) => {
        const value = settingOf(component, condition.property.ref!);
        return value === undefined || condition.values.includes(value);
      });
    case 'SiteCondition': {
      const among = condition.roles.map((r) => r.ref!);
      if (condition.relation === 'same') return inSameSite(a, b);
      if (condition.relation === 'paired') return inPairedSites(a, b, root);
      if (condition.relation === 'initiator')
        return isNearest(initiator.component, initiator.role, responder.component, root, among);
      return isNearest(responder.component, responder.role, initiator.component, root, among);
    }
    case 'SharedCondition':
      return !haveShared(
        condition.roles.map((r) => r.ref!),
        a,
        b,
        root,
      );
  }
}

function applies(reading: Reading, a: ast.Component, b: ast.Component, root: ast.Document, phases: readonly string[]): boolean {
  const { clauses } = reading.flow;
  if (!hasRole(a, reading.from) || !hasRole(b, reading.to)) return false;
  const across = clauses.some((c) => c.$type === 'AcrossClause');
  if (!workTogether(a, b, root) && !(across && tenantAndProvider(a, b, root))) return false;
  const enabled = root.statements.flatMap((s) => (s.$type === 'Enable' ? s.features.map((f) => f.ref) : []));
  const holds = clauses.every((clause) => {
    if (clause.$type === 'WhenClause') return !clause.condition || conditionHolds(clause.condition, reading, a, b, root);
    if (clause.$type === 'FeatureClause') return clause.features.some((f) => enabled.includes(f.ref));
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
        piecesOf(s.service.items).some(({ span }) => span.protocol === protocol && span.from <= port && port <= span.to)),
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
  const vendors = root.statements.flatMap((s) => (s.$type === 'Use' && s.vendor.ref ? [s.vendor.ref] : []));
  return vendors.flatMap(readingsOf).flatMap((reading): Demand[] => {
    if (!applies(reading, a, b, root, phases)) return [];
    const towards = (pieces: readonly Piece[]): Span[] => pieces.flatMap((piece) => adjust(piece, b, root));
    const spans = towards(opened(reading, root));
    const choices = choicesOf(reading.flow.service.items).map((choice) => choice.map(towards));
    return spans.length || choices.length ? [{ flow: reading.flow, spans, choices }] : [];
  });
}

import assert from 'node:assert/strict';
import { type Requirement, trafficAs } from '../../../language/analysis/requirements.ts';
import type { CatalogFlow, FlowCondition } from '../../../language/model/catalog.ts';
import { changedFlow } from '../../../language/model/changed-flow.ts';
import { IntervalSet } from '../../../language/model/interval-set.ts';
import type { Plan } from '../../../language/model/plan.ts';
import { formatServices, type ServiceSet } from '../../../language/model/services.ts';
import { analysisOf } from '../../support/language.ts';
import type { PageRow, ReferencePage } from './page.ts';
import { partsOf, setOf } from './ports.ts';

/**
 * What a page's words for an end are in a plan: a component, written as its roles, what it runs and its version, where they matter
 * (`veeam.proxy runs linux`, `veeam.proxy, veeam.linux-server`, `veeam.console version 12.3.2`, `veeam.guest set guest-components = persistent`). Of several, each has to have the row
 * (`all`) or one of them (`any`).
 */
export type End = string | { readonly any: readonly string[] } | { readonly all: readonly string[] };

/** How a page is to be read against a catalog. */
export interface Reading {
  readonly page: ReferencePage;
  /** The source by its id, `veeam.used-ports`, and a version of the product that the page speaks of. */
  readonly source: string;
  readonly version: string;
  /** The part of the page that this test is about, where it is not the whole page. */
  readonly about?: (section: string) => boolean;
  readonly ends: Readonly<Record<string, End>>;
  /** The features that a row is about though it has no `when`, by its section or ends: flows for one of them are no less than it asks for. */
  readonly chosen?: (row: PageRow) => readonly string[];
  /** Why a row may be met otherwise than it is stated: by a limited flow though it has no `when`, or the other way round, or by an alternative. */
  readonly allowed?: (row: PageRow, flow: CatalogFlow) => string | undefined;
}

/** Declares the tests that hold a page and a catalog against each other, in both directions. */
export function holdAgainst(reading: Reading): void {
  const rows = reading.page.rows.filter((r) => reading.about?.(r.section) ?? true);
  const stated = rows.filter((r) => r.leftOut === undefined);

  describe(`${reading.page.url} and the flows that cite ${reading.source}`, () => {
    let plan: Plan;
    let known: readonly Requirement[];
    let whole: ReadonlyMap<string, CatalogFlow>;
    const places = placesOf(reading, stated);

    before(async () => {
      plan = (await analysisOf(planOf(reading, places))).plan;
      const missing = [...places.keys()].flatMap(rolesOf).filter((r) => !plan.catalog.roles.has(r));
      assert.deepEqual(missing, [], 'roles that the catalogs do not have');
      whole = new Map(plan.catalog.vendors.get(vendorOf(reading))!.flows.map((f) => [f.id, f]));
      // That somebody else is absent, or there, can't be told of a plan that holds all that a page speaks of.
      known = trafficAs(plan, (flow) => changedFlow(flow, { conditions: flow.conditions.filter((c) => !asksForOthers(c)) }));
    });

    for (const row of stated)
      it(`${row.section}: ${row.from.join(', ')} -> ${row.to.join(', ')} ${row.service}, ${row.about}`, () => {
        for (const from of row.from)
          for (const to of row.to) {
            const why = reduce(endOf(reading, from), (a) => reduce(endOf(reading, to), (b) => faultOf(a, b, row)));
            assert.equal(why, undefined, `${from} -> ${to}: ${why}`);
          }
      });

    /** Why a row is not held between two components; nothing where it is. */
    function faultOf(from: string, to: string, row: PageRow): string | undefined {
      const citing = known.filter(
        (r) =>
          r.fromZone.name === `from-${places.get(from)}` &&
          r.toZone.name === `to-${places.get(to)}` &&
          !r.flow.contestedBy.length &&
          cites(r.flow, reading.source, row.section),
      );
      const limited = row.when !== undefined;
      const exempt = (f: CatalogFlow): boolean => reading.allowed?.(row, f) !== undefined;
      const fitting = citing
        .filter(
          (r) =>
            (limited ? isLimited(whole.get(r.flow.id) ?? r.flow, row) : !isOpen(r, isOfOneSide(row), reading.chosen?.(row))) ||
            exempt(r.flow),
        )
        .map((r) => r.flow);
      if (holds(row, fitting, exempt)) return undefined;
      const there = citing.map((r) => `${textOf(r.flow)}${isLimited(r.flow) ? ' (limited)' : ''}`);
      return `no ${limited ? 'limited' : 'unlimited'} flow of ${from} to ${to} holds ${row.service} (${there.join('; ') || 'none cites the row'})`;
    }

    it('and every flow that cites it stands there', () => {
      const flows = plan.catalog.vendors.get(vendorOf(reading))!.flows;
      const faults = flows.filter((f) => f.sources.some((s) => s.id === reading.source)).flatMap(strayOf);
      assert.deepEqual(faults, []);
    });

    /** What a flow says beyond the rows of the sections that it cites. */
    function strayOf(flow: CatalogFlow): string[] {
      const sections = flow.sources.filter((s) => s.id === reading.source).flatMap((s) => s.sections);
      if (reading.about && !sections.some(reading.about)) return [];
      const ours = reading.page.part && reading.about ? sections.filter(reading.about) : sections;
      const unknown = ours.filter((s) => !reading.page.rows.some((r) => r.section === s));
      if (unknown.length) return [`${flow.id}: no section '${unknown.join("', '")}'`];
      if (reading.about && !sections.every(reading.about)) return [];
      // A port that the page leaves to the other side has no number here either.
      const own = rows.filter((r) => sections.includes(r.section) && isOf(r.from, flow.initiator) && isOf(r.to, flow.responder));
      const said = IntervalSet.unionAll(own.flatMap((r) => [setOf(r.service), setOf(r.fallback ?? '')]));
      const more = allOf(flow).subtract(said);
      if (!own.length) return [`${flow.id}: no row between these two under ${sections.join(', ')}`];
      // A row without a number leaves it to the service.
      if (own.some((r) => r.service === '')) return [];
      return more.isEmpty ? [] : [`${flow.id}: ${formatServices(more)} is not there`];
    }

    /** Whether a role is what a row calls an end: the same role, one that derives from it, or one that it derives from. */
    function isOf(words: readonly string[], role: string): boolean {
      return words
        .flatMap((w) => componentsOf(reading.ends[w] ?? { all: [] }))
        .flatMap(rolesOf)
        .some((r) => plan.catalog.ancestors(r).has(role) || plan.catalog.ancestors(role).has(r));
    }
  });
}

/** The roles of a component as it is written: all before `runs` and `version`. */
function rolesOf(component: string): string[] {
  return component.replace(/ (runs|version|set) .*/, '').split(', ');
}

function vendorOf(reading: Reading): string {
  return reading.source.split('.')[0]!;
}

function cites(flow: CatalogFlow, source: string, section: string): boolean {
  return flow.sources.some((s) => s.id === source && s.sections.includes(section));
}

/**
 * Whether anything else than its two roles has a say in a flow: a condition, or a port that can be moved. The product's version is none
 * for a row that says nothing of versions, since all of its page is about that version.
 */
function isLimited(flow: CatalogFlow, row?: PageRow): boolean {
  const matters = (c: FlowCondition): boolean =>
    c.kind === 'any' || c.kind === 'all' ? c.of.some(matters) : c.kind === 'not' ? matters(c.of) : c.kind !== 'version';
  return (
    flow.features.length > 0 ||
    flow.phase !== undefined ||
    flow.optional ||
    (/version/i.test(row?.when ?? '') ? flow.conditions.length > 0 : flow.conditions.some(matters)) ||
    flow.services.adjustable
  );
}

function asksForOthers(c: FlowCondition): boolean {
  if (c.kind === 'not') return asksForOthers(c.of);
  return c.kind === 'absent' || ((c.kind === 'any' || c.kind === 'all') && c.of.some(asksForOthers));
}

/** Whether a row is about what stands at the source alone, or at the target alone: a catalog tells these apart by their sites. */
function isOfOneSide(row: PageRow): boolean {
  const sides = new Set([...row.from, ...row.to].map((words) => /\((source|target)\)$/.exec(words)?.[1]));
  return sides.size === 1 && !sides.has(undefined);
}

/** Whether a flow between these two is not needed in any case: it depends on a feature, a phase, or on what they don't say. */
function isOpen({ flow, from, to }: Requirement, ofOneSide: boolean, chosen: readonly string[] = []): boolean {
  const settled = (c: FlowCondition): boolean => {
    if (c.kind === 'version' || c.kind === 'role') return true;
    if (c.kind === 'nearest' || c.kind === 'sites') return ofOneSide;
    if (c.kind === 'system') return (c.side === 'initiator' ? from : to).every((each) => each.system !== undefined);
    if (c.kind === 'property')
      return [...(c.side === 'responder' ? [] : [from]), ...(c.side === 'initiator' ? [] : [to])].some((end) =>
        end.every((each) => each.properties.has(c.property)),
      );
    return c.kind === 'any' || c.kind === 'all' ? c.of.every(settled) : c.kind === 'not' && settled(c.of);
  };
  const switched = flow.features.length > 0 && !flow.features.some((f) => chosen.includes(f));
  return switched || flow.phase !== undefined || flow.optional || !flow.conditions.every(settled);
}

function allOf({ services }: CatalogFlow): ServiceSet {
  return IntervalSet.unionAll([services.set, ...services.alternatives.flat()]);
}

function textOf(flow: CatalogFlow): string {
  return `${flow.id} ${formatServices(allOf(flow))}`;
}

/** Whether these flows hold a row's ports in the form that the row has them: all of them, one of several, or one and its fallback. */
function holds(row: PageRow, flows: readonly CatalogFlow[], exempt: (flow: CatalogFlow) => boolean): boolean {
  const own = setOf(row.service);
  if (own.isEmpty) return flows.length > 0;
  if (row.fallback !== undefined) {
    const [first, second] = [own, setOf(row.fallback)];
    return flows.some((f) => f.services.alternatives.some((g) => g.length > 1 && g[0]!.equals(first) && g[1]!.equals(second)));
  }
  if (row.anyOne)
    return flows.some((f) => f.services.alternatives.some((g) => g.length > 1 && IntervalSet.unionAll([...g]).covers(own)));
  const open = partsOf(row.service).filter((p) => p.openEnded);
  return (
    IntervalSet.unionAll(flows.map((f) => (exempt(f) ? allOf(f) : f.services.set))).covers(own) &&
    open.every(({ set }) => flows.some((f) => f.services.parts.some((p) => p.openEnded && p.set.covers(set))))
  );
}

function endOf(reading: Reading, words: string): End {
  const end = reading.ends[words];
  assert.ok(end, `the test does not know the end '${words}'`);
  return end;
}

function componentsOf(end: End): readonly string[] {
  return typeof end === 'string' ? [end] : 'any' in end ? end.any : end.all;
}

/** Asks for each component of an end; one without fault is enough where any will do. */
function reduce(end: End, fault: (component: string) => string | undefined): string | undefined {
  const faults = componentsOf(end).map(fault);
  const bad = faults.filter((f) => f !== undefined);
  if (typeof end !== 'string' && 'any' in end) return bad.length === faults.length ? bad.join('; ') : undefined;
  return bad[0];
}

/** Each component that the rows speak of, by the number that its two zones get: one to connect from, and one to be reached in. */
function placesOf(reading: Reading, rows: readonly PageRow[]): ReadonlyMap<string, number> {
  const ends = rows.flatMap((r) => [...r.from, ...r.to]).flatMap((w) => componentsOf(reading.ends[w] ?? { all: [] }));
  return new Map([...new Set(ends)].map((end, n) => [end, n]));
}

function planOf(reading: Reading, places: ReadonlyMap<string, number>): string {
  const zones = [...places].flatMap(([end, n]) => {
    const roles = rolesOf(end).join(', ');
    const system = / runs (\S+)/.exec(end)?.[0] ?? '';
    const version = / version (\S+)/.exec(end)?.[1];
    const set = / set (\S+ = \S+)/.exec(end)?.[1] ?? '';
    return ['from', 'to'].map((side, m) => {
      const host = `at 10.${m}.${n}.10${system} { ${version ? `version = ${version}` : ''} ${set} }`;
      return `zone ${side}-${n} { subnet 10.${m}.${n}.0/24 component ${side}-c${n} : ${roles} ${host} }`;
    });
  });
  return [`use ${vendorOf(reading)} ${reading.version}`, ...zones].join('\n');
}

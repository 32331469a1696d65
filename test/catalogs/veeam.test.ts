import assert from 'node:assert/strict';
import * as ast from '../../language/generated/ast.ts';
import type { CatalogFlow } from '../../language/model/catalog.ts';
import { IntervalSet } from '../../language/model/interval-set.ts';
import { readCatalog } from '../../language/model/read-catalog.ts';
import { formatServices, portSet } from '../../language/model/services.ts';
import { createTestLanguage } from '../support/language.ts';
import { type SourceRow, veeamRows } from './veeam-rows.ts';

const SEEDS = [
  '000_ee1b8ff8b669d591.txt',
  '001_582cfc70e5366b67.txt',
  '002_59336f7bd4cd78d6.txt',
  '003_30ceb773e13066f3.txt',
  '004_94fc2878536ea295.txt',
];

const { services } = await createTestLanguage();
const documents = services.shared.workspace.LangiumDocuments.all.filter((d) => d.uri.scheme === 'builtin').toArray();
const catalog = readCatalog(documents.flatMap((d) => (d.parseResult.value as ast.Document).statements.filter(ast.isVendor)));
const flows = catalog.vendors.get('veeam')!.flows;

const PORT_TEXT = /^(\d+)(?:-(\d+)|(\+))?$/;

/** Whether a flow has a port or range of the document, or has it as one of several of which one is enough. */
function hasPort({ services: { set, alternatives, parts } }: CatalogFlow, protocol: 'tcp' | 'udp', port: string): boolean {
  const [, from, to, open] = PORT_TEXT.exec(port)!;
  const wanted = portSet(protocol, Number(from), Number(to ?? from));
  if (open) return parts.some((p) => p.openEnded && p.set.covers(wanted));
  return [set, ...alternatives.flat()].some((each) => each.covers(wanted));
}

/** Whether a flow is about these two roles, or about ones that they derive from. */
function isBetween(flow: CatalogFlow, from: string, to: string): boolean {
  return catalog.ancestors(from).has(flow.initiator) && catalog.ancestors(to).has(flow.responder);
}

function citesDocument(flow: CatalogFlow): boolean {
  return flow.sources.some((s) => s.file === SEEDS[4]);
}

function conditionOf(flow: CatalogFlow): SourceRow['condition'] {
  const version = flow.conditions.find((c) => c.kind === 'version');
  const property = flow.conditions.find((c) => c.kind === 'property');
  const role = flow.conditions.find((c) => c.kind === 'role');
  return {
    ...(flow.features.length ? { features: [...flow.features] } : {}),
    ...(flow.phase ? { phase: flow.phase } : {}),
    ...(version ? { version: `${version.operator} ${version.version.text}` } : {}),
    ...(property ? { property: `${property.property} = ${property.values.join(' | ')}` } : {}),
    ...(role ? { role: `${role.side} is ${role.negated ? 'not ' : ''}${role.role}` } : {}),
    ...(flow.optional ? { optional: true as const } : {}),
    ...(flow.exposed ? { exposed: true as const } : {}),
  };
}

function holds(row: SourceRow, flow: CatalogFlow, protocol: 'tcp' | 'udp', port: string): boolean {
  return (
    hasPort(flow, protocol, port) &&
    flow.sources.some((s) => s.file === SEEDS[4] && s.sections.includes(row.section)) &&
    JSON.stringify(conditionOf(flow)) === JSON.stringify({ ...row.condition })
  );
}

describe('the Veeam catalog and its document', () => {
  it('has rows of every section with a port table', () => {
    const sections = new Set(veeamRows.map((r) => r.section));
    for (let n = 2; n <= 12; n++) assert.ok(sections.has(String(n)), `section ${n}`);
  });

  for (const row of veeamRows)
    it(`section ${row.section}: ${row.from} -> ${row.to} ${row.protocols.join('/')} ${row.ports.join(', ')}`, () => {
      for (const { from, to } of row.flows)
        for (const protocol of row.protocols)
          for (const port of row.ports) {
            const between = flows.filter((f) => isBetween(f, from, to));
            assert.ok(
              between.some((f) => holds(row, f, protocol, port)),
              `${from} -> ${to} ${protocol} ${port}; there are ${between.map((f) => `${f.id} ${formatServices(f.services.set)}`).join('; ')}`,
            );
          }
    });

  for (const flow of flows.filter(citesDocument))
    it(`${flow.id} stands in the document`, () => {
      const rows = veeamRows.filter((r) => r.flows.some((f) => isBetween(flow, f.from, f.to)));
      const stated = IntervalSet.unionAll(
        rows.flatMap((r) =>
          r.ports.flatMap((port) => {
            const [, from, to] = PORT_TEXT.exec(port)!;
            return r.protocols.map((p) => portSet(p, Number(from), Number(to ?? from)));
          }),
        ),
      );
      const more = IntervalSet.unionAll([flow.services.set, ...flow.services.alternatives.flat()]).subtract(stated);
      assert.ok(more.isEmpty, formatServices(more));
    });
});

describe('all built-in catalogs', () => {
  for (const document of documents)
    it(`${document.uri.path.slice(1)} is without faults`, () => {
      const faults = [...document.parseResult.lexerErrors, ...document.parseResult.parserErrors].map((e) => e.message);
      const broken = document.references.flatMap((r) => (r.error ? [r.error.message] : []));
      assert.deepEqual([...faults, ...broken], []);
    });

  for (const vendor of catalog.vendors.values()) {
    it(`${vendor.name}: every flow has a purpose and a source, every service a title and a source`, () => {
      for (const flow of vendor.flows) {
        assert.ok(flow.purpose, flow.id);
        assert.ok(
          flow.sources.length &&
            flow.sources.every((s) => (SEEDS.includes(s.file) || /^https?:/.test(s.file)) && s.sections.length),
          flow.id,
        );
      }
      for (const service of vendor.services) {
        assert.ok(service.title, service.name);
        assert.ok(service.citations.length, service.name);
      }
    });
  }
});

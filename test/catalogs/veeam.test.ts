import assert from 'node:assert/strict';
import * as ast from '../../language/generated/ast.ts';
import type { CatalogFlow } from '../../language/model/catalog.ts';
import { readCatalog } from '../../language/model/read-catalog.ts';
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

/** A flow's ports as the document writes them. */
function portsOf(flow: CatalogFlow): Set<string> {
  return new Set(
    flow.services.parts.flatMap((part) => {
      if (part.node.$type !== 'PortRange') return [];
      const text = `${part.node.start}${part.node.end ? `-${part.node.end}` : ''}${part.openEnded ? '+' : ''}`;
      return part.transports.map((t) => `${t} ${text}`);
    }),
  );
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

function holds(row: SourceRow, flow: CatalogFlow, protocol: string, port: string): boolean {
  return (
    portsOf(flow).has(`${protocol} ${port}`) &&
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
            const between = flows.filter((f) => f.initiator === from && f.responder === to);
            assert.ok(
              between.some((f) => holds(row, f, protocol, port)),
              `${from} -> ${to} ${protocol} ${port}; there are ${between.map((f) => [...portsOf(f)].join(' ')).join('; ')}`,
            );
          }
    });

  for (const flow of flows)
    it(`${flow.id} stands in the document`, () => {
      for (const each of portsOf(flow)) {
        const [protocol, port] = each.split(' ') as ['tcp' | 'udp', string];
        assert.ok(
          veeamRows.some(
            (r) =>
              r.protocols.includes(protocol) &&
              r.ports.includes(port) &&
              r.flows.some((f) => f.from === flow.initiator && f.to === flow.responder),
          ),
          each,
        );
      }
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

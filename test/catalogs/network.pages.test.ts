import assert from 'node:assert/strict';
import * as ast from '../../language/generated/ast.ts';
import { builtInCatalog } from '../support/catalogs.ts';
import { ianaProtocolNumbers } from './pages/iana-protocol-numbers.ts';
import { ianaServiceNames } from './pages/iana-service-names.ts';
import type { ReferencePage } from './pages/page.ts';

const catalog = await builtInCatalog();
const services = catalog.vendors.get('network')!.services;

const PROTOCOLS: Readonly<Record<string, number>> = { icmp: 1, gre: 47, esp: 50, ah: 51, vrrp: 112 };

/** What a service opens, each port by itself: `tcp 22`, `udp 137`, `protocol 47`. */
function opens(items: readonly ast.ServiceItem[]): string[] {
  return items.flatMap((item): string[] => {
    if (ast.isPortService(item))
      return item.protocol
        .split('+')
        .flatMap((transport) =>
          item.ports.flatMap(({ start, end = start }) =>
            Array.from({ length: Math.min(end! - start!, 9) + 1 }, (_, n) => `${transport} ${start! + n}`),
          ),
        );
    if (ast.isIcmpService(item)) return [`protocol ${PROTOCOLS[item.protocol]}`];
    if (ast.isProtocolService(item)) return [`protocol ${PROTOCOLS[item.protocol]}`];
    if (ast.isAlternativeService(item)) return opens(item.alternatives);
    throw new Error(`${item.$type} names no port`);
  });
}

/** The rows' sections that a service cites of a registry. */
function cited(service: ast.Service, page: ReferencePage): string[] {
  return service.citations.filter((c) => c.source.ref?.file === page.url).flatMap((c) => c.sections);
}

for (const page of [ianaServiceNames, ianaProtocolNumbers])
  describe(`common services and the registry "${page.title}"`, () => {
    for (const row of page.rows.filter((r) => !r.leftOut))
      it(`${row.section} is ${row.service}`, () => {
        const citing = services.filter((s) => cited(s, page).includes(row.section));
        assert.ok(
          citing.some((s) => opens(s.service.items).includes(row.service)),
          `of ${citing.map((s) => s.name).join(', ') || 'no service'}`,
        );
      });

    for (const service of services.filter((s) => cited(s, page).length))
      it(`${service.name} has the numbers that its names are assigned`, () => {
        const names = cited(service, page);
        const rows = page.rows.filter((r) => names.includes(r.section));
        for (const name of names)
          assert.ok(
            rows.some((r) => r.section === name),
            `there is no row of ${name}`,
          );
        for (const each of opens(service.service.items))
          assert.ok(
            rows.some((r) => !r.leftOut && r.service === each),
            each,
          );
      });
  });

describe('common services', () => {
  it('are each assigned by a registry, but for the range of ports that Windows gives out', () => {
    const beside = services.filter((s) => !cited(s, ianaServiceNames).length && !cited(s, ianaProtocolNumbers).length);
    assert.deepEqual(
      beside.map((s) => s.name),
      ['dynamic-rpc'],
    );
  });
});

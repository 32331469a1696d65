import assert from 'node:assert/strict';
import * as ast from '../../language/generated/ast.ts';
import { vendorJson } from '../../language/model/catalog-json.ts';
import { readCatalog } from '../../language/model/read-catalog.ts';
import { loadPlan } from '../support/language.ts';

interface Json {
  readonly flows: { readonly services: unknown; readonly alternatives: unknown; readonly conditions: unknown }[];
  readonly advice: unknown;
}

/** What `segplan catalog --format json` gives of a vendor. */
async function jsonOf(members: string): Promise<Json> {
  const { document } = await loadPlan(`vendor acme "Acme" {
  source guide "guide.pdf" "Guide"
  role node { property tasks = number }
  role vault
  ${members}
}`);
  assert.deepEqual(
    document.parseResult.parserErrors.map((e) => e.message),
    [],
  );
  const catalog = readCatalog(document.parseResult.value.statements.filter(ast.isVendor));
  return vendorJson(catalog.vendors.get('acme')!) as Json;
}

const port = (from: number, to = from): object => ({ from, to, openEnded: false });

describe('a catalog in JSON', () => {
  it('has the ports that an initiator sends from, in services and in alternatives', async () => {
    const { flows } = await jsonOf(
      'flow node -> vault : udp 67-68 source port 67, one of (tcp 5 source port 1-1023, tcp 6) "Asks" from guide "1"',
    );
    assert.deepEqual(flows[0]!.services, [{ protocol: 'udp', ports: [port(67, 68)], sourcePorts: { from: 67, to: 67 } }]);
    assert.deepEqual(flows[0]!.alternatives, [
      [[{ protocol: 'tcp', ports: [port(5)], sourcePorts: { from: 0, to: 1023 } }], [{ protocol: 'tcp', ports: [port(6)] }]],
    ]);
  });

  it('has the types of icmp by number, and none where it is all of them', async () => {
    const of = async (services: string): Promise<unknown> =>
      (await jsonOf(`flow node -> vault : ${services} "Asks" from guide "1"`)).flows[0]!.services;
    assert.deepEqual(await of('icmp'), [{ protocol: 'icmp', ports: [] }]);
    assert.deepEqual(await of('icmpv6'), [{ protocol: 'icmpv6', ports: [] }]);
    assert.deepEqual(await of('icmp 8, icmpv6 128'), [
      { protocol: 'icmp', ports: [], types: [8] },
      { protocol: 'icmpv6', ports: [], types: [128] },
    ]);
  });

  it('has the title of the vendor, which is its name where it has none', async () => {
    const { document } = await loadPlan('vendor acme "Acme Backup" { role a }\nvendor other { role b }\n');
    const { vendors } = readCatalog(document.parseResult.value.statements.filter(ast.isVendor));
    const titles = [...vendors.values()].map((vendor) => (vendorJson(vendor) as { title: string }).title);
    assert.deepEqual(titles, ['Acme Backup', 'other']);
  });

  it('has what limits a flow, and only that', async () => {
    const { flows } = await jsonOf(`flow node -> vault : tcp 1
    when initiator tasks > 4 and version < 3 and not (initiator is vault or paired sites) "Asks" from guide "1"`);
    assert.deepEqual(flows[0]!.conditions, {
      properties: [{ side: 'initiator', role: 'acme.node', property: 'tasks', operator: '>', values: ['4'] }],
      version: '< 3',
      noneOf: [{ anyOf: [[{ roles: [{ side: 'initiator', is: 'acme.vault' }] }, { sites: 'paired' }]] }],
    });
  });

  it('has what the vendor advises, with the sections that say so', async () => {
    const { advice } = await jsonOf(
      'advice exposure for vault, node : tcp 22 "Keep it inside" from guide "1", "2.3"\n  advice backup "Every day" from guide "4"',
    );
    const section = (name: string): object => ({ file: 'guide.pdf', section: name });
    assert.deepEqual(advice, [
      {
        kind: 'exposure',
        roles: ['acme.vault', 'acme.node'],
        services: [{ protocol: 'tcp', ports: [port(22)] }],
        text: 'Keep it inside',
        sources: [section('1'), section('2.3')],
      },
      { kind: 'backup', roles: [], services: [], text: 'Every day', sources: [section('4')] },
    ]);
  });

  it('has what the vendor says of itself, of its roles and of its services', async () => {
    const { document } = await loadPlan(`vendor other { role host }
vendor acme "Acme" {
  source guide "guide.pdf" "Guide" vendor version 3 dated 2026-05
  source blog "https://example.org/x"
  versions 12.3, 13
  incomplete "Tapes are left out."
  feature tapes "Tapes"
  feature clouds
  role node "Node" also known as worker at "node.example.com" {
    property tasks = number "Tasks"
    property mode = fast | slow default fast "Mode"
  }
  role gateway : node, other.host runs linux relays
  service web "Web" = tcp 80, 8000-8010
  service plain = udp 53
  flow node -> gateway : tcp 2500+ (2 for each node.tasks step 3), tcp 9+ (1 for each node), tcp 443 for tapes, clouds optional exposed across deployments "Asks" from guide "1"
}`);
    const { vendors } = readCatalog(document.parseResult.value.statements.filter(ast.isVendor));
    const json = vendorJson(vendors.get('acme')!) as Readonly<Record<string, unknown>> & Json;
    const { flows, advice: _, ...own } = json;
    const own2 = Object.fromEntries(
      ['name', 'title', 'version', 'versions', 'incomplete', 'sources', 'features', 'services', 'roles'].map((key) => [
        key,
        own[key],
      ]),
    );
    assert.deepEqual(own2, {
      name: 'acme',
      title: 'Acme',
      version: null,
      versions: ['12.3', '13'],
      incomplete: ['Tapes are left out.'],
      sources: [
        { id: 'acme.guide', file: 'guide.pdf', title: 'Guide', vendor: true, version: '3', date: '2026-05' },
        { id: 'acme.blog', file: 'https://example.org/x', title: 'https://example.org/x' },
      ],
      features: [
        { id: 'acme.tapes', title: 'Tapes' },
        { id: 'acme.clouds', title: 'clouds' },
      ],
      services: [
        { name: 'web', title: 'Web', services: [{ protocol: 'tcp', ports: [port(80), port(8000, 8010)] }] },
        { name: 'plain', title: 'plain', services: [{ protocol: 'udp', ports: [port(53)] }] },
      ],
      roles: [
        {
          name: 'node',
          title: 'Node',
          aliases: ['worker'],
          extends: [],
          properties: [
            { name: 'tasks', title: 'Tasks', type: 'number', values: [] },
            { name: 'mode', title: 'Mode', type: 'choice', values: ['fast', 'slow'], default: 'fast' },
          ],
          hosts: ['node.example.com'],
        },
        {
          name: 'gateway',
          title: 'gateway',
          aliases: [],
          extends: ['node', 'other.host'],
          properties: [],
          relays: true,
          runs: 'linux',
        },
      ],
    });
    assert.deepEqual(flows[0]!.conditions, {
      features: ['acme.tapes', 'acme.clouds'],
      acrossDeployments: true,
      optional: true,
      exposed: true,
    });
    assert.deepEqual(flows[0]!.services, [
      {
        protocol: 'tcp',
        ports: [
          { from: 2500, to: 2500, openEnded: true, counted: { per: 2, role: 'acme.node', property: 'tasks', step: 3 } },
          { from: 9, to: 9, openEnded: true, counted: { per: 1, role: 'acme.node' } },
          port(443),
        ],
      },
    ]);
  });
});

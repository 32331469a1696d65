import assert from 'node:assert/strict';
import { ACME } from '../support/contested.ts';
import { faults, isCatalog } from './schemas.ts';
import { buildCli, folderWith, removeFolders, segplan } from './segplan.ts';

const OWN = `vendor acme "Acme Vault" version 4 {
  source guide "guide.txt" "Acme guide"
  feature mirror "Mirroring"
  service control "Control" = tcp 7000, 7002-7004
  role node "Node"
  role vault "Vault" : node, network.smtp-server runs linux also known as AV, "acme box" { property mode = fast | safe }
  flow node -> vault : control, udp 53, tcp 2049+, icmp
    when version >= 3.1 update 2 and mode = fast and initiator is not acme.vault
    for mirror during set-up "Keeps copies" from guide "1", "2.3"
  flow between node and network.smtp-server : tcp+udp 25 optional exposed "Mails"
}
use acme
`;

describe('segplan catalog', () => {
  before(() => {
    buildCli();
  });
  after(removeFolders);

  it('gives every built-in catalog in the promised shape', () => {
    const { code, stdout } = segplan(['catalog', '--format', 'json']);
    const result = JSON.parse(stdout);
    assert.equal(faults(isCatalog, result), '');
    assert.equal(code, 0);
    const names = result.vendors.map((v: { name: string }) => v.name);
    for (const name of ['veeam', 'vmware', 'microsoft', 'network']) assert.ok(names.includes(name), name);
    const flows = result.vendors.flatMap((v: { flows: { id: string }[] }) => v.flows);
    assert.equal(new Set(flows.map((f: { id: string }) => f.id)).size, flows.length, 'ids are unique');
  });

  it('states the ports that document 004 lists for vPower NFS, the open-ended one as such', () => {
    const { vendors } = JSON.parse(segplan(['catalog', 'veeam', '--format', 'json']).stdout);
    assert.deepEqual(
      vendors.map((v: { name: string }) => v.name),
      ['veeam'],
    );
    const nfs = vendors[0].flows.find(
      (f: { from: { role: string }; to: { role: string } }) => f.from.role === 'mount-server' && f.to.role === 'esxi',
    );
    assert.equal(nfs.to.vendor, 'vmware');
    const tcp = nfs.services.find((s: { protocol: string }) => s.protocol === 'tcp').ports;
    assert.ok(tcp.some((p: object) => JSON.stringify(p) === '{"from":2049,"to":2049,"openEnded":true}'));
    assert.ok(nfs.conditions.features.includes('veeam.instant-recovery'));
  });

  it('gives ports that a plan has to say, and how ports are counted', () => {
    const folder = folderWith({
      'plan.segplan': `vendor acme {
  role node { property tasks = number }
  role vault { property control = port }
  flow node -> vault : tcp set by vault.control, tcp 2500+ (2 for each node.tasks step 3), tcp 9-13 step 2
}`,
    });
    const result = JSON.parse(segplan(['catalog', 'acme', '--file', 'plan.segplan', '--format', 'json'], folder).stdout);
    assert.equal(faults(isCatalog, result), '');
    const plain = (port: number) => ({ from: port, to: port, openEnded: false });
    assert.deepEqual(result.vendors[0].flows[0].services, [
      {
        protocol: 'tcp',
        ports: [
          { from: null, to: null, openEnded: false, setBy: 'acme.vault.control' },
          { from: 2500, to: 2500, openEnded: true, counted: { per: 2, role: 'acme.node', property: 'tasks', step: 3 } },
          plain(9),
          plain(11),
          plain(13),
        ],
      },
    ]);
    const text = segplan(['catalog', 'acme', '--file', 'plan.segplan'], folder).stdout.replace(/\s+/g, ' ');
    assert.match(text, /tcp set by vault\.control/);
    assert.match(text, /a plan has to say the port: vault \{ control = … \}/);
    assert.match(text, /tcp 2500: 2 for each of tasks of node, from the first one up in steps of 3/);
  });

  it('gives conditions that are joined: choices, what may not hold, and what of them is plain as ever', () => {
    const folder = folderWith({
      'plan.segplan': `vendor acme {
  role node { property tasks = number }
  role vault
  flow node -> vault : tcp 1
    when responder runs windows and (initiator tasks > 4 or version < 3 and not (same site)) and not (initiator is vault or paired sites)
}`,
    });
    const result = JSON.parse(segplan(['catalog', 'acme', '--file', 'plan.segplan', '--format', 'json'], folder).stdout);
    assert.equal(faults(isCatalog, result), '');
    assert.deepEqual(result.vendors[0].flows[0].conditions, {
      systems: [{ side: 'responder', runs: 'windows' }],
      anyOf: [
        [
          { properties: [{ side: 'initiator', role: 'acme.node', property: 'tasks', operator: '>', values: ['4'] }] },
          { version: '< 3', noneOf: [{ sites: 'same' }] },
        ],
      ],
      noneOf: [{ anyOf: [[{ roles: [{ side: 'initiator', is: 'acme.vault' }] }, { sites: 'paired' }]] }],
    });
    const text = segplan(['catalog', 'acme', '--file', 'plan.segplan'], folder).stdout;
    assert.match(
      text.replace(/\s+/g, ' '),
      /when the responder runs Windows and \(tasks of the initiator > 4 or version < 3 and in different sites\) and not \(the initiator is acme.vault or in paired sites\)/,
    );
  });

  it("gives a plan's own vendor exactly as it is written", () => {
    const folder = folderWith({ 'plan.segplan': OWN });
    const { code, stdout, stderr } = segplan(['catalog', 'acme', '--file', 'plan.segplan', '--format', 'json'], folder);
    assert.deepEqual([code, stderr], [0, '']);
    const result = JSON.parse(stdout);
    assert.equal(faults(isCatalog, result), '');
    const [acme] = result.vendors;
    assert.deepEqual([acme.name, acme.title], ['acme', 'Acme Vault']);
    assert.deepEqual(
      acme.roles.map((role: { runs?: string }) => role.runs),
      [undefined, 'linux'],
    );
    const roles = acme.roles.map(({ name, title, aliases, extends: parents }: Record<string, unknown>) => ({
      name,
      title,
      aliases,
      parents,
    }));
    assert.deepEqual(roles, [
      { name: 'node', title: 'Node', aliases: [], parents: [] },
      { name: 'vault', title: 'Vault', aliases: ['AV', 'acme box'], parents: ['node', 'network.smtp-server'] },
    ]);
    const [copies, mails] = acme.flows;
    assert.deepEqual(
      [copies.from, copies.to],
      [
        { vendor: 'acme', role: 'node' },
        { vendor: 'acme', role: 'vault' },
      ],
    );
    assert.deepEqual([copies.initiator, mails.initiator], ['stated', 'unstated']);
    assert.deepEqual(copies.services, [
      {
        protocol: 'tcp',
        ports: [
          { from: 7000, to: 7000, openEnded: false },
          { from: 7002, to: 7004, openEnded: false },
          { from: 2049, to: 2049, openEnded: true },
        ],
      },
      { protocol: 'udp', ports: [{ from: 53, to: 53, openEnded: false }] },
      { protocol: 'icmp', ports: [] },
    ]);
    assert.deepEqual(copies.conditions, {
      version: '>= 3.1 update 2',
      features: ['acme.mirror'],
      properties: [{ role: 'acme.vault', property: 'mode', values: ['fast'] }],
      roles: [{ side: 'initiator', isNot: 'acme.vault' }],
    });
    assert.deepEqual([copies.phase, copies.purpose], ['set-up', 'Keeps copies']);
    assert.deepEqual(copies.sources, [
      { file: 'guide.txt', section: '1' },
      { file: 'guide.txt', section: '2.3' },
    ]);
    assert.deepEqual([mails.phase, mails.sources, mails.conditions], [null, [], { optional: true, exposed: true }]);
    assert.deepEqual(
      mails.services.map((s: { protocol: string }) => s.protocol),
      ['tcp', 'udp'],
    );
  });

  it('says of each source its rank, version, date and address, and of a contested reading who contests it', () => {
    const folder = folderWith({
      'plan.segplan': ACME.replace('{', '{\n  versions 4.1, 4.2\n  incomplete "Tape libraries are left out."'),
    });
    const { stdout } = segplan(['catalog', 'acme', '--file', 'plan.segplan'], folder);
    const lines = stdout.split('\n').map((line) => line.trim());
    const reference = "https://acme.example/ports); the maker's reference, version 4.2, 2026-01-31";
    for (const line of [
      'speaks of 4.1, 4.2',
      `acme.ports: Acme ports (${reference}`,
      'acme.guide: Field guide (guide.pdf)',
      'Tape libraries are left out.',
      'source: Field guide (guide.pdf), section 3',
      "contested by: Acme ports (https://acme.example/ports), section Agents; the maker's reference, version 4.2, 2026-01-31",
    ])
      assert.ok(lines.includes(line), `${line}\n${stdout}`);
    assert.match(stdout, /Asks for jobs; contested by Acme ports \(Agents\): required only where a plan trusts acme\.guide/);

    const json = JSON.parse(segplan(['catalog', 'acme', '--file', 'plan.segplan', '--format', 'json'], folder).stdout);
    assert.equal(faults(isCatalog, json), '');
    const [acme] = json.vendors;
    assert.deepEqual([acme.versions, acme.incomplete], [['4.1', '4.2'], ['Tape libraries are left out.']]);
    assert.deepEqual(acme.sources, [
      {
        id: 'acme.ports',
        file: 'https://acme.example/ports',
        title: 'Acme ports',
        vendor: true,
        version: '4.2',
        date: '2026-01-31',
      },
      { id: 'acme.guide', file: 'guide.pdf', title: 'Field guide' },
    ]);
    const [starts, asks] = acme.flows;
    assert.deepEqual([starts.contestedBy, starts.trust], [undefined, undefined]);
    assert.deepEqual(asks.contestedBy, [{ file: 'https://acme.example/ports', section: 'Agents' }]);
    assert.deepEqual(asks.trust, ['acme.guide']);
  });

  it('lists the built-in catalogs beside those of the plan', () => {
    const folder = folderWith({ 'plan.segplan': OWN });
    const names = (args: string[]): string[] =>
      JSON.parse(segplan(['catalog', '--format', 'json', ...args], folder).stdout).vendors.map((v: { name: string }) => v.name);
    assert.deepEqual(names(['--file', 'plan.segplan']), ['acme', ...names([])].sort());
    assert.ok(!names([]).includes('acme'));
  });

  it('is readable as text', () => {
    const overview = segplan(['catalog']).stdout;
    assert.match(overview, /^VENDOR +VERSION +ROLES +FLOWS +TITLE\n/);
    assert.match(overview, /^veeam +13 +\d+ +\d+ +Veeam Backup & Replication$/m);
    const folder = folderWith({ 'plan.segplan': OWN });
    const { stdout } = segplan(['catalog', 'acme', '--file', 'plan.segplan'], folder);
    assert.match(stdout, /^ {2}vault +Vault +AV, acme box +acme\.node, network\.smtp-server$/m);
    assert.match(stdout, /^ {2}acme\.node +-> +acme\.vault +tcp 7000, 7002-7004, udp 53, icmp, tcp 2049\+$/m);
    assert.match(
      stdout,
      /^ {6}Keeps copies; only during the phase set-up; only with acme\.mirror; when version >= 3\.1 update 2 and mode = fast/m,
    );
    assert.match(stdout, /^ {6}source: Acme guide \(guide\.txt\), sections 1, 2\.3$/m);
  });
});

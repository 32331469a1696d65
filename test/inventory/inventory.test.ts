import assert from 'node:assert/strict';
import { strToU8, zipSync } from 'fflate';
import writeExcelFile from 'write-excel-file/node';
import { SegplanError } from '../../api/errors.ts';
import { importInventoryIn } from '../../api/import-inventory.ts';
import { TextSource } from '../../api/plan-source.ts';
import { readInventory } from '../../api/read-inventory.ts';
import { machineOf } from '../../language/inventory/machine.ts';
import { formatAddresses } from '../../language/model/addresses.ts';
import { formatted } from '../support/editor.ts';
import { createTestLanguage, diagnose, loadPlan, type TestLanguage } from '../support/language.ts';

/** Machines as `name at addresses`. */
async function machinesOf(text: string | Uint8Array, file: string): Promise<string[]> {
  const { machines } = await readInventory(typeof text === 'string' ? strToU8(text) : text, file);
  return machines.map(({ name, addresses }) => `${name} at ${formatAddresses(addresses).join(', ')}`);
}

describe('words beside addresses', () => {
  it('are told where they are written as addresses are, and are none', () => {
    const slipsOf = (addresses: string): readonly string[] => {
      const machine = machineOf(1, { name: 'vm', addresses, hints: [] });
      return 'slips' in machine ? machine.slips : [];
    };
    assert.deepEqual(slipsOf('10.1.0.5, 12.5, 8.0 v2, 7:30'), []);
    for (const word of ['10.1.0', '10.1.0.300', '10.1.0.5.6', 'http://10.1.0.400', 'fd00:::1'])
      assert.deepEqual(slipsOf(`10.1.0.5 ${word}`), [word]);
  });
});

const VINFO = `"VM","Powerstate","Template","DNS Name","Primary IP Address","Network #1","Host","OS according to the configuration file"
"vbr01","poweredOn","False","vbr01.example.com","10.10.0.10","VLAN 10","esx1.example.com","Microsoft Windows Server 2022 (64-bit)"
"golden","poweredOff","True","","","VLAN 10","esx1.example.com","Microsoft Windows Server 2022 (64-bit)"
"lnx-repo","poweredOn","False","","10.30.0.20","VLAN 30","esx2.example.com","Ubuntu Linux (64-bit)"
`;

const NETBOX = JSON.stringify({
  count: 2,
  results: [
    {
      id: 1,
      name: 'esx-01',
      primary_ip4: { address: '10.20.1.5/26' },
      primary_ip6: { address: 'fd00:20::5/64' },
      role: { name: 'Hypervisor', slug: 'hypervisor' },
    },
    { id: 2, name: 'spare', primary_ip4: null, role: null },
  ],
});

const ANSIBLE_INI = `[vcenter]
vc01 ansible_host=10.20.0.5 ansible_password=HUNTER2

[web]
web[08:10].example.com
10.40.0.9

[web:vars]
ansible_user=admin
`;

const ANSIBLE_YAML = `all:
  children:
    zerto:
      hosts:
        zvm-a: { ansible_host: 10.50.0.4, ansible_password: HUNTER2 }
      children:
        appliances:
          hosts:
            vra-a:
              ansible_host: 10.50.0.5
`;

describe('an inventory', () => {
  let language: TestLanguage;
  before(async () => {
    language = await createTestLanguage();
  });

  const imported = (text: string, file: string, roles = false) =>
    importInventoryIn(language.services, new TextSource({ [file]: text }), file, { roles });

  it('is read as CSV with any headings, and as exports of vCenter Server and NetBox', async () => {
    assert.deepEqual(
      await machinesOf('Asset;Management IP;Owner\nsrv-a;10.1.0.5;me\n"srv;b";10.1.0.6 / 10.2.0.6;you\n', 'a.csv'),
      ['srv-a at 10.1.0.5', 'srv;b at 10.1.0.6, 10.2.0.6'],
    );
    assert.deepEqual(await machinesOf(VINFO, 'vinfo.csv'), ['vbr01 at 10.10.0.10', 'lnx-repo at 10.30.0.20']);
    assert.deepEqual(
      await machinesOf(
        'Name,Status,Site,Role,IPv4 Address,IPv6 Address\nesx-01,Active,hq,Hypervisor,10.20.1.5/26,fd00:20::5/64\n',
        'netbox.csv',
      ),
      ['esx-01 at 10.20.1.5, fd00:20::5'],
    );
  });

  it('is read as a spreadsheet, of several sheets the one of the machines', async () => {
    const row = (line: string) => line.split(',').map((value) => ({ value: value.replaceAll('"', ''), type: String }));
    const rows = VINFO.trim().split('\n').map(row);
    const bytes = await writeExcelFile([
      { sheet: 'vCPU', data: [row('VM,CPUs'), row('vbr01,8')] },
      { sheet: 'vInfo', data: rows },
    ] as never).toBuffer();
    assert.deepEqual(await machinesOf(new Uint8Array(bytes), 'rvtools.xlsx'), ['vbr01 at 10.10.0.10', 'lnx-repo at 10.30.0.20']);
  });

  it('is read as JSON of NetBox, and as an inventory of Ansible in three forms', async () => {
    assert.deepEqual(await machinesOf(NETBOX, 'netbox.json'), ['esx-01 at 10.20.1.5, fd00:20::5', 'spare at ']);
    assert.deepEqual(await machinesOf(ANSIBLE_INI, 'hosts.ini'), [
      'vc01 at 10.20.0.5',
      'web08 at ',
      'web09 at ',
      'web10 at ',
      '10.40.0.9 at 10.40.0.9',
    ]);
    assert.deepEqual(await machinesOf(ANSIBLE_YAML, 'hosts.yaml'), ['zvm-a at 10.50.0.4', 'vra-a at 10.50.0.5']);
    const list = {
      _meta: { hostvars: { vc01: { ansible_host: '10.20.0.5' } } },
      vcenter: { hosts: ['vc01'] },
      all: { children: ['vcenter'] },
    };
    assert.deepEqual(await machinesOf(JSON.stringify(list), 'list.json'), ['vc01 at 10.20.0.5']);
  });

  it('begins a plan with zones by networks, in which roles are proposed', async () => {
    const { text, added } = await imported(VINFO, 'vinfo.csv');
    assert.equal(added, 2);
    assert.match(
      text,
      /zone VLAN-10 "VLAN 10" \{\n {2}subnet 10\.10\.0\.0\/24\n {2}component vbr01 at 10\.10\.0\.10 \/\/ perhaps veeam\.backup-server\n\}/,
    );
    assert.match(text, /component lnx-repo at 10\.30\.0\.20 \/\/ perhaps veeam\.linux-repository/);
    assert.match(
      text,
      /^\/\/ For 2 of 2 a role is proposed by its name, in a comment: .* with use veeam; --roles takes all of them\.$/m,
    );
    const taken = await imported(VINFO, 'vinfo.csv', true);
    assert.match(taken.text, /^use veeam$/m);
    assert.match(taken.text, /component vbr01 : veeam\.backup-server at 10\.10\.0\.10$/m);
    const { text: esx } = await imported(NETBOX, 'netbox.json');
    assert.match(
      esx,
      /subnet 10\.20\.1\.0\/26, fd00:20::\/64\n {2}component esx-01 at 10\.20\.1\.5, fd00:20::5 \/\/ perhaps vmware\.esxi/,
    );
    assert.match(esx, /^\/\/ Without an address, and left out: spare\.$/m);
    for (const each of [text, taken.text, esx]) {
      assert.equal(await formatted(each), each);
      const wrong = (await diagnose(each)).filter(({ severity, code }) => severity === 1 && code !== 'missing-flow');
      assert.deepEqual(
        wrong.map(({ message }) => message),
        [],
      );
    }
    assert.ok(
      ![text, (await imported(ANSIBLE_INI, 'hosts.ini')).text, (await imported(ANSIBLE_YAML, 'h.yml')).text]
        .join()
        .includes('HUNTER2'),
    );
  });

  it('goes into the zones of a plan that hold its addresses, and leaves alone what is there', async () => {
    const { document, services } = await loadPlan(
      'plan "P" // mine\nzone mgmt {\n  subnet 10.10.0.0/24 // the old one\n}\nzone lab { subnet 10.30.0.0/28 component repo at 10.30.0.1 }\nzone internet external\n',
    );
    const csv = 'name,ip\nvbr01,10.10.0.10\nagain,10.30.0.1\nlnx,10.30.0.20\nrepo,10.30.0.2\n';
    const { text, notes, added } = await importInventoryIn(
      services,
      new TextSource({ 'i.csv': csv }),
      'i.csv',
      {},
      { document, services },
    );
    assert.equal(added, 3);
    assert.match(
      text,
      /zone mgmt \{\n {2}subnet 10\.10\.0\.0\/24 \/\/ the old one\n {2}component vbr01 at 10\.10\.0\.10 \/\/ perhaps veeam\.backup-server\n\}/,
    );
    assert.match(text, /component repo at 10\.30\.0\.1\s+component repo-2 "repo" at 10\.30\.0\.2/);
    assert.match(
      text,
      /\nzone net-10-30-0 \{\n {2}subnet 10\.30\.0\.16-10\.30\.0\.255\n {2}component lnx at 10\.30\.0\.20\n\}\n$/,
    );
    assert.ok(notes.includes('In the plan already, by their addresses: again.'));
    assert.deepEqual(
      (await diagnose(text)).filter(({ severity }) => severity === 1),
      [],
    );
  });

  it('that is wrong is told by its name, with the way out', async () => {
    const bomb = zipSync({ 'xl/worksheets/sheet1.xml': new Uint8Array(10) });
    // What the list of files at its end says of the size.
    const entry = Buffer.from(bomb).indexOf('PK\u0001\u0002');
    new DataView(bomb.buffer, bomb.byteOffset).setUint32(entry + 24, 70 * 1024 * 1024, true);
    for (const [bytes, file, message] of [
      ['one,two\n1,2\n', 'a.csv', /^a\.csv has no row that names its columns: begin it with headings/],
      ['{', 'a.json', /^a\.json is no JSON \(.*\); give the answer of the API as it is\.$/],
      ['{"a": 1}', 'a.json', /^a\.json holds no list of machines: give a list of objects/],
      ['a: [', 'a.yaml', /^a\.yaml is no YAML \(.*line 1.*\); mend that line\.$/],
      ['# none\n', 'a.ini', /^a\.ini names no host: give an Ansible inventory/],
      ['PK', 'a.xlsx', /^a\.xlsx is no spreadsheet that can be read; save it as XLSX or CSV\.$/],
      [bomb, 'a.xlsx', /^a\.xlsx has more than 64 MB once it is unpacked/],
      [`name,ip\n${'a,10.0.0.1\n'.repeat(20_001)}`, 'a.csv', /^a\.csv has more than 20000 rows/],
    ] as const)
      await assert.rejects(
        machinesOf(bytes, file),
        (error) => error instanceof SegplanError && message.test(error.message),
        `${file} ${message}`,
      );
    const { notes } = await imported('name,ip\n,10.0.0.1\nb,10.0.0.2\nc,10.0.0.300\nd,\n', 'a.csv');
    for (const note of [
      'Left out, since each has no name: line 2.',
      'Left out, since each has an address that is none (10.0.0.300): line 4.',
      'Without an address, and left out: d.',
    ])
      assert.ok(notes.includes(note), notes.join('\n'));
  });
});

import assert from 'node:assert/strict';
import { strToU8 } from 'fflate';
import { SegplanError } from '../../api/errors.ts';
import { readInventory } from '../../api/read-inventory.ts';
import type { Machine } from '../../language/inventory/machine.ts';
import { formatAddresses } from '../../language/model/addresses.ts';

/** What is read of a machine, without what its file doesn't say. */
function said({ name, addresses, networks, network, hints, system, line }: Machine): string {
  const parts = [
    ['at', formatAddresses(addresses).join(', ')],
    ['in', networks.flatMap(formatAddresses).join(', ')],
    ['of', network],
    ['for', hints.join(', ')],
    ['on', system],
  ].flatMap(([word, text]) => (text ? [`${word} ${text}`] : []));
  return [`${line}: ${name}`, ...parts].join(' ');
}

async function machines(text: string, file: string): Promise<string[]> {
  return (await readInventory(strToU8(text), file)).machines.map(said);
}

async function skipped(text: string, file: string): Promise<string[]> {
  return (await readInventory(strToU8(text), file)).skipped.map(({ line, why }) => `${line}: ${why}`);
}

const json = (value: unknown, file = 'a.json'): Promise<string[]> => machines(JSON.stringify(value), file);

function fails(text: string, file: string, message: RegExp): Promise<void> {
  return assert.rejects(
    readInventory(strToU8(text), file),
    (error) => error instanceof SegplanError && message.test(error.message),
    `${file}: ${message}`,
  );
}

describe('addresses of an inventory', () => {
  it('are found among other words, several of one machine, with the networks that their prefixes say', async () => {
    for (const [cell, expected] of [
      ['10.1.0.5', 'at 10.1.0.5'],
      ['10.1.0.5/26', 'at 10.1.0.5 in 10.1.0.0/26'],
      ['10.1.0.5/32', 'at 10.1.0.5'],
      ['10.1.0.5; 10.2.0.6', 'at 10.1.0.5, 10.2.0.6'],
      ['[10.1.0.5|fd00:1::5]', 'at 10.1.0.5, fd00:1::5'],
      ['fd00:1::5/64', 'at fd00:1::5 in fd00:1::/64'],
      ['10.1.0.5 (mgmt)', 'at 10.1.0.5'],
      ["'10.1.0.5', 10.1.0.6/24", 'at 10.1.0.5-10.1.0.6 in 10.1.0.0/24'],
    ] as const)
      assert.deepEqual(await machines(`name\tip\na\t${cell}\n`, 'a.tsv'), [`2: a ${expected}`], cell);
  });

  it('are none that a machine gives itself', async () => {
    for (const cell of [
      '127.0.0.1',
      '127.8.0.1',
      '0.0.0.0',
      '169.254.7.7',
      'fe80::1',
      'FE80::1',
      '::1',
      '::',
      '0.0.0.9',
      '224.0.0.1',
      '255.255.255.255',
      'ff02::1',
    ])
      assert.deepEqual(await machines(`name,ip\na,${cell}\nb,"${cell} 10.1.0.5"\n`, 'a.csv'), ['2: a', '3: b at 10.1.0.5'], cell);
    for (const cell of ['12.7.0.1', '10.0.0.0', '1.127.0.1', '223.255.255.255', '169.25.4.7', 'fd00::1', '::2'])
      assert.deepEqual(await machines(`name,ip\na,${cell}\n`, 'a.csv'), [`2: a at ${cell}`], cell);
  });

  it('that look like one and are none are told, and words are none at all', async () => {
    // Some programs read 010 as 8.
    for (const cell of ['010.0.0.1', '10.0.0.010', '010.000.000.001'])
      assert.deepEqual(await skipped(`name,ip\na,${cell}\n`, 'a.csv'), [`2: has an address that is none (${cell})`], cell);
    for (const cell of ['10.0.0.300', '10.0.0', '10.0.0.1.2', '99999.0.0.1', 'fd00::12345', '1:2:3', 'fd00::1::2'])
      assert.deepEqual(await skipped(`name,ip\na,${cell}\n`, 'a.csv'), [`2: has an address that is none (${cell})`], cell);
    for (const cell of ['DHCP', 'n/a', '-', '1.2', 'version 10.0', 'host.example.com', '8'])
      assert.deepEqual(await machines(`name,ip\na,${cell}\n`, 'a.csv'), ['2: a'], cell);
    // What is wrong beside an address leaves the machine its address.
    for (const cell of ['10.0.0.300 10.0.0.3', '10.0.0.3/99'])
      assert.deepEqual(await machines(`name,ip\na,${cell}\n`, 'a.csv'), ['2: a at 10.0.0.3'], cell);
  });
});

describe('a table of machines', () => {
  const one = (heading: string, value: string): Promise<string[]> =>
    machines(`VM,Primary IP,${heading}\na,10.1.0.5,${value}\n`, 'a.csv');

  it('has columns for names and addresses under any usual heading, however it is written', async () => {
    for (const heading of [
      ...['VM', 'VM Name', 'vmname', 'Virtual Machine', 'Name', 'Host Name', 'hostname', 'Computer-Name', 'server_name'],
      ...['Machine Name', 'Display Name', 'Server', 'Machine', 'Device', 'Asset', 'Computer', 'Node', 'System  Name', 'DNS Name'],
      ...['FQDN', 'HOST'],
    ])
      assert.deepEqual(await machines(`${heading},IP\na,10.1.0.5\n`, 'a.csv'), ['2: a at 10.1.0.5'], heading);
    for (const heading of [
      ...['Primary IP Address', 'Primary IP', 'primary_ip4', 'primary_ip6', 'IP', 'IPs', 'IPv4', 'IPv6 Address', 'IP addresses'],
      ...['Address', 'Addresses', 'Guest IP', 'Management IP', 'mgmt.ip', 'Private IP Address', 'Public IP', 'Host IP'],
      'ansible_host',
    ])
      assert.deepEqual(await machines(`Name,${heading}\na,10.1.0.5\n`, 'a.csv'), ['2: a at 10.1.0.5'], heading);
    for (const heading of ['My Name', 'Name 2', 'VM UUID', 'Hosting', 'Owner'])
      await fails(`${heading},IP\na,10.1.0.5\n`, 'a.csv', /^a\.csv has no row that names its columns/);
    for (const heading of ['IP count', 'My IP', 'E-mail address', 'Former Primary IP', 'Primary IP owner'])
      await fails(`Name,${heading}\na,10.1.0.5\n`, 'a.csv', /^a\.csv has no row that names its columns/);
  });

  it('says networks, purposes and systems where it has columns for them', async () => {
    for (const heading of [
      'Zone',
      'Network',
      'Segment',
      'Port Group',
      'portgroup',
      'VLAN',
      'VLAN Name',
      'Subnet Name',
      'Network #1',
    ])
      assert.deepEqual(await one(heading, 'DMZ'), ['2: a at 10.1.0.5 of DMZ'], heading);
    for (const heading of [
      ...['Role', 'Function', 'Purpose', 'Service', 'Application', 'Tag', 'Tags', 'Group', 'Groups', 'Description', 'Comment'],
      ...['Comments', 'Annotation', 'Note', 'Notes', 'device_role'],
    ])
      assert.deepEqual(await one(heading, ' Backup '), ['2: a at 10.1.0.5 for Backup'], heading);
    for (const heading of ['OS', 'Operating System', 'Guest OS', 'Platform', 'OS according to the VMware Tools'])
      assert.deepEqual(await one(heading, 'Debian 12'), ['2: a at 10.1.0.5 on linux'], heading);
    for (const heading of ['Network #2', 'Role ID', 'OS version', 'Zone owner', 'My Role', 'The OS'])
      assert.deepEqual(await one(heading, 'Debian'), ['2: a at 10.1.0.5'], heading);
  });

  it('takes the surest of several columns for names, and all of those for one kind of address or hint', async () => {
    assert.deepEqual(
      await machines(
        'Host,DNS Name,Server,Name,IPv4,IPv6,Management IP,Role,Notes\ne,d,c,b,10.1.0.5,fd00::5,10.9.0.5,x,y\n',
        'a.csv',
      ),
      ['2: b at 10.1.0.5, fd00::5 for x, y'],
    );
    assert.deepEqual(await machines('Name,VM,IP,Primary IP,Zone,Network\nn,v,10.1.0.5,10.2.0.5,z,w\n', 'a.csv'), [
      '2: v at 10.2.0.5 of z',
    ]);
  });

  it('leaves out templates and empty rows, and takes rows that are short', async () => {
    for (const word of ['True', 'yes', '1', ' TRUE '])
      assert.deepEqual(
        await machines(`Name,IP,Template\na,10.1.0.5,${word}\nb,10.1.0.6,\n`, 'a.csv'),
        ['3: b at 10.1.0.6'],
        word,
      );
    for (const word of ['False', 'no', '0', '10', 'yesterday'])
      assert.deepEqual(await machines(`Name,IP,Template\na,10.1.0.5,${word}\n`, 'a.csv'), ['2: a at 10.1.0.5'], word);
    const text = 'Name,Role,IP\n, ,\na\n,,\nb,r,10.1.0.6\n';
    assert.deepEqual([await machines(text, 'a.csv'), await skipped(text, 'a.csv')], [['3: a', '5: b at 10.1.0.6 for r'], []]);
    assert.deepEqual(await skipped('Name,IP\n ,10.1.0.6\n', 'a.csv'), ['2: has no name']);
  });

  it('may have lines before its headings, but not twenty', async () => {
    const behind = (lines: number): string => `${'Exported, today\n'.repeat(lines)}Name,IP\na,10.1.0.5\n`;
    assert.deepEqual(await machines(behind(19), 'a.csv'), ['21: a at 10.1.0.5']);
    await fails(behind(20), 'a.csv', /^a\.csv has no row that names its columns: begin it with headings, one for names/);
  });

  it('tells systems by their makers and distributions', async () => {
    for (const [text, system] of [
      ['Microsoft Windows Server 2022 (64-bit)', 'windows'],
      ['Microsoft Hyper-V Server', 'windows'],
      ['windows', 'windows'],
      ...['Linux', 'Ubuntu 24.04', 'Debian GNU', 'Red Hat Enterprise', 'RedHat', 'RHEL 9', 'CentOS 7', 'SUSE 15', 'Rocky 9'].map(
        (each) => [each, 'linux'] as const,
      ),
      ['AlmaLinux', 'linux'],
      ['AIX 7', undefined],
    ] as const)
      assert.deepEqual(await one('OS', text), [`2: a at 10.1.0.5${system ? ` on ${system}` : ''}`], text);
  });
});

describe('a list of machines', () => {
  it('has objects with a name and addresses, whatever tool calls them', async () => {
    for (const name of ['name', 'hostname', 'host', 'display', 'vm'])
      assert.deepEqual(await json([{ [name]: 'a', ip: '10.1.0.5' }]), ['1: a at 10.1.0.5'], name);
    for (const key of [
      ...['primary_ip4', 'primary_ip6', 'primary_ip', 'ip_addresses', 'ip_address', 'ip', 'ipv4', 'ipv6', 'address', 'addresses'],
      'ansible_host',
    ])
      for (const value of ['10.1.0.5', ['10.1.0.5'], { address: '10.1.0.5' }, [{ address: '10.1.0.5' }]])
        assert.deepEqual(await json([{ name: 'a', [key]: value }]), ['1: a at 10.1.0.5'], key);
    for (const key of ['zone', 'network', 'vlan', 'segment'])
      assert.deepEqual(await json([{ name: 'a', [key]: { display: 'DMZ' } }]), ['1: a of DMZ'], key);
    for (const key of ['role', 'device_role', 'function', 'purpose', 'description', 'comments', 'tags'])
      assert.deepEqual(await json([{ name: 'a', [key]: [{ slug: 'x' }, { label: 'y' }, 3] }]), ['1: a for x y 3'], key);
    for (const key of ['platform', 'os', 'operating_system'])
      assert.deepEqual(await json([{ name: 'a', [key]: { name: 'Debian' } }]), ['1: a on linux'], key);
  });

  it('may say a thing twice: the first that says something counts', async () => {
    assert.deepEqual(
      await json([{ vm: 'v', hostname: 'h', name: '', zone: null, vlan: 'V', network: 'N', os: 7, platform: 'RHEL' }]),
      ['1: h of N on linux'],
    );
    assert.deepEqual(await json([{ name: 'a', role: 'r', function: 'f', description: 'd', comments: 'c', tags: ['t'] }]), [
      '1: a for r, d, t',
    ]);
  });

  it('stands alone, or as the only list of objects in an answer', async () => {
    assert.deepEqual(await json({ count: 1, tags: ['x'], empty: [], results: [{ name: 'a' }] }), ['1: a']);
    const yaml = 'servers:\n  - name: a\n    ip: 10.1.0.5\n';
    assert.deepEqual(await machines(yaml, 'a.yml'), ['1: a at 10.1.0.5']);
    const none = /^a\.json holds no list of machines: give a list of objects with a name and an address/;
    for (const value of [[], {}, 'text', 7, null, { a: [{ name: 'a' }], b: [{ name: 'b' }] }, { results: ['a'] }])
      await fails(JSON.stringify(value), 'a.json', none);
    const mixed = JSON.stringify([{ name: 'a' }, 'b', null, ['c'], { ip: '10.1.0.5' }, { name: 'd', ip: '10.0.0.300' }]);
    assert.deepEqual(await skipped(mixed, 'a.json'), [
      ...['2: is no object', '3: is no object', '4: is no object', '5: has no name'],
      '6: has an address that is none (10.0.0.300)',
    ]);
  });

  it('is no longer than a plan can be of', async () => {
    const of = (count: number): string => JSON.stringify(Array.from({ length: count }, (_, n) => ({ name: `m${n}` })));
    assert.equal((await machines(of(20_000), 'a.json')).length, 20_000);
    await fails(of(20_001), 'a.json', /^a\.json has more than 20000 entries: give those of the machines/);
  });
});

describe('an inventory of Ansible', () => {
  it('as INI has groups, variables and comments', async () => {
    const text = `# everything
lone.example.com ansible_host=10.1.0.1   # behind it
[web]
"web 1" ansible_host="10.1.0.2" zone='the DMZ' role="front end"
web2 ip=10.1.0.3 ansible_host=10.1.0.4;not
; web3
web#4 = ansible_host

[db]
web2
win ansible_host=10.1.0.6 ansible_connection=winrm
psrp ip_address=10.1.0.7 vlan=12 ansible_connection=psrp
old ansible_connection=ssh ansible_distribution=Debian
both ansible_os_family=Windows ansible_distribution=Debian

[web:vars]
ansible_host=10.9.9.9
[all:children]
web
[bad
[tail:hosts]
last
`;
    assert.deepEqual(await machines(text, 'hosts.ini'), [
      '2: lone at 10.1.0.1',
      '4: web 1 at 10.1.0.2 of the DMZ for web, front end',
      '5: web2 at 10.1.0.4 for web, db',
      '7: web#4 for web',
      '11: win at 10.1.0.6 for db on windows',
      '12: psrp at 10.1.0.7 of 12 for db on windows',
      '13: old for db on linux',
      '14: both for db on windows',
      '22: last for tail',
    ]);
  });

  it('has ranges of hosts, of a thousand at most', async () => {
    assert.deepEqual(await machines('web[08:10].example.com\ndb-[1:2]\nx[3:3]y\n', 'hosts.ini'), [
      ...['1: web08', '1: web09', '1: web10', '2: db-1', '2: db-2', '3: x3y'],
    ]);
    assert.equal((await machines('a[0001:1000]\n', 'hosts.ini')).at(-1), '1: a1000');
    assert.deepEqual(await machines('a[1:1001]\nb[2:1]\n', 'hosts.ini'), ['1: a[1:1001]', '2: b[2:1]']);
    await fails(
      Array.from({ length: 21 }, (_, n) => `h${n}-[1:1000]\n`).join(''),
      'hosts.ini',
      /^hosts\.ini has more than 20000 hosts/,
    );
  });

  it('as a tree has groups in groups, each a hint, and variables of which only those are kept that say something here', async () => {
    const tree = {
      all: {
        hosts: { top: { ansible_host: '10.1.0.1', ansible_distribution: 'Ubuntu' } },
        children: {
          ungrouped: { hosts: ['lone'] },
          mgmt: {
            hosts: { 'vc.example.com': { ip: '10.1.0.2', network: 'M', password: 'HUNTER2' }, 'w[1:2]': { zone: 'W' } },
            children: { deep: { hosts: { 'vc.example.com': { role: 'r', vlan: 7 } }, children: null }, odd: 'text' },
          },
        },
      },
    };
    assert.deepEqual(await json(tree), [
      '1: top at 10.1.0.1 on linux',
      '2: lone',
      '3: vc at 10.1.0.2 of M for mgmt, deep, r',
      '4: w1 of W for mgmt',
      '5: w2 of W for mgmt',
    ]);
    const list = { _meta: { hostvars: { b: { ansible_host: '10.1.0.2' }, a: {} } }, g: { hosts: ['a'] }, empty: {} };
    assert.deepEqual(await json(list), ['1: a for g', '2: b at 10.1.0.2']);
    assert.deepEqual(await machines('ungrouped:\n  hosts:\n    10.1.0.9:\n    fd00::9:\n', 'h.yaml'), [
      '1: 10.1.0.9 at 10.1.0.9',
      '2: fd00::9 at fd00::9',
    ]);
  });

  it('is none without groups or hosts, and none that goes on and on', async () => {
    for (const value of [{ all: {} }, { a: { hosts: [] } }, { a: { hosts: ['x'] }, b: {} }, { _meta: { hostvars: {} } }])
      await fails(JSON.stringify(value), 'a.json', /^a\.json holds no list of machines/);
    const nested = (depth: number): unknown => (depth ? { children: { g: nested(depth - 1) } } : { hosts: ['deepest'] });
    assert.deepEqual((await json({ all: nested(50) })).length, 1);
    await fails(
      JSON.stringify({ all: nested(51) }),
      'a.json',
      /^a\.json has groups in groups deeper than 50: give it without those/,
    );
  });
});

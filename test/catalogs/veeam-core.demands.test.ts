import assert from 'node:assert/strict';
import { type Requirement, requirementsOf } from '../../language/analysis/requirements.ts';
import { IntervalSet } from '../../language/model/interval-set.ts';
import { formatServices } from '../../language/model/services.ts';
import { analysisOf, diagnose } from '../support/language.ts';
import { setOf } from './pages/ports.ts';

/** One component of each role of Veeam's core, each in a zone of its own, with what it runs where that makes a difference. */
const PARTS: Readonly<Record<string, string>> = {
  vbrW: 'veeam.windows-backup-server',
  vbrL: 'veeam.software-appliance',
  console: 'veeam.console',
  browser: 'veeam.browser',
  rest: 'veeam.rest-client',
  session: 'veeam.remote-session-client',
  proxyW: 'veeam.vmware-proxy runs windows',
  proxyL: 'veeam.vmware-proxy runs linux',
  offhost: 'veeam.hyper-v-proxy',
  gatewayW: 'veeam.gateway-server runs windows',
  gatewayL: 'veeam.gateway-server runs linux',
  mountW: 'veeam.mount-server runs windows',
  mountL: 'veeam.mount-server runs linux',
  repoW: 'veeam.windows-repository',
  repoL: 'veeam.linux-repository',
  hardened: 'veeam.hardened-repository',
  exagrid: 'veeam.exagrid',
  via: 'veeam.infrastructure-appliance',
  postgres: 'veeam.configuration-database',
  sql: 'veeam.configuration-database-sql-server',
  dns: 'network.dns-server',
  ntp: 'network.ntp-server',
  esxi: 'vmware.esxi',
  vcenter: 'vmware.vcenter',
  hyperv: 'microsoft.hyper-v-host',
  scvmm: 'microsoft.scvmm',
  smb3: 'veeam.hyper-v-smb3-server',
};

const VBR = 'vbrW vbrL';
const VSPHERE_PROXIES = 'proxyW proxyL';
const PROXIES = `${VSPHERE_PROXIES} offhost`;
const GATEWAYS = 'gatewayW gatewayL';
const MOUNTS = 'mountW mountL';
const REPOSITORIES = 'repoW repoL hardened';
const TRANSPORT = 'tcp 6162 or tcp 2500-3300';

/** Who needs what of whom in version 13 with no feature on, read from the maker's page; what another source adds is marked. */
const NEEDED: readonly [from: string, to: string, ports: string][] = [
  // Backup Server
  [`browser console ${MOUNTS} via scvmm`, VBR, 'tcp 443'],
  ['browser', 'vbrL', 'tcp 10443'],
  ['session', 'vbrL', 'tcp 22'],
  ['session', 'vbrW', 'tcp 3389'],
  [`${PROXIES} ${REPOSITORIES} ${GATEWAYS} ${MOUNTS}`, VBR, TRANSPORT],
  ['rest', VBR, 'tcp 9419'],
  ['console browser', VBR, 'tcp 9419'], // the article on segmentation, sections 1, 2, 13
  // Databases and External Services
  [VBR, 'postgres', 'tcp 5432'],
  [VBR, 'sql', 'tcp 1433'],
  ['vbrL via', 'ntp', 'udp 123'],
  [`${VBR} ${PROXIES} ${GATEWAYS} ${MOUNTS} ${REPOSITORIES} exagrid via`, 'dns', 'tcp+udp 53'],
  // Veeam Infrastructure Appliances
  [VBR, 'via', 'tcp 443'],
  ['browser', 'via', 'tcp 10443'],
  [VBR, 'via', 'tcp 6160'], // as of every managed server: the article, section 2
  [VBR, 'via', TRANSPORT],
  // Backup Proxies
  [`${VBR} ${PROXIES} ${REPOSITORIES} ${MOUNTS}`, PROXIES, TRANSPORT],
  [VBR, 'proxyW offhost', 'tcp 445'],
  [VBR, 'proxyL', 'tcp 22'],
  [VBR, PROXIES, 'tcp 6160'],
  // Gateway Servers
  [`${VBR} ${PROXIES} hyperv`, GATEWAYS, TRANSPORT],
  [VBR, 'gatewayW', 'tcp 445'],
  [VBR, 'gatewayL', 'tcp 22'],
  [VBR, GATEWAYS, 'tcp 6160'],
  [`${REPOSITORIES} exagrid ${GATEWAYS}`, GATEWAYS, TRANSPORT], // for object storage, which none of the two rules out
  // Backup Repositories
  [`console ${PROXIES} hyperv`, `${REPOSITORIES} exagrid`, TRANSPORT],
  [VBR, REPOSITORIES, 'tcp 6160'],
  [VBR, REPOSITORIES, TRANSPORT], // the article, section 4
  [VBR, 'repoW', 'tcp 445'],
  [VBR, 'repoL', 'tcp 22'], // of a hardened one during deployment alone: the article, section 4
  [`${REPOSITORIES} exagrid`, `${REPOSITORIES} exagrid`, TRANSPORT],
  [VBR, 'exagrid', 'tcp 22, 6160'],
  [VBR, 'exagrid', TRANSPORT],
  // Mount Servers
  ['console', MOUNTS, TRANSPORT],
  [VBR, 'mountW', 'tcp 445'],
  [VBR, MOUNTS, 'tcp 6160, 6170'],
  [VBR, MOUNTS, TRANSPORT],
  // VMware vSphere Components
  [`${VBR} ${VSPHERE_PROXIES}`, 'vcenter', 'tcp 443'],
  [VBR, 'esxi', 'tcp 443, 902'],
  [VSPHERE_PROXIES, 'esxi', 'tcp 902'],
  // Microsoft Hyper-V Components
  [VBR, 'scvmm', 'tcp 445, 6160, 8732'],
  [VBR, 'hyperv offhost', 'tcp 135, 445, 6160, 6163'],
  [VBR, 'scvmm hyperv offhost', TRANSPORT],
  [REPOSITORIES, 'hyperv', TRANSPORT],
  [VBR, 'smb3', 'tcp 6160, 6163'],
  [VBR, 'smb3', TRANSPORT],
  ['offhost', 'hyperv', 'tcp 445'], // the article, section 3
];

/** What is said of a pair: all ports that are needed in full, then each choice. */
function textOf(full: readonly string[], choices: readonly string[]): string {
  const set = IntervalSet.unionAll(full.map(setOf));
  return [...(set.isEmpty ? [] : [formatServices(set)]), ...[...new Set(choices)].sort()].join('; ');
}

function expected(): Record<string, string> {
  const pairs = new Map<string, { full: string[]; choices: string[] }>();
  for (const [from, to, ports] of NEEDED)
    for (const a of from.split(' '))
      for (const b of to.split(' ').filter((each) => each !== a)) {
        const pair = pairs.get(`${a} -> ${b}`) ?? { full: [], choices: [] };
        (ports.includes(' or ') ? pair.choices : pair.full).push(ports);
        pairs.set(`${a} -> ${b}`, pair);
      }
  return sorted([...pairs].map(([pair, { full, choices }]) => [pair, textOf(full, choices)]));
}

function sorted(entries: readonly (readonly [string, string])[]): Record<string, string> {
  return Object.fromEntries([...entries].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function planOf(parts: Readonly<Record<string, string>>, ...lines: string[]): string {
  const zones = Object.entries(parts).map(([name, text], n) => {
    const [, roles, system] = /^(\S+)( runs \S+)?$/.exec(text)!;
    return `zone zone-${n} { component ${name} : ${roles} at 10.${n}.0.10${system ?? ''} }`;
  });
  return ['use veeam 13', ...lines, ...zones].join('\n');
}

async function demands(text: string): Promise<Record<string, string>> {
  const { plan } = await analysisOf(text);
  const pairs = new Map<string, Requirement[]>();
  for (const r of requirementsOf(plan, new Set()))
    for (const pair of r.from.flatMap((a) => r.to.map((b) => `${a.name} -> ${b.name}`)))
      pairs.set(pair, [...(pairs.get(pair) ?? []), r]);
  return sorted(
    [...pairs].map(([pair, rs]) => [
      pair,
      textOf(
        rs.flatMap((r) => (r.services.isEmpty ? [] : [formatServices(r.services)])),
        rs.flatMap((r) => r.alternatives.map((g) => g.map(formatServices).join(' or '))),
      ),
    ]),
  );
}

describe("what the core of Veeam's product demands, each of each", () => {
  it('is what the page has between the two, and nothing between others', async () => {
    assert.deepEqual(await demands(planOf(PARTS)), expected());
  });

  it('leaves out what the Deployment Kit spares, also for Hyper-V hosts that say so', async () => {
    const found = await demands(
      planOf({ vbr: 'veeam.backup-server', proxy: 'veeam.vmware-proxy', hyperv: 'microsoft.hyper-v-host,veeam.windows-server' })
        .replace('veeam.vmware-proxy at 10.1.0.10', 'veeam.vmware-proxy at 10.1.0.10 { setup = kit }')
        .replace('at 10.2.0.10', 'at 10.2.0.10 { setup = kit }'),
    );
    assert.equal(found['vbr -> proxy'], `tcp 6160; ${TRANSPORT}`);
    assert.equal(found['vbr -> hyperv'], `tcp 6160, 6163; ${TRANSPORT}`);
  });

  it('is of the proxies, or of the backup server, where the page names a gateway server or them, and there is none', async () => {
    const shares = {
      vbr: 'veeam.backup-server',
      proxy: 'veeam.vmware-proxy',
      nfs: 'veeam.nfs-repository',
      smb: 'veeam.smb-repository',
      dc: 'microsoft.domain-controller',
      storeonce: 'veeam.storeonce',
      ec2: 'veeam.ec2-helper-appliance',
      azure: 'veeam.azure-proxy-appliance',
    };
    const pairs = ['proxy -> nfs', 'proxy -> smb', 'proxy -> dc', 'vbr -> storeonce', 'vbr -> ec2', 'vbr -> azure'];
    const without = await demands(planOf(shares, 'enable veeam.smb-repositories'));
    assert.deepEqual(
      pairs.map((pair) => without[pair]),
      ['tcp+udp 111, 2049', 'tcp 445', 'tcp 88, 389', 'tcp 9387-9388', 'tcp 22, 443', 'tcp 22, 443'],
    );
    const beside = await demands(planOf({ ...shares, gateway: 'veeam.gateway-server' }, 'enable veeam.smb-repositories'));
    assert.deepEqual(
      pairs.map((pair) => beside[pair]),
      pairs.map(() => undefined),
    );
    assert.deepEqual(
      ['nfs', 'smb', 'dc', 'storeonce', 'ec2', 'azure'].map((end) => beside[`gateway -> ${end}`]),
      pairs.map((pair) => without[pair]),
    );
  });

  it('is of the backup server with Data Domain, in version 12.3 where there is no gateway server', async () => {
    const parts = { vbr: 'veeam.backup-server', dd: 'veeam.data-domain' };
    const found = async (version: string, more: Record<string, string> = {}): Promise<string | undefined> =>
      (await demands(planOf({ ...parts, ...more }).replace('use veeam 13', `use veeam ${version}`)))['vbr -> dd'];
    const gateway = { gateway: 'veeam.gateway-server' };
    assert.equal(await found('12.3'), 'tcp 111, 2049, 2052');
    assert.equal(await found('12.3', gateway), undefined);
    assert.equal(await found('13', gateway), 'tcp 111, 2049, 2052');
  });

  it('is HTTPS from proxies to ESXi hosts that no vCenter Server manages', async () => {
    const hosts = { proxy: 'veeam.vmware-proxy', esxi: 'vmware.esxi' };
    assert.equal((await demands(planOf(hosts)))['proxy -> esxi'], 'tcp 443, 902');
    assert.equal((await demands(planOf({ ...hosts, vcenter: 'vmware.vcenter' })))['proxy -> esxi'], 'tcp 902');
  });

  it('has the backup server sign in to Entra ID and check certificates of Azure for a vault alone', async () => {
    const cloud = {
      vbr: 'veeam.backup-server',
      gateway: 'veeam.gateway-server',
      blob: 'azure.blob-storage',
      certificates: 'azure.certificates',
      entra: 'microsoft.entra-id',
    };
    const plain = await demands(planOf(cloud));
    assert.deepEqual([plain['vbr -> entra'], plain['vbr -> certificates']], [undefined, undefined]);
    const vault = await demands(planOf({ ...cloud, vault: 'veeam.data-cloud-vault' }));
    assert.deepEqual(
      [vault['vbr -> entra'], vault['vbr -> certificates'], vault['vbr -> vault'], vault['gateway -> certificates']],
      ['tcp 443', 'tcp 80', 'tcp 443', 'tcp 80'],
    );
  });

  const publishing = ['instant-recovery', 'surebackup', 'linux-file-recovery'];
  for (const feature of publishing)
    it(`has the parts of vPower NFS for ${feature}`, async () => {
      const parts = {
        vbr: 'veeam.backup-server',
        mount: 'veeam.mount-server',
        both: 'veeam.backup-server,veeam.mount-server',
        esxi: 'vmware.esxi',
        repo: 'veeam.windows-repository',
        exagrid: 'veeam.exagrid',
      };
      const found = await demands(planOf(parts, `enable veeam.${feature}`));
      assert.equal(found['vbr -> mount'], `tcp 445, 6160-6161, 6170; ${TRANSPORT}`);
      assert.equal(found['esxi -> mount'], 'tcp+udp 111, 1063, 2049');
      assert.equal(found['esxi -> both'], 'tcp+udp 111, 1058, 2049');
      for (const pair of ['mount -> repo', 'repo -> mount', 'mount -> exagrid', 'exagrid -> mount'])
        assert.equal(found[pair], TRANSPORT, pair);
    });

  it('is of Hyper-V hosts that replicate to each other the ports of their version', async () => {
    const hosts = { one: 'microsoft.hyper-v-host', two: 'microsoft.hyper-v-host' };
    const text = planOf(hosts, 'enable veeam.replication');
    assert.deepEqual(await demands(text), { 'one -> two': TRANSPORT, 'two -> one': TRANSPORT });
    const before = await demands(text.replace('use veeam 13', 'use veeam 12.3'));
    assert.deepEqual(before, { 'one -> two': 'tcp 2500-3300', 'two -> one': 'tcp 2500-3300' });
  });

  it('lets the port of S3 compatible storage be moved, for repositories that write to it themselves as well', async () => {
    const text = planOf({ repo: 'veeam.linux-repository', s3: 'veeam.ibm-cloud-storage' });
    const moved = text.replace('at 10.1.0.10', 'at 10.1.0.10 { s3-port = 9021 }');
    assert.equal((await demands(moved))['repo -> s3'], 'tcp 9021');
  });

  it('has the console of 12.3.2 update itself, and no other', async () => {
    const text = planOf({ console: 'veeam.console', vbr: 'veeam.backup-server' });
    const older = text.replace('at 10.0.0.10', 'at 10.0.0.10 { version = 12.3.2 }');
    assert.equal((await demands(text))['console -> vbr'], 'tcp 443, 9419');
    assert.equal((await demands(older))['console -> vbr'], 'tcp 443, 9419-9420');
  });

  // The table has the way from the primary node alone; "Switchover" has the nodes exchange their parts.
  it('goes both ways between the nodes of a cluster', async () => {
    const found = await demands(
      planOf({
        one: 'veeam.primary-backup-server',
        two: 'veeam.standby-backup-server',
        database: 'veeam.configuration-database',
      }),
    );
    assert.deepEqual(found, {
      'one -> database': 'tcp 5432',
      'one -> two': 'tcp 8008, 8500',
      'two -> one': 'tcp 8008, 8500',
      'two -> database': 'tcp 5432',
    });
  });

  // "Assigns a virtual IP address of an HA cluster to the primary node"; the console "uses either the HA cluster IP address or its hostname".
  it('has consoles reach the address of a cluster where the primary node has it', async () => {
    const plan = planOf({ console: 'veeam.console', one: 'veeam.primary-backup-server' }).replace(
      'at 10.1.0.10',
      'at 10.1.0.10, 10.1.0.9',
    );
    const lacking = async (to: string): Promise<string[]> =>
      (await diagnose(`${plan}\nallow console -> ${to} : required`))
        .filter((d) => d.code === 'missing-flow')
        .map((d) => `${d.message}`);
    assert.deepEqual(await lacking('one'), []);
    assert.match((await lacking('10.1.0.10')).join('\n'), /10\.1\.0\.9/);
  });
});

import assert from 'node:assert/strict';
import { demandsOf } from '../support/demands.ts';
import { diagnose } from '../support/language.ts';

/** A plan of version 13 with each component in a zone of its own. */
function planOf(components: Readonly<Record<string, string>>, ...features: string[]): string {
  const zones = Object.entries(components).map(([name, role], n) => {
    const [roles, rest = ''] = role.split(/ (?=runs|\{)/, 2);
    return `zone z-${name} { subnet 10.0.${n}.0/24 component ${name} : ${roles} at 10.0.${n}.10 ${rest} }`;
  });
  return ['use veeam 13', ...features.map((f) => `enable veeam.${f}`), ...zones].join('\n');
}

/** Whether a port is among those that a plan has to open from one component to another. */
async function asks(text: string, pair: string, port: string): Promise<boolean> {
  return ((await demandsOf(text))[pair] ?? '').split(/; |, /).some((each) => each === port || each === port.replace(/^\w+ /, ''));
}

describe("limits that rows of Veeam's pages have", () => {
  it('WMI on computers with agents is for failover clusters and the recovery of files, over RPC or WinRM by what the server runs', async () => {
    const plan = (server: string, ...features: string[]) => planOf({ vbr: server, pc: 'veeam.windows-agent' }, ...features);
    for (const [server, own, other] of [
      ['veeam.windows-backup-server', 'tcp 135', 'tcp 5985'],
      ['veeam.software-appliance', 'tcp 5985', 'tcp 135'],
    ] as const) {
      assert.equal(await asks(plan(server), 'vbr -> pc', own), false);
      assert.equal(await asks(plan(server, 'guest-file-recovery'), 'vbr -> pc', own), true);
      assert.equal(await asks(plan(server, 'guest-file-recovery'), 'vbr -> pc', other), false);
      assert.equal(await asks(plan(server, 'failover-clusters'), 'vbr -> pc', own), true);
    }
    // Of the cluster itself either reads the configuration over WinRM.
    assert.equal(await asks(plan('veeam.windows-backup-server', 'failover-clusters'), 'vbr -> pc', 'tcp 5985'), true);
  });

  it('agents reach the cloud whose machines they are on, and no other', async () => {
    const text = planOf(
      {
        ec2: 'veeam.windows-agent { cloud = amazon }',
        vm: 'veeam.linux-agent { cloud = azure }',
        pc: 'veeam.windows-agent { cloud = none }',
        somewhere: 'veeam.linux-agent',
        aws: 'aws.cloud',
        azure: 'azure.cloud',
      },
      'cloud-machines',
    );
    assert.deepEqual(await demandsOf(text), {
      'ec2 -> aws': 'tcp 443',
      'somewhere -> aws': 'tcp 443',
      'vm -> azure': 'tcp 443',
      'somewhere -> azure': 'tcp 443',
    });
  });

  it("a provider's gateway and backup server reach nothing that tenants have at home", async () => {
    const tenant = {
      repo: 'veeam.tenant-repository',
      cdp: 'veeam.tenant-cdp-proxy',
      wan: 'veeam.tenant-wan-accelerator',
    };
    const plan = (provider: string) =>
      planOf({ provider, gateway: 'veeam.cloud-gateway', ...tenant }, 'cdp', 'cloud-replica-seeding');
    const demands = await demandsOf(plan('veeam.repository'));
    assert.deepEqual(
      Object.keys(demands).filter((pair) => pair.startsWith('gateway ->')),
      ['gateway -> provider'],
    );
    assert.equal(await asks(plan('veeam.wan-accelerator'), 'gateway -> provider', 'tcp 6165'), true);
    assert.equal(await asks(plan('veeam.backup-server'), 'provider -> wan', 'tcp 6220'), false);
  });

  it('a remote access console checks certificates where it comes over the internet', async () => {
    const plan = (reach: string) =>
      planOf({ console: `veeam.remote-access-console { reach = ${reach} }`, crl: 'network.certificate-revocation' });
    assert.deepEqual(await demandsOf(plan('internet')), { 'console -> crl': 'tcp 80 or tcp 443' });
    assert.deepEqual(await demandsOf(plan('lan')), {});
  });

  it('a distribution server needs NetBIOS for plug-ins and MongoDB, and UDP on Windows for MongoDB', async () => {
    const plan = (system: string, partner: string, feature: string) =>
      planOf({ vbr: 'veeam.backup-server', ds: `veeam.distribution-server runs ${system}`, partner }, feature);
    assert.equal(await asks(plan('windows', 'veeam.application-plug-in', 'smb1'), 'vbr -> ds', 'tcp 137-139'), true);
    assert.equal(await asks(plan('windows', 'veeam.windows-agent', 'smb1'), 'vbr -> ds', 'tcp 137-139'), false);
    assert.equal(await asks(plan('windows', 'veeam.windows-agent', 'smb1'), 'vbr -> ds', 'tcp+udp 137-139'), false);
    assert.equal(await asks(plan('windows', 'veeam.mongodb-guest', 'smb1'), 'vbr -> ds', 'tcp+udp 137-139'), true);
    const mongo = async (system: string) =>
      (await demandsOf(plan(system, 'veeam.mongodb-guest', 'mongodb-backup')))['vbr -> ds']?.includes('tcp+udp');
    assert.equal(await mongo('windows'), true);
    assert.equal(await mongo('linux'), false);
  });

  it('the mount server restores databases itself in instant recoveries, and for Enterprise Manager', async () => {
    const guests = { sql: 'veeam.sql-server-guest', oracle: 'veeam.oracle-guest runs windows' };
    const plan = (...features: string[]) => planOf({ mount: 'veeam.mount-server', ...guests }, ...features);
    const usual = await demandsOf(plan('application-recovery'));
    assert.deepEqual(usual, {
      'mount -> oracle': 'tcp 445, 6160',
      'sql -> mount': 'tcp 3260-3270',
      'oracle -> mount': 'tcp 3260-3270',
    });
    const instant = await demandsOf(plan('instant-database-recovery'));
    assert.deepEqual(instant, {
      'mount -> sql': 'tcp 135, 445, 1025-1034, 1433-1434, 6160, 6173',
      'mount -> oracle': 'tcp 135, 445, 1035-1075',
    });
    assert.equal(await asks(plan('enterprise-manager-sql-restore'), 'mount -> sql', 'tcp 6173'), true);
  });

  it('restores of SAP HANA go to the ports of the instance, which nobody but the plan knows', async () => {
    const plan = (set: string) =>
      planOf({ vbr: 'veeam.backup-server', hana: `veeam.sap-hana-guest ${set}` }, 'application-recovery');
    const ports = '{ start-port = 59013 start-https-port = 59014 system-database-port = 39013 }';
    for (const port of ['1128-1129', '59013', '59014', '39013'])
      assert.equal(await asks(plan(ports), 'vbr -> hana', `tcp ${port}`), true, port);
    const unset = (await diagnose(plan(''))).filter((d) => d.code === 'unset-port');
    assert.deepEqual(
      ['start-port', 'start-https-port', 'system-database-port'].filter((p) => !unset.some((d) => String(d.message).includes(p))),
      [],
    );
  });

  it('transaction logs are read over the range alone where Enterprise Manager restores them', async () => {
    const restore = { sql: 'veeam.sql-server-guest', repo: 'veeam.repository' };
    const feature = 'transaction-log-restore';
    assert.deepEqual(await demandsOf(planOf(restore, feature)), { 'sql -> repo': 'tcp 6162 or tcp 2500-3300' });
    const managed = planOf({ ...restore, em: 'veeam.enterprise-manager' }, feature);
    assert.equal((await demandsOf(managed))['sql -> repo'], 'tcp 2500-3300; tcp 6162 or tcp 2500-3300');
  });

  it('consoles ask domain controllers for mailboxes where there is an Exchange server', async () => {
    const ends = { console: 'veeam.console', dc: 'microsoft.domain-controller' };
    assert.deepEqual(await demandsOf(planOf(ends, 'application-recovery')), {});
    const exchange = planOf({ ...ends, mail: 'veeam.exchange-guest' }, 'application-recovery');
    assert.equal((await demandsOf(exchange))['console -> dc'], 'tcp 636, 3268, tcp+udp 389');
  });

  it('workers load what the update repository has from CloudFront as well', async () => {
    for (const platform of ['ahv', 'proxmox', 'hpe-vme', 'ovirt', 'scale']) {
      const text = planOf({ worker: `veeam.${platform}-worker`, cloudfront: 'aws.cloudfront' });
      assert.deepEqual(await demandsOf(text), { 'worker -> cloudfront': 'tcp 443' }, platform);
    }
  });
});

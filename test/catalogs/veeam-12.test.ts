import assert from 'node:assert/strict';
import { demandsOf } from '../support/demands.ts';

/** The pairs of a plan between two of its components, in either direction. */
function between(demands: Record<string, string>, one: string, other: string): Record<string, string> {
  return Object.fromEntries(Object.entries(demands).filter(([p]) => p === `${one} -> ${other}` || p === `${other} -> ${one}`));
}

describe('plans with version 12.3 of Veeam Backup & Replication', () => {
  const agents = (version: string) => `
    use veeam ${version}
    zone management { subnet 10.0.0.0/24 component vbr : veeam.windows-backup-server at 10.0.0.10 }
    zone office {
      subnet 10.1.0.0/24
      component pc : veeam.windows-agent at 10.1.0.10 { setup = push }
      component linux : veeam.linux-agent at 10.1.0.11 { setup = kit }
    }
    zone backup {
      subnet 10.2.0.0/24
      component linux-repo : veeam.linux-repository at 10.2.0.10
      component windows-repo : veeam.windows-repository at 10.2.0.11
    }`;

  it('agents write to repositories over the range, and over RPC to Windows; nothing connects back', async () => {
    const demands = await demandsOf(agents('12.3'));
    assert.deepEqual(between(demands, 'pc', 'linux-repo'), { 'pc -> linux-repo': 'tcp 2500-3300' });
    assert.deepEqual(between(demands, 'linux', 'linux-repo'), { 'linux -> linux-repo': 'tcp 2500-3300' });
    assert.deepEqual(between(demands, 'pc', 'windows-repo'), { 'pc -> windows-repo': 'tcp 2500-3300; tcp 49152-65535' });
  });

  // "Ports (VMware vSphere 12.3)": Backup Proxy, and Backup Repositories / Microsoft Windows/Linux-based Backup Repository.
  it('an old backup server and its proxy keep the range toward a repository of which a plan with version 13 says no version', async () => {
    const demands = await demandsOf(`
      use veeam 13
      zone management {
        subnet 10.0.0.0/24
        component old : veeam.windows-backup-server at 10.0.0.10 { version = 12.3 }
        component new : veeam.software-appliance at 10.0.0.11
      }
      zone proxies {
        subnet 10.1.0.0/24
        component old-proxy : veeam.vmware-proxy, veeam.windows-server at 10.1.0.10 { version = 12.3 }
        component new-proxy : veeam.vmware-proxy, veeam.linux-server at 10.1.0.11
      }
      zone backup { subnet 10.2.0.0/24 component repo : veeam.hardened-repository at 10.2.0.10 }
      deployment before = old, old-proxy
      deployment after = new, new-proxy`);
    assert.ok(demands['old -> repo']?.split('; ').some((part) => part.includes('2500-3300') && !part.includes(' or ')));
    assert.ok(demands['old-proxy -> repo']?.split('; ').includes('tcp 2500-3300'));
    assert.equal(demands['new-proxy -> repo'], 'tcp 6162 or tcp 2500-3300');
    assert.equal(demands['old -> new-proxy'], undefined);
  });

  it('agents of version 13 prefer the port of the Data Mover, and repositories restore to them', async () => {
    const demands = await demandsOf(agents('13'));
    assert.deepEqual(between(demands, 'pc', 'windows-repo'), {
      'pc -> windows-repo': 'tcp 6162 or tcp 2500-3300',
      'windows-repo -> pc': 'tcp 445; tcp 6160, 6162',
    });
  });

  it('the backup server reaches Windows agents at both installer ports, and over RPC whatever it runs where clusters or files ask for WMI', async () => {
    const demands = await demandsOf(agents('12.3').replace('windows-backup-server', 'backup-server'));
    assert.deepEqual(between(demands, 'vbr', 'pc'), {
      'vbr -> pc': 'tcp 11731; tcp 445; tcp 6160; tcp 6162; tcp 6184',
      'pc -> vbr': 'tcp 10005; tcp 2500-3300',
    });
    for (const feature of ['failover-clusters', 'guest-file-recovery']) {
      const more = await demandsOf(
        `${agents('12.3').replace('windows-backup-server', 'backup-server')}\nenable veeam.${feature}`,
      );
      assert.equal(more['vbr -> pc'], 'tcp 11731; tcp 135; tcp 445; tcp 6160; tcp 6162; tcp 6184');
    }
    assert.deepEqual(between(demands, 'vbr', 'linux'), { 'vbr -> linux': 'tcp 6160, 6162', 'linux -> vbr': 'tcp 10006' });
  });

  it('a tenant on 12.3 keeps its ports where its provider has version 13', async () => {
    const demands = await demandsOf(`
      use veeam 13
      deployment provider = provider-site
      deployment tenant of provider = tenant-site
      site provider-site { zone sp { subnet 10.0.0.0/24 component sp-repo : veeam.linux-repository at 10.0.0.10 } }
      site tenant-site {
        zone office { subnet 10.1.0.0/24 component pc : veeam.windows-agent at 10.1.0.10 { version = 12.3 } }
        zone data { subnet 10.2.0.0/24 component repo : veeam.linux-repository at 10.2.0.10 { version = 12.3 } }
      }`);
    assert.deepEqual(demands, { 'pc -> repo': 'tcp 2500-3300' });
  });

  const guests = (version: string) => `
    use veeam ${version}
    enable veeam.log-backup
    zone management {
      subnet 10.0.0.0/24
      component vbr : veeam.windows-backup-server at 10.0.0.10
      component gip : veeam.guest-interaction-proxy at 10.0.0.11 runs windows { setup = kit }
    }
    zone production {
      subnet 10.1.0.0/24
      component windows : veeam.windows-guest at 10.1.0.10 { guest-access = network }
      component linux : veeam.linux-guest at 10.1.0.11 { guest-access = network }
      component sql : veeam.sql-server-guest at 10.1.0.12 { guest-access = network guest-components = persistent }
    }
    zone backup { subnet 10.2.0.0/24 component repo : veeam.linux-repository at 10.2.0.10 }`;

  it('guests connect back to the guest interaction proxy, and the backup server reaches those of Linux itself', async () => {
    const demands = await demandsOf(guests('12.3'));
    assert.deepEqual(between(demands, 'gip', 'windows'), {
      'gip -> windows': 'tcp 135, 445; tcp 2500-3300',
      'windows -> gip': 'tcp 2500-3300',
    });
    assert.deepEqual(between(demands, 'gip', 'linux'), {
      'gip -> linux': 'tcp 22; tcp 2500-3300',
      'linux -> gip': 'tcp 2500-3300',
    });
    assert.deepEqual(between(demands, 'vbr', 'linux'), { 'vbr -> linux': 'tcp 22' });
    assert.deepEqual(between(demands, 'vbr', 'windows'), {});
  });

  it('from version 13 on they do not, and the Guest Helper has a port of its own', async () => {
    const demands = await demandsOf(guests('13'));
    assert.deepEqual(between(demands, 'gip', 'windows'), { 'gip -> windows': 'tcp 135, 445; tcp 2500-3300; tcp 6173' });
    assert.deepEqual(between(demands, 'vbr', 'linux'), {});
  });

  it('a persistent agent and its logs: the port beside the Guest Helper, and the range to the repository', async () => {
    const demands = await demandsOf(guests('12.3'));
    assert.deepEqual(between(demands, 'gip', 'sql'), {
      'gip -> sql': 'tcp 2500; tcp 2500-3300; tcp 6160 or tcp 11731; tcp 6167; tcp 6173',
      'sql -> gip': 'tcp 2500-3300',
    });
    assert.deepEqual(between(demands, 'sql', 'repo'), { 'sql -> repo': 'tcp 2500-3300' });
  });

  it('the version of the backup server counts, where a guest has none of its own', async () => {
    const demands = await demandsOf(`
      use veeam 13
      zone management { subnet 10.0.0.0/24 component vbr : veeam.windows-backup-server at 10.0.0.10 { version = 12.3 } }
      zone production { subnet 10.1.0.0/24 component vm : veeam.windows-guest at 10.1.0.10 }`);
    assert.deepEqual(demands, { 'vbr -> vm': 'tcp 135, 445; tcp 2500-3300', 'vm -> vbr': 'tcp 2500-3300' });
  });

  it('workers of plug-ins report to a backup appliance, or to the plug-in, and write over the range', async () => {
    const demands = await demandsOf(`
      use veeam 12.3
      zone management {
        subnet 10.0.0.0/24
        component vbr : veeam.windows-backup-server at 10.0.0.10
        component appliance : veeam.ahv-appliance at 10.0.0.11
      }
      zone workers {
        subnet 10.1.0.0/24
        component ahv : veeam.ahv-worker at 10.1.0.10
        component pve : veeam.proxmox-worker at 10.1.0.11
      }
      zone backup { subnet 10.2.0.0/24 component repo : veeam.linux-repository at 10.2.0.10 }`);
    assert.deepEqual(between(demands, 'appliance', 'ahv'), { 'appliance -> ahv': 'tcp 19000', 'ahv -> appliance': 'tcp 19001' });
    assert.deepEqual(between(demands, 'vbr', 'ahv'), { 'ahv -> vbr': 'tcp 10006; tcp 2500-3300' });
    assert.deepEqual(between(demands, 'vbr', 'pve'), { 'vbr -> pve': 'tcp 19000', 'pve -> vbr': 'tcp 10006; tcp 19001' });
    assert.deepEqual(between(demands, 'pve', 'repo'), { 'pve -> repo': 'tcp 2500-3300' });
  });

  const hyperV = (version: string) => `
    use veeam ${version}
    enable veeam.replication, veeam.surebackup
    zone management { subnet 10.0.0.0/24 component vbr : veeam.windows-backup-server at 10.0.0.10 }
    zone main { subnet 10.1.0.0/24 component source : microsoft.hyper-v-host at 10.1.0.10 }
    zone branch { subnet 10.2.0.0/24 component target : microsoft.hyper-v-host at 10.2.0.10 }
    zone backup { subnet 10.3.0.0/24 component repo : veeam.linux-repository at 10.3.0.10 }`;

  it('Hyper-V hosts replicate and get backups of a virtual lab over the range, where version 13 prefers one port', async () => {
    const old = await demandsOf(hyperV('12.3'));
    assert.deepEqual([old['source -> target'], old['repo -> target']], ['tcp 2500-3300', 'tcp 2500-3300']);
    const now = await demandsOf(hyperV('13'));
    assert.deepEqual(
      [now['source -> target'], now['repo -> target']],
      ['tcp 6162 or tcp 2500-3300', 'tcp 6162 or tcp 2500-3300'],
    );
  });

  it('MongoDB is backed up over the range, controlled over SSH or the management agent', async () => {
    const mongo = (version: string) => `
      use veeam ${version}
      zone management { subnet 10.0.0.0/24 component vbr : veeam.windows-backup-server at 10.0.0.10 }
      zone production { subnet 10.1.0.0/24 component db : veeam.mongodb-guest at 10.1.0.10 { guest-components = persistent } }
      zone backup { subnet 10.2.0.0/24 component repo : veeam.linux-repository at 10.2.0.10 }`;
    const old = await demandsOf(mongo('12.3'));
    assert.deepEqual([old['db -> repo'], old['vbr -> db']], ['tcp 2500-3300', 'tcp 22, 2500-3300, 6162; tcp 6160; tcp 6162']);
    const now = await demandsOf(mongo('13'));
    assert.deepEqual([now['db -> repo'], now['vbr -> db']?.includes('27017')], ['tcp 6162', true]);
  });

  it('the console reaches the plug-ins of the platforms that a plan has, and of no others', async () => {
    const platforms = (workers: string) => `
      use veeam 12.3
      zone management { subnet 10.0.0.0/24 component vbr : veeam.windows-backup-server at 10.0.0.10 }
      zone desk { subnet 10.1.0.0/24 component console : veeam.console at 10.1.0.10 }
      zone workers { subnet 10.2.0.0/24 ${workers} }`;
    const demanded = async (workers: string) => (await demandsOf(platforms(workers)))['console -> vbr'];
    const none = await demanded('');
    assert.ok(none && !/854|940[24]/.test(none), none);
    const ports = { ahv: '8543', ovirt: '8544', proxmox: '8545' };
    for (const [platform, port] of Object.entries(ports))
      assert.equal(
        await demanded(`component w : veeam.${platform}-worker at 10.2.0.10`),
        [...none.split('; '), `tcp ${port}`].sort().join('; '),
      );
    assert.ok((await demanded('component k : veeam.kasten at 10.2.0.10'))?.includes('tcp 9404'));
  });

  it('Exchange answers over its wider range, and only where dynamic RPC is asked for', async () => {
    const exchange = (feature: string) => `
      use veeam 12.3
      ${feature}
      zone management { subnet 10.0.0.0/24 component gip : veeam.guest-interaction-proxy at 10.0.0.10 runs windows }
      zone production { subnet 10.1.0.0/24 component mail : veeam.exchange-guest at 10.1.0.10 }`;
    const asked = await demandsOf(exchange('enable veeam.dynamic-rpc'));
    assert.ok(asked['gip -> mail']?.includes('tcp 6005-65535'), asked['gip -> mail']);
    assert.ok(asked['mail -> gip']?.includes('tcp 6005-65535'), asked['mail -> gip']);
    const plain = await demandsOf(exchange(''));
    assert.ok(!`${plain['gip -> mail']} ${plain['mail -> gip']}`.includes('6005'));
  });

  it('what needs version 13 is not asked of 12.3: the identity service, plug-in restores, and exports to the console', async () => {
    const demands = await demandsOf(`
      use veeam 12.3
      enable veeam.plug-in-recovery, veeam.database-export
      zone management { subnet 10.0.0.0/24 component vbr : veeam.windows-backup-server at 10.0.0.10 }
      zone office { subnet 10.1.0.0/24 component distribution : veeam.distribution-server at 10.1.0.10 runs windows }
      zone desk { subnet 10.2.0.0/24 component console : veeam.console at 10.2.0.10 }
      zone backup { subnet 10.3.0.0/24 component repo : veeam.linux-repository at 10.3.0.10 }
      zone production { subnet 10.4.0.0/24 component db : veeam.postgresql-guest at 10.4.0.10 }`);
    assert.deepEqual(
      [demands['distribution -> vbr'], demands['console -> repo'], demands['console -> db']],
      [undefined, undefined, undefined],
    );
  });

  it('AHV clusters mount from vPower NFS over TCP and UDP, and appliances send mail', async () => {
    const demands = await demandsOf(`
      use veeam 12.3
      enable veeam.instant-recovery
      zone platform { subnet 10.0.0.0/24 component ahv : nutanix.ahv-cluster at 10.0.0.10 }
      zone backup {
        subnet 10.1.0.0/24
        component mount : veeam.mount-server at 10.1.0.10 runs windows
        component appliance : veeam.ahv-appliance at 10.1.0.11
      }
      zone services { subnet 10.2.0.0/24 component mail : network.smtp-server at 10.2.0.10 { mail-port = 587 } }`);
    assert.equal(demands['ahv -> mount'], 'tcp+udp 111, 1063, 2049');
    assert.equal(demands['appliance -> mail'], 'tcp 587');
  });

  it('an agent that no backup server manages connects from its computer, and is reached for restores alone', async () => {
    const agent = (version: string) => `
      use veeam ${version}
      zone management { subnet 10.0.0.0/24 component vbr : veeam.windows-backup-server at 10.0.0.10 }
      zone office { subnet 10.1.0.0/24 component pc : veeam.standalone-windows-agent at 10.1.0.10 }
      zone backup { subnet 10.2.0.0/24 component repo : veeam.windows-repository at 10.2.0.10 }
      zone internet external { component updates : veeam.agent-update-server component s3 : aws.s3 }`;
    const own = async (text: string) => Object.entries(await demandsOf(text)).filter(([pair]) => pair.includes('pc'));
    assert.deepEqual(await own(agent('13')), [
      ['pc -> vbr', 'tcp 10005; tcp 443'],
      ['pc -> repo', 'tcp 6162 or tcp 2500-3300'],
      ['pc -> updates', 'tcp 443'],
    ]);
    assert.deepEqual(await own(`${agent('12.3')} enable veeam.agents-to-object-storage`), [
      ['pc -> vbr', 'tcp 10001; tcp 10005'],
      ['pc -> repo', 'tcp 2500-3300; tcp 49152-65535'],
      ['pc -> s3', 'tcp 443'],
      ['pc -> updates', 'tcp 443'],
    ]);
    const restore = await demandsOf(`${agent('13')} enable veeam.standalone-agent-restore`);
    assert.equal(restore['vbr -> pc'], 'tcp 135, 445, 2500-3300, 6160, 6162');
  });
});

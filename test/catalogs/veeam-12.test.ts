import assert from 'node:assert/strict';
import { demandsOf } from './demands.ts';

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

  it('agents of version 13 prefer the port of the Data Mover, and repositories restore to them', async () => {
    const demands = await demandsOf(agents('13'));
    assert.deepEqual(between(demands, 'pc', 'windows-repo'), {
      'pc -> windows-repo': 'tcp 6162 or tcp 2500-3300',
      'windows-repo -> pc': 'tcp 445; tcp 6160, 6162',
    });
  });

  it('the backup server reaches Windows agents at both installer ports, and over RPC whatever it runs', async () => {
    const demands = await demandsOf(agents('12.3').replace('windows-backup-server', 'backup-server'));
    assert.deepEqual(between(demands, 'vbr', 'pc'), {
      'vbr -> pc': 'tcp 11731; tcp 135; tcp 445; tcp 6160; tcp 6162; tcp 6184',
      'pc -> vbr': 'tcp 10005; tcp 2500-3300',
    });
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
});

import assert from 'node:assert/strict';
import { someOf } from '../../support/chance.ts';
import { diagnose } from '../../support/language.ts';

const PLAN = `
use veeam 13
use microsoft
use zerto 8.5
use commvault 11.20
use vmware

site main {
  zone mgmt { subnet 10.1.0.0/24
    component vbr : veeam.backup-server at 10.1.0.10 runs windows
    component zvm : zerto.zvm, zerto.vba at 10.1.0.20
    component dpm : microsoft.dpm-server, microsoft.azure-backup-agent at 10.1.0.30 }
  zone admins { subnet 10.1.9.0/24 component desk : veeam.console, zerto.user-interface at 10.1.9.16/28 runs windows }
  zone dmz { subnet 192.0.2.0/28 component proxy : veeam.vmware-proxy at 192.0.2.4 runs windows { transport = nbd } }
  zone vault { subnet 10.1.3.0/24 component repo : veeam.hardened-repository at 10.1.3.10 }
  zone vras-zone { subnet 10.1.4.0/24 component vras : zerto.vra at 10.1.4.11-10.1.4.12 }
  zone virtual { subnet 10.1.5.0/24
    component vcenter : vmware.vcenter at 10.1.5.5
    component esxi : vmware.esxi at 10.1.5.11-10.1.5.14 }
  zone sql-zone { subnet 10.1.6.0/24 component sql : microsoft.dpm-agent at 10.1.6.10 }
  zone old { subnet 10.1.7.0/24
    component cs : commvault.commserve at 10.1.7.10
    component ma : commvault.media-agent at 10.1.7.11 }
  zone unix { subnet 10.1.8.0/24 component solaris : commvault.client at 10.1.8.10 runs other }
}
site recovery {
  zone dr { subnet 10.2.0.0/24 component dr-zvm : zerto.zvm, zerto.vba at 10.2.0.20 component dr-vras : zerto.vra at 10.2.0.31-10.2.0.32 component dr-vcenter : vmware.vcenter at 10.2.0.5 component dr-esxi : vmware.esxi at 10.2.0.11 }
}
zone internet external { component vault-service : microsoft.azure-backup component ncsi : microsoft.connectivity-check }
vpn main, recovery
bind ma without vcenter, esxi
bind dr-vcenter, dr-esxi without vbr, proxy, ma
check contested-flow off "we go by the maker's reference"
direction zerto.zvm -> zerto.vra
direction microsoft.dpm-server -> microsoft.dpm-agent
`;

/** By the makers' pages, product by product, and without a look at what the catalogs say. */
const RULES = `
// "Ports (Veeam Backup & Replication)": Backup Server, Backup Proxies, Repositories, Common Ports, VMware vSphere Components
allow vbr -> vcenter : tcp 443
allow vbr -> esxi : tcp 443, 902
allow vbr -> proxy : tcp 445, 6160, 6162
allow vbr -> repo : tcp 6160, 6162
allow desk -> vbr : tcp 443, 9419
allow desk, proxy -> repo : tcp 6162
allow proxy, repo -> vbr : tcp 6162
allow repo -> proxy : tcp 6162
allow proxy -> vcenter : tcp 443
allow proxy -> esxi : tcp 902
// "Security and hardening with Zerto": vSphere
allow zvm -> vcenter : tcp 443
allow zvm -> vras : tcp 4005, 4006, 4009
allow zvm -> dr-zvm : tcp 9071, 9081
allow dr-zvm -> zvm : tcp 9071, 9081
allow desk -> zvm, dr-zvm : tcp 9669
allow vras -> dr-vras : tcp 4007, 4008
allow dr-vras -> vras : tcp 4007, 4008
// "Deploy the DPM protection agent", "Install the Azure Backup MARS agent", the support matrix of DPM
allow dpm -> sql : tcp 135, 139, 445, 5718, 5719, 49152-65535, udp 137, 138
allow sql -> dpm : tcp 135, 5718, 5719, 49152-65535
allow dpm -> vault-service : tcp 443
allow dpm -> ncsi : tcp 80, 443
// "Network Port Considerations", "TCP Ports Used for Services"
allow cs, ma -> solaris : tcp 8400, 8403
allow solaris -> cs : tcp 8400, 8401, 8403
allow solaris -> ma : tcp 8400, 8403
`;

/** What is said of a plan beyond what it can do nothing about: what catalogs lack, and products that share a zone. */
async function said(text: string): Promise<string[]> {
  const beside = ['incomplete-catalog', 'mixed-zone'];
  return (await diagnose(text)).filter((d) => !beside.includes(`${d.code}`)).map((d) => `${d.code}: ${d.message}`);
}

describe('Veeam, Zerto, DPM with Azure Backup and Commvault at one company, which share networks and a vCenter Server', () => {
  it('need what their makers say, each by itself, and nothing of each other', async () => {
    assert.deepEqual(await said(PLAN + RULES), []);
  });

  it('lack each rule that is left out', async () => {
    const rules = RULES.split('\n').filter((line) => line.startsWith('allow'));
    for (const rule of someOf(rules, 4)) {
      const codes = (await said(PLAN + RULES.replace(rule, ''))).map((each) => each.split(':')[0]);
      assert.ok(codes.includes('missing-flow'), rule);
    }
  });

  it('are told of each port that no page names', async () => {
    const wider = [
      'vbr -> repo : tcp 3389',
      'proxy -> esxi : tcp 2500',
      'zvm -> vras : tcp 4007',
      'dpm -> sql : tcp 1433',
      'cs -> solaris : tcp 8402',
    ];
    for (const rule of wider) assert.match((await said(`${PLAN}${RULES}\nallow ${rule}`)).join('\n'), /^unneeded-port: /m, rule);
  });
});

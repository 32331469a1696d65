import assert from 'node:assert/strict';
import { analysisOf } from '../support/language.ts';

/**
 * What the documents say that machines run, read a second time. Whatever is not here may run either, as a backup server of version 13 may;
 * a role that derives from one of these runs the same.
 */
const STATED: Record<string, string> = {
  // "Veeam and network segmentation", sections 2, 4, 7 and 11: rows for Windows and for Linux machines.
  'veeam.windows-server': 'windows',
  'veeam.windows-repository': 'windows',
  'veeam.windows-guest': 'windows',
  'veeam.windows-agent': 'windows',
  'veeam.linux-server': 'linux',
  'veeam.linux-repository': 'linux',
  // "Backup Repository (Windows, Linux, Hardened)": SSH, the port of Linux repositories, is what hardened ones close after the setup.
  'veeam.hardened-repository': 'linux',
  'veeam.linux-guest': 'linux',
  'veeam.linux-agent': 'linux',
  // "Security and hardening with Zerto": "A Windows service that manages ...", "access to the Windows machine running this service".
  'zerto.zvm': 'windows',
  'zerto.provider-zvm': 'windows',
  'zerto.customer-zvm': 'windows',
  'zerto.vba': 'windows',
  'zerto.cloud-manager': 'windows',
  // "custom, very thin, Linux-based virtual machines", whose own firewall blocks what Zerto doesn't need.
  'zerto.vra': 'other',
  'zerto.provider-vra': 'other',
  'zerto.customer-vra': 'other',
  'zerto.cloud-connector': 'other',
  // "Installed on the VRA machine, and runs in the same process as the VRA."
  'zerto.retention-service': 'other',
  // "Zero Networks Segment deployment guide", 3.1: "Create a Windows virtual machine"; 2.2.2: all Windows assets, all Linux assets.
  'zero-networks.segment-server': 'windows',
  'zero-networks.windows-asset': 'windows',
  'zero-networks.linux-asset': 'linux',
  // "The vulnerability assessment for Linux".
  'acronis-cyber-protect.linux-agent': 'linux',
  // Hypervisors.
  'vmware.esxi': 'other',
  'proxmox.host': 'other',
};

describe('what machines run, by the catalogs', () => {
  it('is what the documents say, and nothing where they say nothing', async () => {
    const { plan: empty } = await analysisOf('zone a { subnet 10.0.0.0/24 }');
    const roles = [...empty.catalog.roles.keys()];
    const components = roles.map((role, n) => `component c${n} : ${role} at 10.0.0.${n + 1}`);
    const { plan } = await analysisOf(`zone a { subnet 10.0.0.0/24\n${components.join('\n')}\n}`);
    const read = plan.components.flatMap((c) => (c.system ? [[c.roles[0]!, c.system] as const] : []));
    assert.deepEqual(Object.fromEntries(read), STATED);
  });

  it('is open for a cloud appliance, which takes the place of a Windows server and of appliances', async () => {
    const { plan } = await analysisOf('zone a { component zca : zerto.azure-zca at 10.0.0.1 }');
    assert.deepEqual([...plan.catalog.systemsOf('zerto.azure-zca')].sort(), ['other', 'windows']);
    assert.equal(plan.components[0]!.system, undefined);
  });
});

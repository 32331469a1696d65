import { type ReferencePage, under } from './page.ts';

const ESXI = 'ESXi host';
const VCENTER = 'vCenter Server';
const APPLIANCE = 'vSphere Replication appliance';

/** The stored copy ends in the row on the browser. */
export const vsphereReplicationPorts: ReferencePage = {
  title: 'vSphere Replication Security Guide: Services, Ports, and External Interfaces',
  url: 'https://docs.vmware.com/en/vSphere-Replication/8.3/com.vmware.vsphere.replication-security.doc/GUID-1A748B29-A140-48D6-B3AF-F20937503213.html',
  version: '8.3',
  rows: under('Communication Ports', [
    { from: [APPLIANCE], to: [VCENTER], service: 'tcp 80', about: 'management, of both sites' },
    { from: [APPLIANCE], to: [ESXI], service: 'tcp 80', when: 'in the same site', about: 'before the first replication' },
    { from: [APPLIANCE], to: [VCENTER], service: 'tcp 443', about: 'management, of both sites' },
    { from: [APPLIANCE], to: [ESXI], service: 'tcp+udp 902', when: 'in the same site', about: 'NFC of the target site' },
    { from: ['Browser'], to: [APPLIANCE], service: 'tcp 5480', about: 'appliance management' },
  ]),
};

/** The one row of the hosts' table that is about replication; it does not name the appliance. */
export const esxiReplicationPorts: ReferencePage = {
  title: 'vSphere Security: Incoming and Outgoing Firewall Ports for ESXi Hosts',
  url: 'https://docs.vmware.com/en/VMware-vSphere/6.7/',
  version: '6.7',
  rows: under('Outgoing Firewall Connections', [
    { from: [ESXI], to: [APPLIANCE], service: 'tcp 31031, 44046', about: 'replication traffic' },
  ]),
};

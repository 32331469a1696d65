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

/**
 * The one row of the hosts' table that is about replication; it does not name the appliance. A single page of a guide was at hand, in a copy that
 * does not tell which guide it is: so this is none of the maker's pages, and has no rank.
 */
export const esxiReplicationPorts: ReferencePage = {
  title: 'A guide to vSphere 6.7, in a copy on a site of manuals: outgoing firewall connections of ESXi hosts',
  url: 'http://38.142.81.21:8001/manual/vmware/vsphere/9-8-7-6-5-4-3-2-1-6-7-english/page-16.html',
  version: '6.7',
  rows: under('Outgoing Firewall Connections', [
    { from: [ESXI], to: [APPLIANCE], service: 'tcp 31031, 44046', about: 'replication traffic' },
  ]),
};

/** The one row of the older table that is not in what was at hand of the later one; a copy again, and no page of the maker's. */
export const vsphereReplicationOlderPorts: ReferencePage = {
  title: 'vSphere Replication Security Guide 6.1, page 10, in a copy on a site of manuals',
  url: 'http://38.142.81.21:8001/manual/vmware/vsphere-replication/6-1-english/page-10.html',
  version: '6.1',
  rows: under('Communication Ports', [
    {
      from: [VCENTER],
      to: [APPLIANCE],
      service: 'tcp 8043',
      when: 'in the same site',
      about: 'SOAP, from the proxy of the vCenter Server',
    },
  ]),
};

const TO_CLOUD = 'replication to a cloud';

export const vsphereReplicationTunnel: ReferencePage = {
  title: 'How vSphere Replication Connects to Cloud',
  url: 'http://pubs.vmware.com/vsphere-replication-61/topic/com.vmware.vsphere.replication.to-cloud.doc/GUID-C05CEB61-1307-4AFE-95C8-EA445E9C5C11.html',
  version: '6.1',
  rows: under('How vSphere Replication Connects to Cloud', [
    {
      from: [ESXI],
      to: [APPLIANCE],
      service: 'tcp 10000-10010',
      when: TO_CLOUD,
      about: 'tunneling agent; one port of a range that can be set',
    },
  ]),
};

/** A copy of a page of the guide, which has no rank. */
export const vsphereReplicationCloudPorts: ReferencePage = {
  title: 'vSphere Replication Security Guide 6.1, page 12, in a copy on a site of manuals',
  url: 'http://38.142.81.21:8001/manual/vmware/vsphere-replication/6-1-english/page-12.html',
  version: '6.1',
  rows: under('Ports Required for Cloud Replications', [
    { from: [ESXI], to: [VCENTER], service: 'tcp 80', when: TO_CLOUD, about: 'rules of the hosts, from the appliance' },
    { from: [APPLIANCE], to: ['vCloud API'], service: 'tcp 443', when: TO_CLOUD, about: 'data' },
    { from: [ESXI], to: [APPLIANCE], service: 'tcp 10000-10010', when: TO_CLOUD, about: 'tunneling agent, at the source site' },
  ]),
};

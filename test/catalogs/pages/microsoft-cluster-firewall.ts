import { type ReferencePage, under } from './page.ts';

const MANAGEMENT = 'Management system';
const NODES = 'Instance nodes';
const STRETCHED = 'Stretched instance nodes';

export const microsoftClusterFirewall: ReferencePage = {
  title: 'Firewall requirements for Azure Local',
  url: 'https://learn.microsoft.com/en-us/azure/azure-local/concepts/firewall-requirements',
  version: '23H2',
  date: '2025-01-08',
  rows: [
    ...under('Firewall requirements for internal rules and ports', [
      { from: [NODES], to: [NODES], service: 'icmp', about: 'within a site and between sites' },
      { from: [NODES], to: [NODES], service: 'tcp 445', about: 'SMB' },
      { from: [NODES], to: [NODES], service: 'tcp 5445', when: 'SMB Direct over iWARP RDMA', about: 'SMB Direct' },
      { from: [NODES], to: [NODES], service: 'tcp 5985', about: 'WS-Management' },
    ]),
    ...under('Azure Stack HCI OS management', [
      { from: [NODES], to: [NODES], service: 'tcp 30301', about: 'the Azure Local service, licensing and billing' },
    ]),
    // The table has the directory as the source, and speaks of its web services, which listen there.
    ...under('Active Directory', [
      {
        from: ['Azure Local'],
        to: ['Active Directory Services'],
        service: 'tcp 9389',
        about: 'web services and management gateway',
      },
    ]),
    ...under('Network Time Protocol', [
      {
        from: ['Azure Local'],
        to: ['NTP server', 'Active Directory Services'],
        service: 'udp 123',
        about: 'controllers or an NTP appliance',
      },
    ]),
    ...under('Firewall requirements for outbound endpoints', [
      { from: ['Azure Local'], to: ['Azure', 'Microsoft Update'], service: 'tcp 80, 443', about: 'Azure, and updates' },
    ]),
    ...under('Windows Admin Center', [
      {
        from: ['Windows Admin Center'],
        to: ['Azure Local'],
        service: 'tcp 445',
        about: 'SMB; the text of the row speaks of Azure',
      },
      {
        from: ['Windows Admin Center'],
        to: ['Azure Local'],
        service: 'tcp 5985',
        when: 'unless it is set to use HTTPS only',
        about: 'WinRM over HTTP',
      },
      {
        from: ['Windows Admin Center'],
        to: ['Azure Local'],
        service: 'tcp 5986',
        when: 'if it is set to use HTTPS only',
        about: 'WinRM over HTTPS',
      },
    ]),
    ...under('Failover Clustering', [
      { from: [MANAGEMENT], to: [NODES], service: 'tcp 445', about: 'validation of the cluster' },
      {
        from: [MANAGEMENT],
        to: [NODES],
        service: 'tcp 49152-65535',
        about: 'RPC; "a minimum of 100 ports above port 5000", out of the range that Windows uses',
      },
      { from: [MANAGEMENT], to: [NODES], service: 'tcp 135', about: 'RPC' },
      { from: [MANAGEMENT], to: [NODES], service: 'udp 137', about: 'Cluster Administrator' },
      { from: [MANAGEMENT], to: [NODES], service: 'udp 3343', about: 'cluster service' },
      { from: [MANAGEMENT], to: [NODES], service: 'tcp 3343', when: 'a server joins', about: 'cluster service' },
      { from: [MANAGEMENT], to: [NODES], service: 'icmp', about: 'validation of the cluster' },
    ]),
    ...under('Hyper-V', [
      { from: [MANAGEMENT], to: ['Hyper-V server'], service: 'tcp 445', about: 'communication of the cluster' },
      { from: [MANAGEMENT], to: ['Hyper-V server'], service: 'tcp 135', about: 'RPC endpoint mapper and WMI' },
      { from: [MANAGEMENT], to: ['Hyper-V server'], service: 'tcp 80', about: 'HTTP' },
      { from: [MANAGEMENT], to: ['Hyper-V server'], service: 'tcp 443', about: 'HTTPS' },
      { from: [MANAGEMENT], to: ['Hyper-V server'], service: 'tcp 6600', about: 'live migration' },
      { from: [MANAGEMENT], to: ['Hyper-V server'], service: 'tcp 2179', about: 'virtual machine management service' },
      {
        from: [MANAGEMENT],
        to: ['Hyper-V server'],
        service: 'tcp 49152-65535',
        about: 'RPC; "a minimum of 100 ports above port 5000", out of the range that Windows uses',
      },
    ]),
    ...under('Storage Replica (stretched cluster)', [
      { from: [STRETCHED], to: [STRETCHED], service: 'tcp 445', when: 'Storage Replica', about: 'SMB' },
      { from: [STRETCHED], to: [STRETCHED], service: 'tcp 5985', when: 'Storage Replica', about: 'WS-Management' },
      {
        from: [STRETCHED],
        to: [STRETCHED],
        service: 'icmp',
        when: 'Storage Replica, tested with Test-SRTopology',
        about: 'pings',
      },
    ]),
  ],
};

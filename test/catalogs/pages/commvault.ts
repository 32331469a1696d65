import { type ReferencePage, under } from './page.ts';

const CLIENT = 'Client';
const COMMSERVE = 'CommServe server';
const MEDIA_AGENT = 'MediaAgent';
const GATEWAY = 'Network gateway';

/**
 * The stored copies end in the row on data transfer. The heading calls the ports bidirectional: both ways for the communications service and
 * for data; a tunnel to a gateway is itself bidirectional, and opened by whoever is not the gateway.
 */
export const commvaultNetworkPorts: ReferencePage = {
  title: 'Commvault: Network Port Considerations',
  url: 'https://documentation.commvault.com/commvault/v11/article?p=7108.htm',
  version: '11',
  rows: under('Bidirectional network ports', [
    { from: [CLIENT], to: [MEDIA_AGENT, COMMSERVE], service: 'tcp 8400', about: 'communications service' },
    { from: [CLIENT], to: [GATEWAY], service: 'tcp 8403', about: 'tunnel' },
    { from: [MEDIA_AGENT, COMMSERVE], to: [GATEWAY], service: 'tcp 8403', about: 'tunnel' },
    { from: [MEDIA_AGENT, COMMSERVE], to: [CLIENT], service: 'tcp 8400', about: 'communications service, the other way' },
    { from: [CLIENT], to: [MEDIA_AGENT], service: 'tcp 8500-8600', when: 'additional open ports', about: 'data transfer' },
    {
      from: [MEDIA_AGENT],
      to: [CLIENT],
      service: 'tcp 8500-8600',
      when: 'additional open ports',
      about: 'data transfer, the other way',
    },
  ]),
};

export const commvaultServices: ReferencePage = {
  title: 'Commvault: TCP Ports Used for Services',
  url: 'https://documentation.commvault.com/11.20/tcp_ports_used_for_services.html',
  version: '11.20',
  rows: under('TCP Ports Used for Services', [
    // "Communicate with each other through these ports" is said of the CommServe server, MediaAgents and agents.
    { from: [COMMSERVE, MEDIA_AGENT], to: [CLIENT], service: 'tcp 8400', about: 'communications service, on all clients' },
    { from: [COMMSERVE], to: [MEDIA_AGENT], service: 'tcp 8400', about: 'communications service' },
    { from: [MEDIA_AGENT], to: [COMMSERVE], service: 'tcp 8400', about: 'communications service' },
    { from: [CLIENT, MEDIA_AGENT], to: [COMMSERVE], service: 'tcp 8401', about: 'event manager, on the CommServe server' },
    { from: [CLIENT], to: [COMMSERVE, MEDIA_AGENT], service: 'tcp 8403', about: 'tunnel, in both directions' },
    { from: [COMMSERVE, MEDIA_AGENT], to: [CLIENT], service: 'tcp 8403', about: 'tunnel, in both directions' },
    { from: [COMMSERVE], to: ['Standby CommServe server'], service: 'tcp 8408', about: 'LiveSync of the database' },
    { from: ['Standby CommServe server'], to: [COMMSERVE], service: 'tcp 8408', about: 'LiveSync of the database' },
  ]),
};

/** The stored copy ends in the row on the port mapper. */
export const commvaultVmware: ReferencePage = {
  title: 'Commvault: Configuring Firewall Settings for VSA with VMware',
  url: 'https://documentation.commvault.com/2024e/essential/configuring_firewall_settings_for_vsa_with_vmware.html',
  version: '2024E',
  rows: under('Port requirements', [
    {
      from: [MEDIA_AGENT, 'VSA access node'],
      to: ['ESX server', 'vCenter'],
      service: 'tcp 443',
      about: 'API',
    },
    { from: [MEDIA_AGENT, 'VSA access node'], to: ['ESX server'], service: 'tcp 902', about: 'virtual disks' },
    { from: ['ESX server'], to: [MEDIA_AGENT], service: 'tcp 2049', when: 'live mounts and the like', about: '3dnfs server' },
    { from: [MEDIA_AGENT], to: ['ESX server'], service: 'tcp 2049', when: 'live mounts and the like', about: '3dnfs server' },
    { from: [], to: [], service: 'tcp+udp 111', about: 'port mapper', leftOut: 'the copy ends before the ends' },
  ]),
};

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
    { from: [MEDIA_AGENT], to: [MEDIA_AGENT], service: 'tcp 8400', about: 'communications service' },
    { from: [COMMSERVE], to: [MEDIA_AGENT], service: 'tcp 8403', about: 'tunnel, one of "these ports"' },
    { from: [MEDIA_AGENT], to: [COMMSERVE], service: 'tcp 8403', about: 'tunnel, one of "these ports"' },
    { from: [MEDIA_AGENT], to: [MEDIA_AGENT], service: 'tcp 8403', about: 'tunnel, one of "these ports"' },
    { from: [CLIENT, MEDIA_AGENT], to: [COMMSERVE], service: 'tcp 8401', about: 'event manager, on the CommServe server' },
    { from: [CLIENT], to: [COMMSERVE, MEDIA_AGENT], service: 'tcp 8403', about: 'tunnel, in both directions' },
    { from: [COMMSERVE, MEDIA_AGENT], to: [CLIENT], service: 'tcp 8403', about: 'tunnel, in both directions' },
    { from: [COMMSERVE], to: ['Standby CommServe server'], service: 'tcp 8408', about: 'LiveSync of the database' },
    { from: ['Standby CommServe server'], to: [COMMSERVE], service: 'tcp 8408', about: 'LiveSync of the database' },
  ]),
};

/** The stored copies of the pages of 2024 and of 2024E end in the row on the port mapper. */
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
    // The copy ends before the ends of this row: the NFS server has the port mapper, and the ESX server connects to that.
    { from: ['ESX server'], to: [MEDIA_AGENT], service: 'tcp+udp 111', when: 'live mounts and the like', about: 'port mapper' },
  ]),
};

export const commvaultMountPort: ReferencePage = {
  title: 'Commvault: nMount3Port',
  url: 'https://documentation.commvault.com/additionalsetting/nmount3port.html',
  rows: under('Details', [
    // "Created on: MediaAgent": it is the MediaAgent's service, and the page is about 3Dfs, which ESX servers use.
    {
      from: ['ESX server'],
      to: [MEDIA_AGENT],
      service: 'tcp 2050',
      when: 'can be set',
      about: 'mount service, "default value: 2050"',
    },
  ]),
};

export const commvaultConsiderations: ReferencePage = {
  title: 'Commvault: Network Port Considerations (article 64047)',
  url: 'https://kb.commvault.com/article/64047',
  rows: under('Dynamic Ports', [
    { from: [CLIENT, MEDIA_AGENT], to: [MEDIA_AGENT, COMMSERVE], service: 'tcp 49152-65535', when: 'jobs', about: 'free ports' },
    { from: [MEDIA_AGENT, COMMSERVE], to: [CLIENT], service: 'tcp 49152-65535', when: 'jobs', about: 'free ports' },
    { from: [COMMSERVE], to: [MEDIA_AGENT], service: 'tcp 49152-65535', when: 'jobs', about: 'free ports' },
  ]),
};

export const commvaultNdmp: ReferencePage = {
  title: 'Commvault: Configuring a Firewall Between a File Server and MediaAgent',
  url: 'https://documentation.commvault.com/commvault/v11/article?p=19663.htm',
  version: '11',
  rows: under('Before You Begin', [
    { from: [MEDIA_AGENT], to: ['file server'], service: 'tcp 10000', when: 'can be set', about: 'NDMP control connection' },
    {
      from: ['file server'],
      to: ['MediaAgent with ports for it'],
      service: '',
      when: 'a library of the MediaAgent',
      about: 'data',
    },
  ]),
};

/** The stored copy ends within the rows of the MediaAgent; the summary above them has all endpoints. */
export const commvaultAirGap: ReferencePage = {
  title: 'Commvault: Required Outbound Connections for Air Gap Protect Storage',
  url: 'https://documentation.commvault.com/11.42/software/required_outbound_connections_for_air_gap_protect_storage.html',
  version: '11.42',
  rows: under('Required Outbound Connections', [
    { from: ['Control plane'], to: ['control of Air Gap Protect'], service: 'tcp 443', about: 'four names' },
    { from: [MEDIA_AGENT], to: ['storage of Air Gap Protect'], service: 'tcp 443', about: 'S3 or Blob storage' },
  ]),
};

/** The stored copy ends in "Connectivity flow for backups". */
export const commvaultConnectivity: ReferencePage = {
  title: 'Commvault: Configure network connectivity for Commvault',
  url: 'https://documentation.commvault.com/11.42/software/configure_network_connectivity_for_commvault.html',
  version: '11.42',
  rows: under('Control plane and data plane', [
    {
      from: [],
      to: [],
      service: 'tcp 443',
      about: 'control traffic, "typically"',
      leftOut: 'names no ends: the catalog has it as advice',
    },
  ]),
};

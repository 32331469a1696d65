import { type ReferencePage, under } from './page.ts';

const SERVER = 'Server';

/** The stored copy ends in the row on replication. */
export const ibmStorageProtectFirewall: ReferencePage = {
  title: 'IBM Spectrum Protect: Planning firewall access',
  url: 'https://www.ibm.com/support/knowledgecenter/SSEQVQ_8.1.8/srv.solutions/r_ssdisk_firewall.html',
  version: '8.1.8',
  rows: under('Ports that are used by the server, client, and Operations Center', [
    { from: ['Client'], to: [SERVER], service: 'tcp 1500', about: 'client sessions, with TLS or without' },
    { from: ['Client'], to: [SERVER], service: '', about: 'TLS alone', leftOut: 'SSLTCPPORT has no default' },
    { from: [], to: [], service: 'tcp 45', about: 'SMB for wizards', leftOut: 'a slip for 445, and without ends' },
    { from: [], to: [], service: 'tcp 22', about: 'SSH for wizards', leftOut: 'names no ends' },
    { from: [SERVER], to: ['Mail server'], service: 'tcp 25', about: 'alerts' },
    {
      from: [SERVER],
      to: ['NAS'],
      service: '',
      when: 'can be set',
      about: 'NDMP control, at the Low-Level Address of the data mover',
    },
    {
      from: [SERVER],
      to: ['NAS'],
      service: '',
      when: 'filer-to-server restore',
      about: 'NDMP data; the port is set on the device',
    },
    { from: ['NAS'], to: [SERVER], service: '', when: 'filer-to-server backup', about: 'NDMP data, at NDMPPORTRANGE' },
    { from: [], to: [], service: '', about: 'replication', leftOut: 'the copy ends here' },
  ]),
};

export const ibmStorageProtectTcpPort: ReferencePage = {
  title: 'IBM Spectrum Protect: TCPPORT',
  url: 'https://www.ibm.com/support/knowledgecenter/SSEQVQ_8.1.9/srv.reference/r_opt_server_tcpport.html',
  version: '8.1.9',
  rows: under('TCPPORT', [
    { from: ['Client'], to: [SERVER], service: '', about: 'client sessions; the number is on other pages' },
    {
      from: ['Administrative client', 'Storage agent'],
      to: [SERVER],
      service: '',
      about: 'at TCPADMINPORT, which is the same port by default',
    },
    {
      from: [SERVER],
      to: [SERVER],
      service: '',
      when: 'servers that work together',
      about: 'at TCPADMINPORT, which is the same port by default',
    },
  ]),
};

export const ibmStorageProtectTcpClientPort: ReferencePage = {
  title: 'IBM Storage Protect: Tcpclientport',
  url: 'https://www.ibm.com/docs/en/storage-protect/8.2.2?topic=reference-tcpclientport',
  version: '8.2.2',
  rows: under('Tcpclientport', [
    { from: [SERVER], to: ['Prompted client'], service: 'tcp 1501', about: 'starts what is scheduled, with schedmode prompted' },
  ]),
};

export const ibmRestPort: ReferencePage = {
  title: 'IBM Spectrum Protect: RESTHTTPSPORT',
  url: 'https://www.ibm.com/support/knowledgecenter/SSEQVQ_8.1.9/srv.reference/r_opt_server_httpsport.html',
  version: '8.1.9',
  rows: under('RESTHTTPSPORT', [
    {
      from: ['Operations Center'],
      to: ['hub server'],
      service: 'tcp 8443',
      when: 'can be set',
      about: '"between the Operations Center and the hub server"; it is an option of the server, which listens',
    },
  ]),
};

/** The stored copy ends in the paragraph on the port for administrative sessions. */
export const ibmClientFirewall: ReferencePage = {
  title: 'Configuring IBM Spectrum Protect client/server communication across a firewall',
  url: 'https://www.ibm.com/support/knowledgecenter/SSEQVQ_8.1.4/client/t_cfg_firewall.html',
  version: '8.1.4',
  rows: under('Method 1', [
    {
      from: ['Client'],
      to: [SERVER],
      service: 'tcp 1500',
      about: 'client, command-line administrative client and scheduler, at TCPPORT',
    },
    { from: ['Web client'], to: ['Remote workstation'], service: 'tcp 1581', when: 'web client', about: 'HTTPPORT' },
    {
      from: ['Web client'],
      to: ['Remote workstation'],
      service: '',
      when: 'web client',
      about: 'the two ports of WEBPORTS, random by default',
    },
    {
      from: ['Administrative client'],
      to: [SERVER],
      service: '',
      about: 'TCPADMINPORT',
      leftOut: 'the copy ends here; it stands with TCPPORT',
    },
  ]),
};

export const ibmDataMover: ReferencePage = {
  title: 'IBM Storage Protect: DEFINE DATAMOVER',
  url: 'https://ibm.com/docs/en/SSEQVQ_8.1.26/srv.reference/r_cmd_datamover_define.html',
  version: '8.1.26',
  part: true,
  rows: under('Parameters', [
    {
      from: [SERVER],
      to: ['NAS'],
      service: 'tcp 10000',
      when: 'LLADDRESS, 10000 unless it is given',
      about: 'NDMP sessions with the NAS device',
    },
  ]),
};

export const ibmNdmpPortRange: ReferencePage = {
  title: 'IBM Storage Protect: NDMPPORTRANGE (Japanese)',
  url: 'https://www.ibm.com/docs/ja/storage-protect/8.2.2?topic=options-ndmpportrange',
  version: '8.2.2',
  rows: under('NDMPPORTRANGE', [
    {
      from: ['NAS'],
      to: [SERVER],
      service: '',
      when: 'data goes to native pools of the server; the system takes any port unless the option is set',
      about: 'data transfer',
    },
    {
      from: [SERVER],
      to: ['NAS'],
      service: '',
      when: 'data goes to native pools of the server; ports are those of the vendor of the device',
      about: 'data transfer',
    },
  ]),
};

import { type ReferencePage, under } from './page.ts';

/** Veeam Recovery Orchestrator 13; its embedded backup server and Veeam ONE in their default use. */
export const veeamOrchestratorPorts: ReferencePage = {
  title: 'Ports',
  url: 'https://helpcenter.veeam.com/docs/vro/userguide/ports.html',
  version: '13.0.0.1167',
  date: '2026-02-12',
  rows: [
    ...under('Ports', [
      {
        from: ['Orchestrator server'],
        to: ['vCenter Server'],
        service: 'tcp 443',
        about: 'embedded backup server and Veeam ONE',
      },
      {
        from: ['Orchestrator server'],
        to: ['SVM (NetApp)'],
        service: 'tcp 443',
        about: 'management of the storage virtual machine',
      },
      {
        from: ['Orchestrator server'],
        to: ['Storage system (HPE)'],
        service: 'tcp 443',
        when: 'HPE Primera',
        about: 'HPE Primera',
      },
      { from: ['Orchestrator server'], to: ['Storage system (HPE)'], service: 'tcp 8080', when: 'HPE 3PAR', about: 'HPE 3PAR' },
      { from: ['Orchestrator server'], to: ['Microsoft SQL Server'], service: 'tcp 1433', about: 'databases' },
      {
        from: ['Orchestrator server'],
        to: ['Veeam Backup & Replication server (Microsoft Windows)'],
        service: 'tcp 135, 445',
        when: 'remote backup server on Windows, deployment of agents',
        about: 'deployment of Orchestrator agents',
      },
      {
        from: ['Orchestrator server'],
        to: ['Veeam Backup & Replication server'],
        service: 'tcp 443',
        about: 'remote backup servers',
      },
      {
        from: ['Orchestrator server'],
        to: ['Veeam Backup & Replication server'],
        service: 'tcp 49152-65535',
        when: 'Windows',
        about: 'dynamic RPC; the exemption of the note is about the Windows Firewall of the machine itself',
      },
      {
        from: ['Orchestrator server'],
        to: ['Veeam Backup Enterprise Manager server'],
        service: 'tcp 50001',
        about: 'finds backup servers by Enterprise Manager',
      },
      {
        from: ['Veeam Backup & Replication server'],
        to: ['Orchestrator server'],
        service: 'tcp 8888',
        about: 'deployment of Orchestrator agents, then the connection to them',
      },
      {
        from: ['Veeam Backup & Replication server'],
        to: ['Orchestrator server'],
        service: 'tcp 443',
        about: 'remote backup servers to Orchestrator agents',
      },
      {
        from: ['Veeam Backup & Replication server'],
        to: ['vSphere VM guest OS'],
        service: '',
        about: 'scripts in guests',
        leftOut: 'links to the ports of Veeam Backup & Replication, names none',
      },
      { from: ['Workstation web browser'], to: ['Veeam ONE Reporter Web UI'], service: 'tcp 1239', about: 'reports' },
      {
        from: ['Orchestrator UI'],
        to: ['Orchestrator server'],
        service: 'tcp 12348',
        about: 'Orchestrator Server Service on another machine',
      },
      { from: ['Orchestrator UI'], to: ['Orchestrator server'], service: 'tcp 9898', about: 'web interface, from a workstation' },
      { from: ['Veeam ONE Client'], to: ['Orchestrator server'], service: 'tcp 139, 445', about: 'embedded Veeam ONE' },
      {
        from: ['Veeam Backup Catalog service'],
        to: ['Veeam Backup & Replication server'],
        service: 'tcp 9393',
        about: 'index of backups',
        leftOut: 'names a service and not a machine: the page of Veeam Backup & Replication tells where it runs',
      },
      {
        from: ['Veeam Backup & Replication console'],
        to: ['Veeam Backup & Replication server'],
        service: 'tcp 9392',
        about: 'console to the backup server',
      },
      {
        from: ['Veeam backup source connection'],
        to: ['Veeam Backup & Replication server'],
        service: 'tcp 9401',
        about: 'mount server to the backup server',
      },
      {
        from: ['Orchestrator server'],
        to: ['Veeam License Update Server'],
        service: 'tcp 443',
        about: 'license updates; printed with the ends the other way round',
      },
    ]),
  ],
};

/** Veeam Recovery Orchestrator 7: only what the page of version 13 has otherwise. */
export const veeamOrchestrator7Ports: ReferencePage = {
  title: 'Ports',
  url: 'https://helpcenter.veeam.com/docs/vro/userguide/ports.html',
  version: '7',
  rows: [
    ...under('Ports', [
      {
        from: ['Orchestrator server'],
        to: ['Veeam Backup & Replication server'],
        service: 'tcp 135, 445',
        when: 'deployment of agents',
        about: 'deployment of Orchestrator agents',
      },
    ]),
  ],
};

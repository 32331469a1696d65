import { holdAgainst, type Reading } from './pages/compare.ts';
import { veeamOrchestrator7Ports, veeamOrchestratorPorts } from './pages/veeam-orchestrator.ts';

const reading: Omit<Reading, 'page' | 'source' | 'version'> = {
  ends: {
    'Orchestrator server': 'veeam-orchestrator.server',
    'Orchestrator UI': { any: ['veeam-orchestrator.user-interface', 'veeam.browser'] },
    'Workstation web browser': 'veeam.browser',
    'Veeam ONE Client': 'veeam-one.client',
    // The one inside of the Orchestrator server.
    'Veeam ONE Reporter Web UI': 'veeam-orchestrator.server',
    'Veeam Backup & Replication console': 'veeam.console',
    'Veeam backup source connection': 'veeam.mount-server',
    'Veeam Backup & Replication server': { any: ['veeam.windows-backup-server', 'veeam-orchestrator.server'] },
    'Veeam Backup & Replication server (Microsoft Windows)': 'veeam.windows-backup-server',
    'Veeam Backup Enterprise Manager server': 'veeam.enterprise-manager',
    'vCenter Server': 'vmware.vcenter',
    'SVM (NetApp)': 'veeam.netapp-ontap',
    'Storage system (HPE)': { any: ['veeam.hpe-primera', 'veeam.hpe-3par'] },
    'Microsoft SQL Server': 'veeam-orchestrator.database',
    'Veeam License Update Server': 'veeam.license-server',
  },
  allowed: (row, flow) => {
    if (row.to.includes('Storage system (HPE)')) return 'the role is that of the one system or the other';
    if (flow.optional && /^tcp 9(392|401)$/.test(row.service))
      return 'about the embedded backup server, which others seldom work with';
    return undefined;
  },
};

holdAgainst({ page: veeamOrchestratorPorts, source: 'veeam-orchestrator.ports', version: '13', ...reading });
holdAgainst({ page: veeamOrchestrator7Ports, source: 'veeam-orchestrator.ports-7', version: '7', ...reading });

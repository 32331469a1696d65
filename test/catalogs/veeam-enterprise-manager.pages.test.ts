import { holdAgainst } from './pages/compare.ts';
import { veeamEnterpriseManagerPorts } from './pages/veeam-enterprise-manager.ts';

const license = { any: ['veeam.license-server', 'veeam.license-certificates'] };
const onLinux = 'veeam.enterprise-manager runs linux';
const onWindows = 'veeam.enterprise-manager runs windows';
const mount = { all: ['veeam.mount-server', 'veeam.backup-server'] };

holdAgainst({
  page: veeamEnterpriseManagerPorts,
  source: 'veeam.enterprise-manager-ports',
  version: '13',
  ends: {
    'Veeam Software Appliance': onLinux,
    'Veeam Backup Enterprise Manager': onWindows,
    'Veeam Backup Enterprise Manager server': 'veeam.enterprise-manager',
    'Veeam Backup Enterprise Manager Service': onLinux,
    'Veeam Backup Enterprise Manager web application (Nginx)': onLinux,
    'Veeam Backup Enterprise Manager website (IIS extension)': onWindows,
    'Veeam Backup Enterprise Manager REST API': onWindows,
    'Linux-based backup server': 'veeam.backup-server runs linux',
    'Microsoft Windows-based backup server': {
      any: ['veeam.backup-server runs windows', 'veeam.backup-server runs windows version 12.3'],
    },
    'PostgreSQL hosting the Enterprise Manager configuration database': 'veeam.enterprise-manager-postgresql',
    'Microsoft SQL Server hosting the Enterprise Manager configuration database': 'veeam.enterprise-manager-sql-server',
    'VMware vCenter Server': 'vmware.vcenter',
    'DNS server with forward/reverse name resolution of all backup servers': 'network.dns-server',
    'Active Directory domain controller': 'microsoft.domain-controller',
    'Veeam Update Repository': { any: ['veeam.update-repository', 'veeam.update-mirror'] },
    'Veeam License Update Server (vbr.butler.veeam.com, autolk.veeam.com)': license,
    Browser: 'veeam.browser',
    'Veeam Backup Enterprise Manager REST API client': 'veeam.rest-client',
    'VMware vSphere Client plug-in': 'vmware.vcenter',
    'Veeam ONE Server': 'veeam.one-server',
    'Management client PC (remote access)': 'veeam.remote-session-client',
    'Mount server associated with backup repository': 'veeam.mount-server',
    'Mount server (helper host or helper appliance)': { all: ['veeam.helper-host', 'veeam.helper-appliance'] },
    'Machine running mount service': mount,
    'Target machine with Microsoft SQL Server': 'veeam.sql-server-guest',
    'Target machine with Oracle': 'veeam.oracle-guest',
    'Target Windows machine with Oracle': 'veeam.oracle-guest runs windows',
    'Target Linux machine with Oracle': 'veeam.oracle-guest runs linux',
    'Backup repository': 'veeam.repository',
  },
  chosen: ({ section, from }) =>
    from.includes('VMware vSphere Client plug-in')
      ? ['veeam.vsphere-client-plug-in']
      : section.startsWith('Guest OS File Restore')
        ? ['veeam.enterprise-manager-file-restore']
        : [],
});

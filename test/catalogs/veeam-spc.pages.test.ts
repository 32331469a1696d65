import { holdAgainst } from './pages/compare.ts';
import { veeamServiceProviderConsoleIntelligence, veeamServiceProviderConsolePorts } from './pages/veeam-spc.ts';

holdAgainst({
  page: veeamServiceProviderConsolePorts,
  source: 'veeam-spc.ports',
  version: '8.1',
  ends: {
    'Veeam Service Provider Console Web UI': 'veeam-spc.web-ui',
    'Veeam Service Provider Console Server': { all: ['veeam-spc.application', 'veeam-spc.server'] },
    'ConnectWise Manage plugin': 'veeam-spc.connectwise-plug-in',
    'File-level restore server': 'veeam-spc.file-restore-plug-in',
    // Clients' agents connect to the gateway, the provider's own to the server.
    'Management agent': { any: ['veeam-spc.client-management-agent', 'veeam-spc.provider-management-agent'] },
    'Master management agent': 'veeam-spc.master-agent',
    'Management agent on Veeam Cloud Connect': 'veeam-spc.cloud-connect-server',
    'Veeam Backup Agent computer (Windows)': 'veeam-spc.windows-agent-computer',
    'Veeam Backup Agent computer (Linux)': 'veeam-spc.linux-agent-computer',
    'Cloud gateway': 'veeam.cloud-gateway',
    'Veeam Cloud Connect server': 'veeam-spc.cloud-connect-server',
    'Remote Access Console (SP LAN)': 'veeam-spc.remote-access-console',
    'Remote Access Console (Internet)': 'veeam-spc.internet-remote-access-console',
    'Web browser': 'veeam.browser',
    'Veeam ONE server': { all: ['veeam-one.server', 'veeam.one-server'] },
    'Veeam Backup for Microsoft 365 server': 'veeam-m365.server',
    'Veeam Backup for Public Clouds appliance': {
      all: ['veeam-aws.appliance', 'veeam-azure.appliance', 'veeam-google.appliance'],
    },
    'Microsoft SQL Server': 'veeam-spc.database',
    'SMTP server': 'network.smtp-server',
    'NTP server': 'network.ntp-server',
    'Certificate Revocation Lists': 'network.certificate-revocation',
    'Certificate Revocation Lists (*.ss2.us, *.amazontrust.com)': 'veeam.license-certificates',
    'Windows Automatic Root Certificates Update component': {
      all: ['microsoft.windows-update', 'veeam.root-certificate-updates'],
    },
    'Amazon S3 object storage': 'aws.certificates',
    'Veeam License Update Server (autolk.veeam.com, vac.butler.veeam.com)': 'veeam-spc.license-server',
    'Veeam Installation Server (vac.butler.veeam.com, download.veeam.com, download2.veeam.com)': 'veeam-spc.installation-server',
    'VCSP Pulse plugin (propartner.veeam.com, openapi.veeam.com)': 'veeam-spc.pulse',
  },
});

holdAgainst({
  page: veeamServiceProviderConsoleIntelligence,
  source: 'veeam-spc.intelligence',
  version: '9.2',
  ends: {
    'Workstation web browser': 'veeam.browser',
    'Veeam Service Provider Console Server': { all: ['veeam-spc.application', 'veeam-spc.server'] },
    'rest-ai.veeam.com': 'veeam.ai-assistant',
    'cdn.rest-ai.veeam.com and js.veeam.com': 'veeam-one.intelligence-content',
  },
});

import { holdAgainst } from './pages/compare.ts';
import {
  microsoftDpmAgent,
  microsoftDpmVmware,
  microsoftMabsSupport,
  microsoftMabsVmware,
  microsoftMars,
} from './pages/microsoft-backup.ts';
import { microsoftExchange } from './pages/microsoft-exchange.ts';
import { microsoftRemoteDesktop } from './pages/microsoft-remote-desktop.ts';

const CONTROLLER = 'microsoft.domain-controller';

holdAgainst({
  page: microsoftRemoteDesktop,
  source: 'microsoft.remote-desktop',
  version: '',
  ends: {
    client: 'microsoft.remote-desktop-client',
    'client through a gateway': 'microsoft.remote-desktop-gateway-client',
    administration: 'microsoft.remote-management-client',
    RDWeb: 'microsoft.remote-desktop-web-access',
    'RD Web Access': 'microsoft.remote-desktop-web-access',
    RDCB: 'microsoft.remote-desktop-broker',
    'RD resource': { all: ['microsoft.remote-desktop-session-host', 'microsoft.remote-desktop-pool-vm'] },
    'RD Session Host': 'microsoft.remote-desktop-session-host',
    'RD Virtualization Host': 'microsoft.remote-desktop-virtualization-host',
    'non-managed VM': 'microsoft.remote-desktop-pool-vm',
    'RD Gateway': 'microsoft.remote-desktop-gateway',
    'RD License Server': 'microsoft.remote-desktop-licensing',
    'Microsoft Clearing House': 'microsoft.remote-desktop-clearing-house',
    AD: CONTROLLER,
    DNS: { all: [`${CONTROLLER} set dns = included`, 'microsoft.domain-dns-server'] },
    NPS: 'microsoft.network-policy-server',
    CRL: 'network.certificate-revocation',
  },
  allowed: (row, flow) => {
    if (row.service === 'tcp 389, 636' && flow.features.includes('microsoft.ldaps'))
      return 'the page on domains and trusts: not needed where no client uses LDAP over TLS';
    return row.service.endsWith('53') && flow.conditions.some((c) => c.kind === 'property' && c.property === 'dns')
      ? 'a plan can say that DNS runs elsewhere'
      : undefined;
  },
});

holdAgainst({
  page: microsoftExchange,
  source: 'microsoft.exchange',
  version: '',
  ends: {
    'Mailbox server': 'microsoft.exchange-server',
    'Edge Transport server': 'microsoft.exchange-edge-server',
    'Active Directory domain controller': CONTROLLER,
    'Outlook, browser or device': 'microsoft.exchange-client',
    'IMAP4 client': 'microsoft.exchange-mail-client',
    'POP3 client': 'microsoft.exchange-mail-client',
    'SMTP client': 'microsoft.exchange-mail-client',
    Internet: 'network.smtp-server',
    'DNS server': 'network.dns-server',
  },
});

const backup = {
  'DPM server': 'microsoft.dpm-server',
  'DPM server that copies to Azure': 'microsoft.dpm-server, microsoft.azure-backup-agent',
  'Protected computer': 'microsoft.dpm-agent',
  'Domain controller': CONTROLLER,
  MABS: 'microsoft.azure-backup-server',
  'MARS agent': 'microsoft.azure-backup-agent',
  vCenter: 'vmware.vcenter',
  'ESXi host': 'vmware.esxi',
  'Azure Backup': 'microsoft.azure-backup',
  'www.msftconnecttest.com, or www.msftncsi.com': 'microsoft.connectivity-check',
};

holdAgainst({
  page: microsoftDpmAgent,
  source: 'microsoft.dpm-agent',
  version: '',
  ends: backup,
  allowed: (row, flow) =>
    row.service === 'udp 53' && flow.conditions.some((c) => c.kind === 'property' && c.property === 'dns')
      ? 'a plan can say that DNS runs elsewhere'
      : undefined,
});
holdAgainst({ page: microsoftDpmVmware, source: 'microsoft.dpm-vmware', version: '', ends: backup });
holdAgainst({ page: microsoftMabsVmware, source: 'microsoft.mabs-vmware', version: '', ends: backup });
holdAgainst({ page: microsoftMars, source: 'microsoft.mars', version: '', ends: backup });
holdAgainst({ page: microsoftMabsSupport, source: 'microsoft.mabs-support', version: '', ends: backup });

import { judge } from './plan-case.ts';

const MOVER = 'first of (tcp 6162, tcp 2500-3300)';

// Veeam's pages: "Ports" of the guides of Cloud Connect (CC), Backup & Replication (BR), Enterprise Manager (EM) and Service Provider Console (SPC).
judge({
  title:
    'A provider of Veeam Cloud Connect with gateways in a DMZ, Enterprise Manager and a Service Provider Console, and two tenants, one of 12.3',
  plan: `
use veeam 13
use veeam-spc
use vmware
use network
enable service-provider-console
enable cloud-connect-management

deployment provider = provider-site
deployment alpha of provider = alpha-site
deployment beta of provider = beta-site

site provider-site "Provider" {
  zone dmz { subnet 203.0.113.0/28 component gateways : veeam.cloud-gateway at 203.0.113.4-203.0.113.5 runs windows }
  zone core { subnet 10.1.1.0/24 component vbr : veeam.windows-backup-server, veeam-spc.cloud-connect-server at 10.1.1.10 }
  zone storage { subnet 10.1.2.0/24 component repo : veeam.linux-repository at 10.1.2.10 }
  zone apps { subnet 10.1.3.0/24 component em : veeam.enterprise-manager at 10.1.3.10 runs windows component vspc : veeam.service-provider-console at 10.1.3.11 }
  zone desks { subnet 10.1.4.0/24 component desk : veeam.console, veeam.browser at 10.1.4.16/28 runs windows }
}
site alpha-site "Tenant Alpha" {
  zone alpha-core { subnet 10.2.1.0/24 component vbr-a : veeam.windows-backup-server, veeam.tenant-backup-server, veeam-spc.client-management-agent at 10.2.1.10 }
  zone alpha-work {
    subnet 10.2.2.0/24
    component proxy-a : veeam.vmware-proxy, veeam.tenant-proxy at 10.2.2.10 runs windows
    component repo-a : veeam.windows-repository, veeam.tenant-repository at 10.2.2.11
  }
  zone alpha-vsphere { subnet 10.2.3.0/24 component vcenter-a : vmware.vcenter at 10.2.3.5 component esxi-a : vmware.esxi at 10.2.3.11-10.2.3.13 }
  zone alpha-laptops { subnet 10.2.4.0/24 component laptops-a : veeam.tenant-agent at 10.2.4.0/25 runs windows }
}
site beta-site "Tenant Beta" {
  zone beta-core {
    subnet 10.3.1.0/24
    component vbr-b : veeam.backup-server, veeam.tenant-backup-server at 10.3.1.10 runs windows { version = 12.3 }
    component proxy-b : veeam.vmware-proxy, veeam.tenant-proxy at 10.3.1.11 runs windows { version = 12.3 }
    component repo-b : veeam.windows-repository, veeam.tenant-repository at 10.3.1.12 { version = 12.3 }
    component vcenter-b : vmware.vcenter at 10.3.1.20
  }
}
zone internet external {
  component crl : network.certificate-revocation at "crl.example.com"
  component roots : veeam.root-certificate-updates at "ctldl.windowsupdate.com"
  component notifications : veeam.notification-server
  component licenses : veeam.license-server
  component license-checks : veeam.license-certificates
  component spc-licenses : veeam-spc.license-server
  component spc-downloads : veeam-spc.installation-server
}
check contested-flow off "we go by the maker's reference"
`,
  must: [
    // CC, the gateway's rows: 6169; 2500-5000 to hand out the agent of the Service Provider Console; 9999 of the console
    'gateways -> vbr : tcp 6169, 2500-5000',
    'gateways -> repo : tcp 2500-3300',
    'gateways -> vspc : tcp 9999',
    // CC, the rows of the provider's backup server
    'vbr -> gateways : tcp 2500-3300, 6160, 6168',
    // CC: 2500-3300; BR, Microsoft Windows/Linux-Based Backup Repositories: 22 of Linux, 6160; 6162 by the article on segmentation
    `vbr -> repo : tcp 22, 2500-3300, 6160, ${MOVER}`,
    // BR, Backup Server
    `repo -> vbr : ${MOVER}`,
    // BR, Backup Server: 443; CC: 10003 to manage Cloud Connect; 9419 by the article on segmentation
    'desk -> vbr : tcp 443, 9419, 10003',
    // BR, Common Ports
    `desk -> repo : ${MOVER}`,
    // CC: "UDP is used only during partial failover", which proxies and repositories have no part in by their rows
    'vbr-a, vbr-b -> gateways : tcp 6180',
    'proxy-a, proxy-b, repo-a, repo-b -> gateways : tcp+udp 6180',
    'laptops-a -> gateways : tcp 6180',
    // CC, and BR, Databases and External Services: revocation lists
    'vbr, vbr-a, vbr-b, laptops-a, vspc -> crl : one of (tcp 80, tcp 443)',
    // CC: the Automatic Root Certificates Update of Windows, from the tenant's backup server
    'vbr-a, vbr-b -> roots : tcp 443',
    // BR, Veeam Servers and Services; CC: 80 of the Update Notification Server
    'vbr, vbr-a, vbr-b -> notifications : tcp 80, 443',
    // the same, and EM
    'vbr, vbr-a, vbr-b, em -> licenses : tcp 443',
    'vbr, vbr-a, vbr-b, em, vspc -> license-checks : tcp 80',
    // SPC
    'vbr -> vspc : tcp 9999',
    'vspc -> vbr : tcp 135, 445, 49152-65535',
    'desk -> vspc : tcp 1280',
    'vspc -> spc-licenses, spc-downloads : tcp 443',
    // EM, Enterprise Manager on Windows
    'em -> vbr : tcp 443, 9392, 2500-2600, 49152-65535',
    'desk -> em : tcp 9080, 9443',
    // BR, of the tenant: Backup Server, Backup Proxies, Microsoft Windows/Linux-Based Backup Repositories, VMware vSphere Components
    `proxy-a, repo-a -> vbr-a : ${MOVER}`,
    `vbr-a -> proxy-a, repo-a : tcp 445, 6160, ${MOVER}`,
    'vbr-a -> vcenter-a : tcp 443',
    'vbr-a -> esxi-a : tcp 443, 902',
    'proxy-a -> vcenter-a : tcp 443',
    'proxy-a -> esxi-a : tcp 902',
  ],
  mustNot: [
    // CC: 135 and 445 deploy components, SPC: 2500-5000 transfers its agent to a server that is being connected
    'vbr -> gateways : tcp 135, 445, 3301-5000',
    // Tenants know nothing of each other.
    'vbr-a, proxy-a, repo-a, laptops-a -> vbr-b, proxy-b, repo-b, vcenter-b',
    'vbr-b, proxy-b, repo-b -> vbr-a, proxy-a, repo-a, vcenter-a, esxi-a',
    // All that a tenant has with its provider goes through the gateways, which never call back.
    'vbr-a, proxy-a, repo-a, laptops-a, vbr-b, proxy-b, repo-b -> vbr, repo, em, vspc, desk',
    'vbr, repo, em, vspc, desk, gateways -> vbr-a, proxy-a, repo-a, laptops-a, vbr-b, proxy-b, repo-b, vcenter-a, esxi-a, vcenter-b',
    // UDP of the tenant's backup server is for partial failover; CDP and remote access are off.
    'vbr-a, vbr-b -> gateways : udp 6180',
    'gateways -> vbr : tcp 6185, 8190-8191, 33034, 33035',
    // Replicas from cloud backups are off; and nothing but backup data goes to the gateways' DMZ from storage.
    'repo -> gateways',
    'desk, em, vspc -> gateways',
    'gateways -> em',
    // Agents of a tenant that its provider serves alone
    'laptops-a -> vbr-a, repo-a',
    // 9405 is for backup servers of version 12, and Enterprise Manager is of the provider alone.
    'em -> vbr : tcp 9405',
    'em -> vbr-b, repo, vcenter-a',
  ],
});

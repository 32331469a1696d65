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

judge({
  title: 'A provider of Veeam Cloud Connect with a WAN accelerator, a tenant with servers of its own and one with laptops',
  plan: `
use veeam 13
use vmware
use network
enable cloud-connect-management
site provider "Provider" {
  zone sp-mgmt { subnet 10.1.0.0/24
    component sp-vbr : veeam.windows-backup-server at 10.1.0.10 }
  zone sp-admin { subnet 10.1.5.0/24
    component sp-desk : veeam.console at 10.1.5.10 }
  zone sp-dmz { subnet 192.0.2.0/28
    component gateway : veeam.cloud-gateway at 192.0.2.4 runs windows }
  zone sp-storage { subnet 10.1.3.0/24
    component sp-repo : veeam.linux-repository at 10.1.3.10
    component sp-wan : veeam.target-wan-accelerator at 10.1.3.11 runs windows }
}
site tenant-a "Tenant A" {
  zone ta-mgmt { subnet 10.20.0.0/24
    component ta-vbr : veeam.windows-backup-server, veeam.tenant-backup-server at 10.20.0.10 }
  zone ta-backup { subnet 10.20.1.0/24
    component ta-proxy : veeam.tenant-proxy, veeam.vmware-proxy at 10.20.1.10 runs windows { transport = nbd }
    component ta-repo : veeam.tenant-repository, veeam.linux-repository at 10.20.1.11 }
  zone ta-virt { subnet 10.20.2.0/24
    component ta-vcenter : vmware.vcenter at 10.20.2.10
    component ta-esx : vmware.esxi at 10.20.2.11 }
}
site tenant-b "Tenant B" {
  zone tb-office { subnet 10.30.0.0/24
    component tb-vbr : veeam.windows-backup-server, veeam.tenant-backup-server, veeam.tenant-proxy, veeam.tenant-repository at 10.30.0.10 }
  zone tb-clients { subnet 10.30.1.0/24
    component tb-laptops : veeam.tenant-agent at 10.30.1.10-10.30.1.40 runs windows }
}
zone internet external {
  component crl : network.certificate-revocation }
deployment sp = provider
deployment customer-a of sp = tenant-a
deployment customer-b of sp = tenant-b
check contested-flow off "we go by the maker's reference"
`,
  must: [
    // CC: the gateway's rows, and those of the provider's backup server with 2500-3300 to repositories and 6220 to WAN accelerators
    'gateway -> sp-vbr : tcp 6169',
    'gateway -> sp-repo : tcp 2500-3300',
    'gateway -> sp-wan : tcp 6165',
    'sp-vbr -> gateway : tcp 2500-3300, 6160, 6168',
    `sp-vbr -> sp-repo : tcp 22, 2500-3300, 6160, ${MOVER}`,
    'sp-vbr -> sp-wan : tcp 445, 6160, 6162, 6164, 6220',
    `sp-repo -> sp-vbr : ${MOVER}`,
    // BR, Backup Server and Common Ports; CC: 10003; 9419 by the article on segmentation
    'sp-desk -> sp-vbr : tcp 443, 9419, 10003',
    `sp-desk -> sp-repo : ${MOVER}`,
    // CC: tenants; the second one has its proxy and its repository on its backup server
    'ta-vbr, tb-laptops -> gateway : tcp 6180',
    'ta-proxy, ta-repo, tb-vbr -> gateway : tcp+udp 6180',
    'sp-vbr, ta-vbr, tb-vbr, tb-laptops -> crl : one of (tcp 80, tcp 443)',
    // BR, of the first tenant
    `ta-vbr -> ta-proxy : tcp 445, 6160, ${MOVER}`,
    `ta-vbr -> ta-repo : tcp 22, 6160, ${MOVER}`,
    `ta-proxy, ta-repo -> ta-vbr : ${MOVER}`,
    'ta-vbr -> ta-vcenter : tcp 443',
    'ta-vbr -> ta-esx : tcp 443, 902',
    'ta-proxy -> ta-vcenter : tcp 443',
    'ta-proxy -> ta-esx : tcp 902',
  ],
  mustNot: [
    // A tenant has no gateway of its own: no data channels beside 6162 as their fallback, and no throttling.
    'ta-vbr -> ta-repo : tcp 6220',
    'gateway, sp-vbr, sp-repo, sp-wan -> ta-vbr, ta-proxy, ta-repo, tb-vbr, tb-laptops',
    'ta-vbr, ta-proxy, ta-repo, tb-vbr, tb-laptops -> sp-vbr, sp-repo, sp-wan',
    'ta-vbr, ta-proxy, ta-repo -> tb-vbr, tb-laptops',
    'tb-vbr, tb-laptops -> ta-vbr, ta-proxy, ta-repo',
    'sp-repo, sp-wan -> gateway',
  ],
});

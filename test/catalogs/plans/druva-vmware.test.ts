import { judge } from './plan-case.ts';

// Druva: "Firewall rules for protecting Enterprise Workloads", "Ports and communication protocols" of VMware, and "Druva inSync: Fundamental
// prerequisites".
judge({
  title: 'Druva with a vCenter Server, one ESXi host by itself, a CloudCache, file servers and notebooks',
  plan: `
use druva
use vmware
use aws
enable druva.application-aware

zone backup { subnet 10.3.0.0/24  component proxy : druva.backup-proxy at 10.3.0.10 }
zone near { subnet 10.3.1.0/24  component cache : druva.cloudcache at 10.3.1.10 }
zone virtual { subnet 10.3.2.0/24
  component vcenter : vmware.vcenter at 10.3.2.5
  component esxi : vmware.esxi at 10.3.2.11-10.3.2.14 }
zone branch { subnet 10.4.2.0/24  component lone : druva.standalone-esxi at 10.4.2.11 }
zone servers { subnet 10.3.3.0/24
  component files : druva.agent at 10.3.3.10
  component sql : druva.sql-guest at 10.3.3.20 }
zone desks { subnet 10.3.8.0/22  component notebooks : druva.insync-client at 10.3.8.0/22 }
zone internet external {
  component cloud : druva.cloud
  component storage : aws.s3
}
`,
  must: [
    // The proxy connects: 443 to the cloud, the CloudCache and the vCenter Server, to a host only where Druva has it by itself; 902 to all hosts.
    'proxy -> cloud, cache, vcenter, lone : tcp 443',
    'proxy -> esxi, lone : tcp+udp 902',
    'proxy -> sql : tcp 3542',
    // "*.druva.com" and names of S3 for all Enterprise Workloads.
    'files, cache -> cloud : tcp 443',
    'proxy, files, cache -> storage : tcp 443',
    // inSync: "*.druva.com on TCP port 443"
    'notebooks -> cloud : tcp 443',
  ],
  mustNot: [
    'proxy -> esxi : tcp 443',
    'notebooks -> storage, cache, proxy',
    'cloud, storage, cache, vcenter, esxi, lone, sql -> proxy',
    'files -> cache, proxy',
  ],
});

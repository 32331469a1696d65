import { judge } from './plan-case.ts';

// 000_ee1b8ff8b669d591.txt (Security and hardening with Zerto): the tables for vSphere, Hyper-V and Azure, a row each.
judge({
  title: 'Zerto of three sites: vSphere, Hyper-V and Azure, of which the two data centers and the first and the cloud are paired',
  plan: `
use zerto 8.5
use vmware
use microsoft
use azure

site main {
  zone main-zerto { subnet 10.1.1.0/24 component zvm-main : zerto.zvm, zerto.vba at 10.1.1.10 }
  zone main-vras { subnet 10.1.2.0/24 component vras-main : zerto.vra at 10.1.2.11-10.1.2.14 }
  zone main-vsphere { subnet 10.1.3.0/24 component vcenter : vmware.vcenter at 10.1.3.5 component esxi : vmware.esxi at 10.1.3.11-10.1.3.14 }
  zone main-storage { subnet 10.1.4.0/24 component share : zerto.smb-repository at 10.1.4.10 component files : network.file-server-smb at 10.1.4.11 }
  zone main-admins {
    subnet 10.1.5.0/24
    component desks : zerto.user-interface at 10.1.5.10
    component scripts : zerto.powershell-client at 10.1.5.11
  }
}
site second {
  zone second-zerto { subnet 10.2.1.0/24 component zvm-second : zerto.zvm, zerto.vba at 10.2.1.10 }
  zone second-vras { subnet 10.2.2.0/24 component vras-second : zerto.vra at 10.2.2.11-10.2.2.14 }
  zone second-hyper-v { subnet 10.2.3.0/24 component scvmm : microsoft.scvmm at 10.2.3.5 component hosts : microsoft.hyper-v-host at 10.2.3.11-10.2.3.14 }
}
site cloud {
  zone cloud-zerto { subnet 10.3.1.0/24 component zca : zerto.azure-zca at 10.3.1.4 }
  zone cloud-vras { subnet 10.3.2.0/24 component vras-cloud : zerto.vra at 10.3.2.4-10.3.2.9 }
  zone cloud-services external { component queues : azure.queue at 198.51.100.0/28 component arm : azure.rest-service at 198.51.100.16/28 }
}
pair main, second
pair main, cloud
vpn main, second
vpn main, cloud
direction zerto.zvm -> zerto.vra : zerto.log-collection, zerto.vra-control, zerto.checkpoints
direction zerto.vra -> zerto.azure-zca
`,
  must: [
    // "Required between the ZVM and the vCenter Server"; "Communication between the ZVM and the SCVMM"
    'zvm-main -> vcenter : tcp 443',
    'zvm-second -> scvmm : tcp 8100',
    // "Communication between every Hyper-V host and the Zerto Virtual Manager"
    'hosts -> zvm-second : tcp 9669',
    // 4005, 4006 and 4009: "the ZVM and site VRAs", "local site VRAs"
    'zvm-main -> vras-main : tcp 4005, 4006, 4009',
    'zvm-second -> vras-second : tcp 4005, 4006, 4009',
    'zca -> vras-cloud : tcp 4005, 4006, 4009',
    // Azure, 7072: "Communication between the VRA and ZVM. Required for metadata promotion"
    'vras-cloud -> zca : tcp 7072',
    // 4007, 4008: "between protecting and peer VRAs"; a cloud appliance is one as well
    'vras-main -> vras-second : tcp 4007, 4008',
    'vras-second -> vras-main : tcp 4007, 4008',
    'vras-main -> zca : tcp 4007, 4008',
    'zca -> vras-main : tcp 4007, 4008',
    'vras-main -> vras-cloud : tcp 4007, 4008',
    'vras-cloud -> vras-main : tcp 4007, 4008',
    // 9071 "between paired ZVMs, when both Zerto versions are 8.0 and above", 9081 "maintained for backward compatibility purposes"
    'zvm-main -> zvm-second : tcp 9071, 9081',
    'zvm-second -> zvm-main : tcp 9071, 9081',
    'zvm-main -> zca : tcp 9071, 9081',
    'zca -> zvm-main : tcp 9071, 9081',
    // 445: "Required between LTR service and a network shared repository on top of SMB protocol"
    'vras-main -> share : tcp 445',
    // 9669 "between ZVM and ZVMGUI", 9080 "Zerto Powershell Cmdlets"
    'desks -> zvm-main : tcp 9669',
    'desks -> zvm-second : tcp 9669',
    'desks -> zca : tcp 9669',
    'scripts -> zvm-main : tcp 9080',
    'scripts -> zvm-second : tcp 9080',
    'scripts -> zca : tcp 9080',
    // 443: "Required for communication between the ZVM and Azure Scale Set and Queues services"
    'zca -> queues : tcp 443',
  ],
  mustNot: [
    // A site's manager works with the platform of its own site, and a cloud appliance with the cloud's.
    'zca -> vcenter',
    'zca -> scvmm',
    'zvm-main -> scvmm',
    'zvm-second -> vcenter',
    'zvm-main -> hosts',
    'hosts -> zvm-main',
    'hosts -> zca',
    // VRAs of another site, and sites that are no pair.
    'zvm-main -> vras-second',
    'zca -> vras-main : tcp 4005, 4006, 4009',
    'vras-second -> zca',
    'zvm-second -> zca',
    // 9180: between ZVM and VBA, which are one machine here; VBA and VRA stand in the table for providers alone.
    'vras-main -> zvm-main',
    // A file server that no role makes a repository, and a repository of another site.
    'vras-main -> files',
    'vras-second -> share',
    // "during installation of a VRA"
    'zvm-main -> esxi',
    'zca -> arm',
  ],
});

judge({
  title: 'Zerto of two sites while VRAs are installed',
  plan: `
use zerto 8.5
use vmware
use azure
site main {
  zone main-zerto { subnet 10.1.1.0/24 component zvm : zerto.zvm at 10.1.1.10 }
  zone main-vsphere { subnet 10.1.3.0/24 component vcenter : vmware.vcenter at 10.1.3.5 component esxi : vmware.esxi at 10.1.3.11 }
}
site cloud {
  zone cloud-zerto { subnet 10.3.1.0/24 component zca : zerto.azure-zca at 10.3.1.4 }
  zone cloud-services external { component arm : azure.rest-service at 198.51.100.16/28 component azure : azure.cloud at 198.51.100.32/28 }
}
vpn main, cloud
`,
  phases: ['deployment'],
  must: [
    'zvm -> vcenter : tcp 443',
    // 22 and 443: "Required between an ESXi host and the ZVM during installation of a VRA"
    'zvm -> esxi : tcp 22, 443',
    // "Required between the Azure REST Service and the ZVM during installation of a VRA"
    'zca -> arm : tcp 443',
    'zca -> azure : tcp 443',
    'zvm -> zca : tcp 9071, 9081',
    'zca -> zvm : tcp 9071, 9081',
  ],
  mustNot: ['zca -> esxi', 'zca -> vcenter'],
});

for (const [title, vcenter, peers] of [
  [
    'only one of which lists its vCenter Server',
    ['zone va { subnet 10.1.2.0/24 component vcenter : vmware.vcenter at 10.1.2.5 }', ''],
    'tcp 9071, 9081',
  ],
  // "When the same vCenter Server is used for both … this port can be ignored"
  [
    'with one vCenter Server beside both',
    ['', 'zone core { subnet 10.9.0.0/24 component vcenter : vmware.vcenter at 10.9.0.5 }'],
    'tcp 9071',
  ],
] as const)
  judge({
    title: `Zerto of two sites, ${title}`,
    plan: `
use zerto 8.5
use vmware
site a {
  zone za { subnet 10.1.1.0/24 component zvm-a : zerto.zvm at 10.1.1.10 }
  ${vcenter[0]}
}
site b { zone zb { subnet 10.2.1.0/24 component zvm-b : zerto.zvm at 10.2.1.10 } }
${vcenter[1]}
vpn a, b
`,
    must: [`zvm-a -> zvm-b : ${peers}`, `zvm-b -> zvm-a : ${peers}`, 'zvm-b -> vcenter : tcp 443', 'zvm-a -> vcenter : tcp 443'],
    mustNot: vcenter[1] ? ['zvm-a -> zvm-b : tcp 9081'] : [],
  });

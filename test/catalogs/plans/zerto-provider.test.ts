import { judge } from './plan-case.ts';

// 000_ee1b8ff8b669d591.txt (Security and hardening with Zerto), the table for MSP environments with its example of ports 9082 and up, and the
// tables for vSphere and Hyper-V for what stands in a site; Zerto's help on segmenting a CDE where it is named.
judge({
  title: 'Zerto at a service provider with two tenants, each behind a connector of its own',
  plan: `
use zerto 8.5
use vmware
use microsoft

site provider {
  zone sp-zerto {
    subnet 10.1.1.0/24
    component sp-zvm : zerto.provider-zvm, zerto.vba at 10.1.1.10
    component zcm : zerto.cloud-manager at 10.1.1.20
  }
  zone sp-vras { subnet 10.1.2.0/24 component sp-vra : zerto.provider-vra at 10.1.2.11-10.1.2.14 }
  zone sp-vsphere {
    subnet 10.1.3.0/24
    component sp-vcenter : vmware.vcenter at 10.1.3.5
    component sp-vcd : vmware.vcloud-director at 10.1.3.6
    component sp-esxi : vmware.esxi at 10.1.3.11-10.1.3.14
  }
  zone sp-connect { subnet 10.1.4.0/24 component zcc-a : zerto.cloud-connector at 10.1.4.1 component zcc-b : zerto.cloud-connector at 10.1.4.2 }
  zone sp-desks { subnet 10.1.5.0/24 component operators : zerto.user-interface, zerto.cloud-manager-client at 10.1.5.10 }
}
site a {
  zone a-zerto { subnet 10.2.1.0/24 component a-zvm : zerto.customer-zvm, zerto.vba at 10.2.1.10 }
  zone a-vras { subnet 10.2.2.0/24 component a-vra : zerto.customer-vra at 10.2.2.11-10.2.2.13 }
  zone a-vsphere { subnet 10.2.3.0/24 component a-vcenter : vmware.vcenter at 10.2.3.5 component a-esxi : vmware.esxi at 10.2.3.11-10.2.3.13 }
}
site b {
  zone b-zerto { subnet 10.3.1.0/24 component b-zvm : zerto.customer-zvm, zerto.vba at 10.3.1.10 }
  zone b-vras { subnet 10.3.2.0/24 component b-vra : zerto.customer-vra at 10.3.2.11-10.3.2.12 }
  zone b-hyper-v { subnet 10.3.3.0/24 component b-scvmm : microsoft.scvmm at 10.3.3.5 component b-hosts : microsoft.hyper-v-host at 10.3.3.11, 10.3.3.12 }
}
deployment provider-zerto = provider
deployment tenant-a of provider-zerto = a, zcc-a
deployment tenant-b of provider-zerto = b, zcc-b
vpn provider, a
vpn provider, b
direction zerto.zvm -> zerto.vra : zerto.log-collection, zerto.vra-control, zerto.checkpoints
direction zerto.vra -> zerto.vba : zerto.vba
`,
  must: [
    // Inside of the provider's site: 443 to vCenter Server and vCloud Director, 5672 for AMQP, 4005, 4006, 4009 to its VRAs, 9180 of the VBA
    'sp-zvm -> sp-vcenter : tcp 443',
    'sp-zvm -> sp-vcd : tcp 443, 5672',
    'sp-zvm -> sp-vra : tcp 4005, 4006, 4009',
    'sp-vra -> sp-zvm : tcp 9180',
    // 9669 and 9989 for operators
    'operators -> sp-zvm : tcp 9669',
    'operators -> zcm : tcp 9989',
    // Inside of each tenant's
    'a-zvm -> a-vcenter : tcp 443',
    'a-zvm -> a-vra : tcp 4005, 4006, 4009',
    'a-vra -> a-zvm : tcp 9180',
    'b-zvm -> b-scvmm : tcp 8100',
    'b-hosts -> b-zvm : tcp 9669',
    'b-zvm -> b-vra : tcp 4005, 4006, 4009',
    'b-vra -> b-zvm : tcp 9180',
    // 22: "ongoing communication between the ZVM in the cloud site – but not the customer site – and a Zerto Cloud Connector"
    'sp-zvm -> zcc-a : tcp 22',
    'sp-zvm -> zcc-b : tcp 22',
    // 9081: "between a customer Zerto Virtual Manager and a Zerto Cloud Connector"; in the help "between a ZVM and a Zerto Cloud Connector"
    'a-zvm -> zcc-a : tcp 9081',
    'zcc-a -> a-zvm : tcp 9081',
    'b-zvm -> zcc-b : tcp 9081',
    'zcc-b -> b-zvm : tcp 9081',
    'sp-zvm -> zcc-a : tcp 9081',
    'zcc-a -> sp-zvm : tcp 9081',
    'sp-zvm -> zcc-b : tcp 9081',
    'zcc-b -> sp-zvm : tcp 9081',
    // 9082 and up, the document's example: 6 and 8 ports for the first customer, 4 and 8 for the second
    'sp-vra -> zcc-a : tcp 9082-9087',
    'a-vra -> zcc-a : tcp 9082-9089',
    'sp-vra -> zcc-b : tcp 9082-9085',
    'b-vra -> zcc-b : tcp 9082-9089',
    // 4007, 4008: "between a Zerto Cloud Connector and VRAs"
    'zcc-a -> sp-vra : tcp 4007, 4008',
    'zcc-a -> a-vra : tcp 4007, 4008',
    'zcc-b -> sp-vra : tcp 4007, 4008',
    'zcc-b -> b-vra : tcp 4007, 4008',
  ],
  mustNot: [
    // A tenant and its provider meet at the connector alone.
    'a-vra -> sp-vra',
    'sp-vra -> a-vra',
    'a-zvm -> sp-zvm',
    'sp-zvm -> a-zvm',
    'sp-zvm -> a-vra',
    'a-zvm -> sp-vcenter',
    'b-zvm -> sp-vcenter',
    'b-zvm -> sp-vcd',
    'sp-zvm -> a-vcenter',
    'sp-zvm -> b-scvmm',
    // Tenants do not meet.
    'a-vra -> b-vra',
    'a-zvm -> b-zvm',
    'a-vra -> zcc-b',
    'b-zvm -> zcc-a',
    // "but not the customer site"
    'a-zvm -> zcc-a : tcp 22',
    'b-zvm -> zcc-b : tcp 22',
    'operators -> a-zvm',
    // "During … installation"
    'sp-zvm -> sp-esxi',
    'a-zvm -> a-esxi',
  ],
});

judge({
  title: 'Zerto in the cloud of one provider: two of its sites protect each other, without tenants of their own',
  plan: `
use zerto 8.5
use vmware
site east {
  zone east-zerto { subnet 10.1.1.0/24 component zvm-east : zerto.provider-zvm at 10.1.1.10 component portal : zerto.self-service-portal at 10.1.1.30 }
  zone east-vras { subnet 10.1.2.0/24 component vra-east : zerto.provider-vra at 10.1.2.11 }
  zone east-vsphere { subnet 10.1.3.0/24 component vcenter-east : vmware.vcenter at 10.1.3.5 }
}
site west {
  zone west-zerto { subnet 10.2.1.0/24 component zvm-west : zerto.provider-zvm at 10.2.1.10 }
  zone west-vras { subnet 10.2.2.0/24 component vra-west : zerto.provider-vra at 10.2.2.11 }
  zone west-vsphere { subnet 10.2.3.0/24 component vcenter-west : vmware.vcenter at 10.2.3.5 }
}
vpn east, west
direction zerto.zvm -> zerto.vra
`,
  must: [
    'zvm-east -> vcenter-east : tcp 443',
    'zvm-west -> vcenter-west : tcp 443',
    'zvm-east -> vra-east : tcp 4005, 4006, 4009',
    'zvm-west -> vra-west : tcp 4005, 4006, 4009',
    'zvm-east -> zvm-west : tcp 9071, 9081',
    'zvm-west -> zvm-east : tcp 9071, 9081',
    'vra-east -> vra-west : tcp 4007, 4008',
    'vra-west -> vra-east : tcp 4007, 4008',
    // 9779: "between the Zerto Self-Service Portal for in-cloud (ICDR) customers and a ZVM"
    'portal -> zvm-west : tcp 9779',
  ],
  mustNot: ['zvm-east -> vcenter-west', 'zvm-west -> vra-east'],
});

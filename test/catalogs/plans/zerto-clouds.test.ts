import { judge } from './plan-case.ts';

// Zerto: "Security and hardening", by its tables of vSphere, Azure and AWS environments.
judge({
  title: 'Zerto from vSphere to an appliance in Azure and to one in AWS, which have nothing to do with each other',
  plan: `
use zerto 8.5
use vmware
use azure
use aws
pair onprem, azure-site
pair onprem, aws-site
vpn onprem, azure-site "ExpressRoute"
vpn onprem, aws-site "VPN"
site onprem {
  zone mgmt { subnet 10.1.0.0/24
    component zvm : zerto.zvm, zerto.vba at 10.1.0.10 }
  zone virt { subnet 10.1.1.0/24
    component vc : vmware.vcenter at 10.1.1.10
    component esx : vmware.esxi at 10.1.1.11-10.1.1.14 }
  zone repl { subnet 10.1.2.0/24
    component vra : zerto.vra at 10.1.2.11-10.1.2.14 } }
site azure-site {
  zone azure-net { subnet 10.40.0.0/24
    component zca-azure : zerto.azure-zca at 10.40.0.10 } }
site aws-site {
  zone aws-net { subnet 10.50.0.0/24
    component zca-aws : zerto.aws-zca at 10.50.0.10 } }
zone admins { subnet 10.9.0.0/24
  component desk : zerto.user-interface at 10.9.0.10 }
zone internet external {
  component azure-api : azure.rest-service, azure.scale-set, azure.queue at tag "AzureCloud"
  component aws-api : aws.cloud at "*.amazonaws.com"
  component zasa : zerto.zasa at "zasa.example.com" }
direction zerto.zvm -> zerto.vra
`,
  must: [
    // vSphere environments: 443 to vCenter Server; 9669 from the user interface, of cloud appliances as well
    'zvm -> vc : tcp 443',
    'desk -> zvm, zca-azure, zca-aws : tcp 9669',
    // vSphere environments: 4005, 4006 and 4009 "between the ZVM and local site VRAs": the plan says who connects
    'zvm -> vra : tcp 4005, 4006, 4009',
    // all three tables: paired ZVMs, and VRAs of the protecting and the recovery site; a cloud appliance is both
    'zvm -> zca-azure, zca-aws : tcp 9071, 9081',
    'zca-azure, zca-aws -> zvm : tcp 9071, 9081',
    'vra -> zca-azure, zca-aws : tcp 4007, 4008',
    'zca-azure, zca-aws -> vra : tcp 4007, 4008',
    // Azure environments: 443 to the cloud, its REST service, Scale Set and Queues; AWS environments: 443 to the cloud and to ZASA
    'zca-azure -> azure-api : tcp 443',
    'zca-aws -> aws-api, zasa : tcp 443',
  ],
  mustNot: [
    // The two clouds are not paired with each other, and neither calls on the services of the other one.
    'zca-azure -> zca-aws, aws-api, zasa',
    'zca-aws -> zca-azure, azure-api',
    // VRAs of a site are its own ZVM\'s, and none of a cloud appliance is one of the data center.
    'zvm -> zca-azure, zca-aws : tcp 4005, 4006, 4009',
    'zca-azure, zca-aws -> vra : tcp 4005, 4006, 4009',
    'vra -> zvm',
    'zca-azure, zca-aws -> vc, esx',
    // 22 and 443 of hosts are for the installation of VRAs; the data center calls on no cloud service.
    'zvm -> esx',
    'zvm, vra -> azure-api, aws-api, zasa',
    'azure-api, aws-api, zasa -> zca-azure, zca-aws, zvm, vra',
    'esx, vc -> zvm, vra',
  ],
});

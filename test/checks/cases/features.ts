import type { Case } from '../case.ts';

const use = 'use acronis-scs 12.5 update 2';
const server =
  'zone m { subnet 10.1.0.0/24 component ams : acronis-scs.management-server at 10.1.0.1 }\nzone p { subnet 10.7.0.0/24 component pcs : acronis-scs.agent at 10.7.0.0/25 }';
const hosts =
  'zone v { subnet 10.2.0.0/24 component hosts : vmware.esxi at 10.2.0.64/26 component vc : vmware.vcenter at 10.2.0.5 }';
const appliance = (mark: string): string =>
  `zone a { subnet 10.3.0.0/28 component ${mark} : acronis-scs.vmware-agent at 10.3.0.5 }`;

/** A vendor with two features, and a role that derives from another one. */
const acme = `vendor acme "Acme" {
  feature tapes "Tapes"
  feature mirrors "Mirrors"
  role server "Server"
  role library "Library"
  role archive "Archive" : library
  flow server -> library : tcp 1 for tapes
  flow library -> server : tcp 2 for tapes, mirrors
  flow server -> archive : tcp 3 for mirrors
}
`;
const acmePlan = (library: string, more = ''): string =>
  `${acme}use acme\n${more}zone s { subnet 10.1.0.0/24 component server : acme.server at 10.1.0.1 }\nzone t { subnet 10.2.0.0/24 ${library} }\n`;

export const cases: readonly Case[] = [
  // ---------------------------------------------------------------- disabled-feature
  {
    code: 'disabled-feature',
    title: 'an agent for VMware, whose own flows are all for a feature, beside a management server',
    text: `${use}\n${server}\n${hosts}\n${appliance('<|agent|>')}`,
    says: /^Nothing is required between agent and vc, hosts: acronis-scs\.virtual-machine-backup is off \(Backup of VMware .*\)\. Enabled, it requires 4 flows of this plan\.$/,
    fixed: /^use acronis-scs 12\.5 update 2\nenable acronis-scs\.virtual-machine-backup\nzone m/,
  },
  {
    code: 'disabled-feature',
    title: 'the same without a management server',
    text: `${use}\n${hosts}\n${appliance('<|agent|>')}`,
  },
  {
    code: 'disabled-feature',
    title: 'hosts that take part in nothing else',
    text: `${use}\n${server}\nzone v { subnet 10.2.0.0/24 component <|hosts|> : vmware.esxi at 10.2.0.64/26 }`,
    says: /between hosts and ams: acronis-scs\.virtual-machine-backup is off/,
  },
  {
    code: 'disabled-feature',
    title: 'a mail server, and a feature that joins the others on their line',
    text: `${use}\nenable acronis-scs.license-sync // yearly\n${server}\nzone n { subnet 10.4.0.0/24 component <|mail|> : network.smtp-server at 10.4.0.1 }`,
    says: /Enabled, it requires 1 flow of this plan/,
    fixed: /\nenable acronis-scs\.license-sync, acronis-scs\.email-reports \/\/ yearly\n/,
  },
  {
    code: 'disabled-feature',
    title: 'several features of one component',
    text: acmePlan('component archive : acme.archive at 10.2.0.1').replace('component server', 'component <|server|>'),
    says: /^Nothing is required between server and archive: what joins them is for features that are off, acme\.tapes \(Tapes; 2 flows\), acme\.mirrors \(Mirrors; 2 flows\)\.$/,
  },
  {
    code: 'disabled-feature',
    title: 'a derived role beside the role that it derives from, which a feature joins',
    text: acmePlan('component archive : acme.archive at 10.2.0.1', 'enable acme.tapes\n'),
  },
  {
    code: 'disabled-feature',
    title: 'the feature is on',
    text: `${use}\nenable acronis-scs.virtual-machine-backup\n${server}\n${hosts}\n${appliance('agent')}`,
  },
  {
    code: 'disabled-feature',
    title: 'nobody to work with is in the plan',
    text: `${use}\n${server}\n${appliance('agent')}`,
  },
  {
    code: 'disabled-feature',
    title: 'hosts that another product works with',
    text: `${use}\nuse zerto\n${server}\nzone v { subnet 10.2.0.0/24 component hosts : vmware.esxi at 10.2.0.64/26 }\nzone z { subnet 10.5.0.0/24 component zvm : zerto.zvm at 10.5.0.1 }`,
  },
  {
    code: 'disabled-feature',
    title: 'it is off on purpose',
    text: `${use}\ncheck disabled-feature off "no virtual machines are backed up"\n${hosts}\n${appliance('agent')}`,
  },
  {
    code: 'disabled-feature',
    title: 'a comment says that it is off on purpose',
    text: `${use}\n${hosts}\n// segplan-disable-next-line disabled-feature -- not yet\n${appliance('agent')}`,
  },
  {
    code: 'disabled-feature',
    title: 'a role that is mistyped may be what the others are for',
    text: `${use}\n${hosts}\n${appliance('agent')}\nzone x { component y : acronis-scs.agnet at 10.6.0.1 }`,
  },
];

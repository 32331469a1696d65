import type { Case } from '../case.ts';

const veeam = (rules: string, use = 'use veeam 13'): string => `${use}
zone m { subnet 10.0.0.0/24 component vbr : veeam.backup-server at 10.0.0.1 component admins : veeam.console at 10.0.0.9 }
zone d { subnet 10.0.1.0/24 component repo : veeam.hardened-repository at 10.0.1.1 component vms : veeam.linux-guest at 10.0.1.2 }
${rules}`;

const acronis = (rules: string, use = 'use acronis-scs'): string => `${use}
zone m { subnet 10.0.0.0/24 component ams : acronis-scs.management-server at 10.0.0.1 component it : acronis-scs.admin at 10.0.0.9 }
zone d { subnet 10.0.1.0/24 component pcs : acronis-scs.agent at 10.0.1.0/25 component lab : acronis-scs.agent at 10.0.1.129 }
zone x { subnet 10.0.2.0/24 component store : acronis-scs.smb-archive at 10.0.2.1 component pc : acronis-scs.agent at 10.0.2.2 }
${rules}`;

/** Consoles in another zone than the backup servers, one of which is an old one. */
const consoles = (rules: string, use = 'use veeam 13'): string => `${use}
zone o { subnet 10.0.0.0/24 component admins : veeam.console at 10.0.0.9 component em : veeam.enterprise-manager at 10.0.0.8 }
zone m {
  subnet 10.0.1.0/24
  component vbr : veeam.backup-server at 10.0.1.1
  component old : veeam.backup-server at 10.0.1.2 { version = 12.3 }
}
${rules}`;

const zerto = (rules: string, version: string): string => `use zerto ${version}
zone c { subnet 10.0.0.0/24 component zcm : zerto.cloud-manager at 10.0.0.1 }
zone z { subnet 10.0.1.0/24 component zvm : zerto.zvm at 10.0.1.1 { api-port = 9980 } }
${rules}`;

/** A flow for good, and one of a phase that is on. */
const phased = (rules: string): string => `use acme
vendor acme { role server role agent flow server -> agent : tcp 1-2 "Works" flow server -> agent : tcp 2-3 during install "Sets it up" }
phase install
zone a { subnet 10.1.0.0/24 component srv : acme.server at 10.1.0.1 }
zone b { subnet 10.2.0.0/24 component ag : acme.agent at 10.2.0.1 }
${rules}`;

export const cases: readonly Case[] = [
  // ---------------------------------------------------------------- temporary-flow-open
  {
    code: 'temporary-flow-open',
    title: 'a port that is needed during deployment, in a rule with a reason',
    text: veeam('allow vbr -> repo : ssh "set-up"'),
    finds: ['ssh'],
    says: /tcp 22 is needed for vbr -> repo only during deployment/,
    fixed: /allow vbr -> repo : ssh during deployment "set-up"$/,
  },
  {
    code: 'temporary-flow-open',
    title: 'a port that is needed during deployment, between others',
    text: veeam('allow vbr -> repo : veeam.data-mover, ssh, tcp 2500-3300 // repo'),
    finds: ['veeam.data-mover, ssh, tcp 2500-3300'],
    fixed: /allow vbr -> repo : veeam\.data-mover, tcp 2500-3300 \/\/ repo\nallow vbr -> repo : ssh during deployment$/,
  },
  {
    code: 'temporary-flow-open',
    title: 'a port that is needed during deployment, within a range',
    text: veeam('allow vbr -> repo : tcp 20-24'),
    finds: ['tcp 20-24'],
    fixed: /allow vbr -> repo : tcp 20-21, 23-24\nallow vbr -> repo : tcp 22 during deployment$/,
  },
  {
    code: 'temporary-flow-open',
    title: 'a port that one destination needs all the time and the other during deployment',
    text: veeam('allow vbr -> vms, repo : tcp 22, 2500-3300'),
    finds: ['tcp 22, 2500-3300'],
    says: /for vbr -> repo only/,
    fixed:
      /allow vbr -> vms : tcp 22, 2500-3300\nallow vbr -> repo : tcp 2500-3300\nallow vbr -> repo : tcp 22 during deployment$/,
  },
  {
    code: 'temporary-flow-open',
    title: 'the phase is on',
    text: veeam('phase deployment\nallow vbr -> repo : ssh'),
    finds: ['ssh'],
  },
  {
    code: 'temporary-flow-open',
    title: 'a role as the destination',
    text: veeam('allow vbr -> veeam.linux-repository : ssh'),
    finds: ['ssh'],
  },
  {
    code: 'temporary-flow-open',
    title: 'several agents of which each needs the ports during deployment',
    text: acronis('allow ams -> pcs, lab, pc : tcp 445, 25001, 43234'),
    finds: ['tcp 445, 25001, 43234'],
    fixed: /tcp 445, 25001, 43234 during deployment$/,
  },
  {
    code: 'temporary-flow-open',
    title: 'from a zone that holds such components alone',
    text: acronis('allow d -> ams : tcp 7780, 9877'),
    finds: ['tcp 7780, 9877'],
  },
  {
    code: 'temporary-flow-open',
    title: 'an address within a network of agents',
    text: acronis('allow ams -> 10.0.1.129 : tcp 25001'),
    finds: ['tcp 25001'],
  },
  {
    code: 'temporary-flow-open',
    title: 'the rule names the phase',
    text: veeam('allow vbr -> repo : ssh during deployment'),
    finds: [],
  },
  {
    code: 'temporary-flow-open',
    title: 'the rule has an end',
    text: veeam('allow vbr -> repo : ssh until 2026-12-31'),
    finds: [],
  },
  {
    code: 'temporary-flow-open',
    title: 'required, with the phase on',
    text: veeam('allow vbr -> repo : required\nphase deployment'),
    finds: [],
  },
  {
    code: 'temporary-flow-open',
    title: 'the port is needed all the time, or by nobody',
    text: veeam('allow vbr -> vms : ssh\nallow admins -> repo : ssh'),
    finds: [],
  },
  { code: 'temporary-flow-open', title: 'between zones with others besides', text: veeam('allow m -> d : ssh'), finds: [] },
  {
    code: 'temporary-flow-open',
    title: 'a deny closes the port',
    text: veeam('allow vbr -> repo : ssh\ndeny vbr -> repo : tcp 22'),
    finds: [],
  },
  {
    code: 'temporary-flow-open',
    title: 'every service, which any-service finds',
    text: veeam('allow vbr -> repo : any'),
    finds: [],
  },
  {
    code: 'temporary-flow-open',
    title: 'a feature needs the ports all the time',
    text: acronis('allow pcs, lab, pc -> ams : tcp 7780, 9877\nenable acronis-scs.license-sync'),
    finds: [],
  },
  {
    code: 'temporary-flow-open',
    title: 'from a zone with others besides',
    text: acronis('allow x -> ams : tcp 9877'),
    finds: [],
  },

  // ---------------------------------------------------------------- superseded-port
  {
    code: 'superseded-port',
    title: 'the port of an older version, beside one of this version',
    text: consoles('allow admins -> vbr : tcp 9392, 9419'),
    finds: ['tcp 9392, 9419'],
    says: /tcp 9392 is for versions before 13, and vbr has 13: use tcp 443 instead/,
    fixed: /allow admins -> vbr : tcp 443, 9419$/,
  },
  {
    code: 'superseded-port',
    title: 'the port of an older version, where one of this version is for some systems alone',
    text: `use veeam 13
zone a { subnet 10.0.0.0/24 component web : veeam.browser at 10.0.0.9 }
zone m { subnet 10.0.1.0/24 component vbr : veeam.backup-server at 10.0.1.1 }
allow web -> vbr : <|tcp 9392|>`,
    says: /use tcp 443 instead/,
    fixed: /allow web -> vbr : tcp 443$/,
  },
  {
    code: 'superseded-port',
    title: 'the named service of a newer version, toward an older server',
    text: consoles('allow admins -> old : veeam.web-ui, veeam.rest-api'),
    finds: ['veeam.web-ui, veeam.rest-api'],
    says: /tcp 443 is for version 13 and later, and old has 12\.3: use tcp 9392, 9396, 9401, 9420 instead/,
    fixed: /allow admins -> old : tcp 9392, 9396, 9401, 9420, veeam\.rest-api$/,
  },
  {
    code: 'superseded-port',
    title: 'one rule toward servers of two versions',
    text: consoles('allow admins -> vbr, old : veeam.management'),
    finds: ['veeam.management'],
    says: /vbr has 13/,
    fixed: /allow admins -> old : veeam\.management\nallow admins -> vbr : tcp 443$/,
  },
  {
    code: 'superseded-port',
    title: 'one rule of two sources, of which one keeps the port in the newer version',
    text: consoles('allow admins, em -> vbr : veeam.management // 9392'),
    finds: ['veeam.management'],
    fixed: /allow em -> vbr : veeam\.management \/\/ 9392\nallow admins -> vbr : tcp 443$/,
  },
  {
    code: 'superseded-port',
    title: 'the port of an older version, beside the one in its place',
    text: consoles('allow admins -> vbr : tcp 443, 9392'),
    finds: ['tcp 443, 9392'],
    fixed: /allow admins -> vbr : tcp 443$/,
  },
  {
    code: 'superseded-port',
    title: 'the port of all versions but some, toward one of these',
    text: `use acme 13
vendor acme {
  role console
  role server
  flow console -> server : tcp 9392 when not (version >= 13) "Manages it"
  flow console -> server : tcp 443 when version >= 13 "Manages it"
}
zone a { subnet 10.0.0.0/24 component admins : acme.console at 10.0.0.9 }
zone m { subnet 10.0.1.0/24 component srv : acme.server at 10.0.1.1 }
allow admins -> srv : <|tcp 9392|>
`,
    says: /tcp 9392 is for versions before 13, and admins has 13: use tcp 443 instead/,
    fixed: /allow admins -> srv : tcp 443\n$/,
  },
  {
    code: 'superseded-port',
    title: 'a port without successor',
    text: zerto('allow zcm -> zvm : zerto.api, zerto.gui', '8.5'),
    finds: ['zerto.api, zerto.gui'],
    says: /tcp 9980 is for versions before 5\.5/,
    fixed: /allow zcm -> zvm : zerto\.gui$/,
  },
  {
    code: 'superseded-port',
    title: 'the port before an update of a version',
    text: acronis('allow ams -> pcs : tcp 445, 9876, 25001 during deployment', 'use acronis-scs 12.5 update 4'),
    finds: ['tcp 445, 9876, 25001'],
    says: /tcp 9876 is for versions before 12\.5 update 2, and ams has 12\.5 update 4: use tcp 43234 instead/,
    fixed: /tcp 445, 25001, 43234 during deployment$/,
  },
  {
    code: 'superseded-port',
    title: 'each server with the port of its version',
    text: consoles('allow admins -> vbr : tcp 443\nallow admins -> old : tcp 9392'),
    finds: [],
  },
  { code: 'superseded-port', title: 'a source that keeps the port', text: consoles('allow em -> vbr : tcp 9392'), finds: [] },
  {
    code: 'superseded-port',
    title: 'a plan of the older version',
    text: consoles('allow admins -> vbr : tcp 9392', 'use veeam 12.3'),
    finds: [],
  },
  { code: 'superseded-port', title: 'between zones', text: consoles('allow o -> m : tcp 443, 9392'), finds: [] },
  {
    code: 'superseded-port',
    title: 'a deny closes the port',
    text: consoles('allow admins -> vbr : tcp 9392\ndeny o -> vbr : tcp 9392'),
    finds: [],
  },
  {
    code: 'superseded-port',
    title: 'a rule that has expired',
    text: consoles('allow admins -> vbr : tcp 9392 until 2026-11-20'),
    finds: [],
  },
  {
    code: 'superseded-port',
    title: 'the version that has the port',
    text: zerto('allow zcm -> zvm : zerto.api', '5.0'),
    finds: [],
  },
  // ---------------------------------------------------------------- missing-flow, of phases
  {
    code: 'missing-flow',
    title: 'what is needed for good, and what a phase alone needs besides',
    text: phased('').replace('component srv', 'component <|srv|>'),
    fixed: /allow srv -> ag : tcp 1-2 "Works"\nallow srv -> ag : tcp 3 during install "Sets it up"\n$/,
  },
  {
    code: 'missing-flow',
    title: 'what a phase alone needs, beside a rule that stays as it is',
    text: phased('allow srv -> ag : <|tcp 1-2|>'),
    says: /srv -> ag on tcp 3\./,
    fixed: /allow srv -> ag : tcp 1-2\nallow srv -> ag : tcp 3 during install "Sets it up"$/,
  },
  {
    code: 'missing-flow',
    title: 'both, beside a rule that takes what is needed for good',
    text: phased('allow srv -> ag : <|tcp 2|>'),
    fixed:
      /allow srv -> ag : tcp 1-2\nallow srv -> ag : tcp 3 during install "Sets it up"$|allow srv -> ag : tcp 2, 1\nallow srv -> ag : tcp 3 during install "Sets it up"$/,
  },
];

import type { Case } from '../case.ts';

const head = `use veeam 13
use vmware
zone m { subnet 10.0.0.0/24 component vbr : veeam.backup-server at 10.0.0.1 component desk at 10.0.0.9 }
zone d { subnet 10.0.1.0/24 component repo : veeam.hardened-repository at 10.0.1.1 component tape at 10.0.1.9 component nfs : veeam.mount-server at 10.0.1.3 }
zone p { subnet 10.0.2.0/24 component proxy : veeam.vmware-proxy, veeam.linux-server at 10.0.2.1 { transport = nbd } component esxi : vmware.esxi at 10.0.2.2 }
`;
const plan = (...rules: string[]): string => head + rules.join('\n');
const reversed = (text: string, ...finds: string[]): Case => ({ code: 'reversed-flow', text, finds });
const unneeded = (text: string, ...finds: string[]): Case => ({ code: 'unneeded-port', text, finds });

const zvm = (rule: string, rest = ''): string => `use zerto 8.5
zone ui { subnet 10.0.0.0/24 component admins : zerto.user-interface at 10.0.0.9 }
zone z { subnet 10.0.1.0/24 component zvm : zerto.zvm at 10.0.1.5 ${rest} }
${rule}`;

const blocked = (...rules: string[]): string => `use veeam 13
zone m { subnet 10.0.0.0/24 component vbr : veeam.backup-server at 10.0.0.1 component desk at 10.0.0.9 }
zone d { subnet 10.0.1.0/24 component repo : veeam.hardened-repository at 10.0.1.1 }
${rules.join('\n')}`;

const mail = (...rules: string[]): string => `use acronis-scs 12.5
enable email-reports
zone a { subnet 10.0.0.0/24 component pcs : acronis-scs.management-server at 10.0.0.1 }
zone b { subnet 10.0.1.0/24 component relay : network.smtp-server at 10.0.1.1 }
${rules.join('\n')}`;

const consoles = (rule: string): string => `use veeam 13
zone a { subnet 10.0.0.0/24 component admins : veeam.console at 10.0.0.9 }
zone m { subnet 10.0.1.0/24 component vbr : veeam.backup-server at 10.0.1.1 }
${rule}`;

export const cases: readonly Case[] = [
  {
    ...reversed(plan('allow repo -> vbr : veeam.data-mover, tcp 2500-3300'), 'veeam.data-mover, tcp 2500-3300'),
    says: /tcp 2500-3300, 6162 is required from repo to vbr|is required from vbr to repo/,
    fixed: /allow vbr -> repo : veeam\.data-mover, tcp 2500-3300$/,
  },
  {
    ...reversed(
      plan('allow repo, // the backup data', '  10.0.1.1 /* itself */ -> vbr: tcp 6162 during x "why"', 'phase x'),
      'tcp 6162',
    ),
    fixed: /allow vbr \/\* itself \*\/ -> repo, \/\/ the backup data\n {2}10\.0\.1\.1 ?: tcp 6162 during x "why"\nphase x$/,
  },
  // Turned round as it stands, a rule may open more than is required: other ports, or the ports to others.
  { ...reversed(plan('allow repo -> vbr : tcp 6162, 7'), 'tcp 6162, 7'), fixed: /allow vbr -> repo : tcp 6162$/ },
  {
    ...reversed(plan('allow d -> m : tcp 6162 during x', 'phase x'), 'tcp 6162'),
    fixed: /allow vbr -> repo, nfs : veeam\.data-mover during x "Controls the Data Mover on the server"\nphase x$/,
  },
  // A part is permitted, the rest is not.
  reversed(plan('allow vbr -> repo : tcp 2500-3000', 'allow repo -> vbr : tcp 2500-3300'), 'tcp 2500-3300'),
  // Needed in its own direction in a phase, with a feature, or as one of several.
  reversed(plan('allow vbr -> repo : tcp 22')),
  reversed(plan('allow vbr -> repo : required', 'allow repo -> vbr : tcp 6162')),
  reversed(plan('allow tape -> vbr : tcp 6162')),
  reversed(plan('allow repo -> desk : tcp 6162')),
  reversed(plan('allow any -> vbr : tcp 6162', 'allow repo -> vbr : any')),
  // Between zones there may be more than the plan's components.
  reversed(plan('allow d -> m : tcp 80, 6162')),
  // A deny is in the way, not a missing rule.
  reversed(plan('allow vbr -> repo : tcp 6162', 'deny m -> d : tcp 6162', 'allow repo -> vbr : tcp 6162')),
  // SSH is required during deployment, and the rule is for that phase.
  {
    ...reversed(plan('allow repo -> vbr : ssh during deployment'), 'ssh'),
    fixed: /allow vbr -> repo : ssh during deployment$/,
  },
  reversed(plan('allow repo -> vbr : ssh during upgrade')),
  reversed(plan('allow repo -> vbr : tcp 6162 until 2026-11-20')),
  // Between zones `required` may be said both ways, whatever it stands for in the end.
  reversed(plan('allow d -> m : required')),
  // One of several mail ports is enough, whichever it is.
  reversed(mail('allow relay -> pcs : tcp 465', 'allow pcs -> relay : tcp 25')),
  { ...reversed(mail('allow relay -> pcs : tcp 465'), 'tcp 465'), fixed: /allow pcs -> relay : tcp 465$/ },

  {
    ...unneeded(
      plan('allow vbr -> repo : veeam.data-mover, tcp 2500-5000, // wide', '  9999'),
      'veeam.data-mover, tcp 2500-5000, // wide\n  9999',
    ),
    says: /Nothing needs tcp 3301-5000, 9999 from vbr to repo/,
    fixed: /allow vbr -> repo : veeam\.data-mover, tcp 2500-3300 \/\/ wide\n/,
  },
  { ...unneeded(plan('allow vbr -> repo : tcp 9999'), 'tcp 9999'), fixed: /\}\n$/ },
  {
    ...unneeded(plan('allow vbr -> repo : network.sftp, network.ldap, tcp 6162'), 'network.sftp, network.ldap, tcp 6162'),
    fixed: /allow vbr -> repo : network\.sftp, tcp 6162$/,
  },
  {
    ...unneeded(plan('allow vbr -> repo : required, udp 5000-5001, tcp+udp 6162'), 'required, udp 5000-5001, tcp+udp 6162'),
    says: /udp 5000-5001, 6162 /,
    fixed: /allow vbr -> repo : required, tcp 6162$/,
  },
  // The other way it is needed and permitted: replies need no rule.
  {
    ...unneeded(plan('allow vbr -> repo : required', 'allow repo -> vbr : tcp 6162'), 'tcp 6162'),
    says: /goes from vbr to repo, and replies need no rule/,
    fixed: /: required\n$/,
  },
  // Something without a role stands in each of the zones: it may be the one that needs it.
  unneeded(plan('allow m -> d : tcp 6162, 9999')),
  {
    ...unneeded(plan('allow vbr -> p : tcp 6162, 443, 9999'), 'tcp 6162, 443, 9999'),
    fixed: /allow vbr -> p : tcp 6162, 443$/,
  },
  unneeded(plan('allow vbr -> repo : tcp 9999 until 2026-11-20', 'allow repo -> vbr : tcp 6162 until 2026-11-20')),
  {
    ...unneeded(plan('allow veeam.backup-server -> 10.0.1.1, repo : tcp 6162, 9999'), 'tcp 6162, 9999'),
    fixed: /tcp 6162$/,
  },
  // In another phase, with a feature that is off, at one end of several.
  unneeded(plan('allow vbr -> repo : tcp 22')),
  unneeded(plan('allow vbr -> repo, esxi : tcp 6162, 443')),
  // Nothing to do with catalogs: ends without roles, ends between which no catalog knows a flow, whole zones without a needed port.
  unneeded(plan('allow desk -> tape : tcp 9999', 'allow desk -> vbr : tcp 3389', 'allow repo -> tape : tcp 2049')),
  unneeded(plan('allow esxi -> repo : tcp 2049')),
  unneeded(plan('allow m -> d : tcp 9999', 'allow vbr -> 10.0.1.0/24 : tcp 9999', 'allow any -> repo : tcp 9999')),
  // Stated, or another check's.
  unneeded(
    plan('allow vbr -> repo : tcp 9999 "asked for by the team"', 'allow vbr -> repo : any', 'allow vbr -> repo : tcp 1-65535'),
  ),
  unneeded(plan('allow repo -> vbr : tcp 6162')),
  unneeded(plan('allow vbr -> repo : tcp 6162, icmp', 'deny vbr -> repo : tcp 9999')),
  unneeded(zvm('allow admins -> zvm : tcp 445, 7073, zerto.gui')),
  // A moved port is not needed where it was, and is where it is now.
  { ...unneeded(zvm('allow admins -> zvm : tcp 9669', '{ gui-port = 19669 }'), 'tcp 9669'), fixed: /\}\n$/ },
  unneeded(zvm('allow admins -> zvm : zerto.gui, tcp 19669', '{ gui-port = 19669 }')),
  // The port of another version of the product: superseded-port says what takes its place.
  unneeded(consoles('allow admins -> vbr : tcp 9392, 9419')),
  { ...unneeded(consoles('allow admins -> vbr : tcp 9392, 9999'), 'tcp 9392, 9999'), fixed: /tcp 9392$/ },
  // 2049 or the next free ones above it.
  unneeded(plan('allow nfs -> esxi : tcp 1058, 2050')),
  { ...unneeded(plan('allow nfs -> esxi : tcp 2050, 3000'), 'tcp 2050, 3000'), fixed: /tcp 2050$/ },
  // What another item of the rule opens anyway can't be closed by narrowing.
  unneeded(plan('service both = tcp 6162, 9999', 'allow vbr -> repo : both, tcp 9999')),

  {
    code: 'blocked-flow',
    text: blocked('allow vbr -> repo : required', 'deny m -> d : tcp 2990-3010, udp 9'),
    finds: ['deny m -> d : tcp 2990-3010, udp 9'],
    fixed: /deny m -> d : udp 9$/,
  },
  {
    code: 'blocked-flow',
    text: blocked('allow vbr -> repo : required', 'deny vbr -> d : tcp 6000-7000 // old', 'deny m -> repo : tcp 6162'),
    finds: ['deny vbr -> d : tcp 6000-7000'],
    fixed: /deny vbr -> d : tcp 6000-6161, 6163-7000 \/\/ old\n$/,
  },
];

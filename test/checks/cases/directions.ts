import { vault } from '../../support/vault.ts';
import type { Case } from '../case.ts';

const head = `${vault}use vmware
zone m { subnet 10.0.0.0/24 component vbr : vault.backup-server at 10.0.0.1 component desk at 10.0.0.9 }
zone d { subnet 10.0.1.0/24 component repo : vault.hardened-repository at 10.0.1.1 component tape at 10.0.1.9 component nfs : vault.mount-server at 10.0.1.3 }
zone p { subnet 10.0.2.0/24 component proxy : vault.proxy, vault.linux-server at 10.0.2.1 component esxi : vmware.esxi at 10.0.2.2 }
`;
const plan = (...rules: string[]): string => head + rules.join('\n');
const reversed = (title: string, text: string, ...finds: string[]): Case => ({
  code: 'reversed-flow',
  title,
  text,
  ...(finds.length ? { finds } : {}),
});
const unneeded = (title: string, text: string, ...finds: string[]): Case => ({
  code: 'unneeded-port',
  title,
  text,
  ...(finds.length ? { finds } : {}),
});

const zvm = (rule: string, rest = ''): string => `use zerto 8.5
zone ui { subnet 10.0.0.0/24 component admins : zerto.user-interface at 10.0.0.9 }
zone z { subnet 10.0.1.0/24 component zvm : zerto.zvm at 10.0.1.5 ${rest} }
${rule}`;

const blocked = (
  ...rules: string[]
): string => `${vault}zone m { subnet 10.0.0.0/24 component vbr : vault.backup-server at 10.0.0.1 component desk at 10.0.0.9 }
zone d { subnet 10.0.1.0/24 component repo : vault.hardened-repository at 10.0.1.1 }
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
    ...reversed(
      'a rule that stands the wrong way round as a whole',
      plan('allow repo -> vbr : vault.data-mover, tcp 2500-3300'),
      'vault.data-mover, tcp 2500-3300',
    ),
    says: /tcp 2500-3300, 6162 is required from repo to vbr|is required from vbr to repo/,
    fixed: /allow vbr -> repo : vault\.data-mover, tcp 2500-3300$/,
  },
  {
    ...reversed(
      'lists with comments, a phase and a reason are turned round with all they hold',
      plan('allow repo, // the backup data', '  10.0.1.1 /* itself */ -> vbr: <|tcp 6162|> during x "why"', 'phase x'),
    ),
    fixed: /allow vbr \/\* itself \*\/ -> repo, \/\/ the backup data\n {2}10\.0\.1\.1 ?: tcp 6162 during x "why"\nphase x$/,
  },
  {
    ...reversed('only the required ports are turned round', plan('allow repo -> vbr : tcp 6162, 7'), 'tcp 6162, 7'),
    says: /required from vbr to repo, where no rule permits it, .* Needed for: Controls the Data Mover on the server\.$/,
    fixed: /allow vbr -> repo : tcp 6162$/,
  },
  {
    ...reversed(
      'a rule between zones is turned round for the components that need it alone',
      plan('allow d -> m : <|tcp 6162|> during x', 'phase x'),
    ),
    fixed: /allow vbr -> repo, nfs : vault\.data-mover during x "Controls the Data Mover on the server"\nphase x$/,
  },
  {
    ...reversed(
      'a part is permitted the right way already',
      plan('allow vbr -> repo : tcp 2500-3000', 'allow repo -> vbr : <|tcp 2500-3300|>'),
    ),
    fixed: /allow vbr -> repo : tcp 2500-3300$/,
  },
  reversed('needed the right way only during a phase that is off', plan('allow vbr -> repo : tcp 22')),
  reversed('all of it is permitted the right way already', plan('allow vbr -> repo : required', 'allow repo -> vbr : tcp 6162')),
  reversed('an end without a role', plan('allow tape -> vbr : tcp 6162')),
  reversed('the other end has no role', plan('allow repo -> desk : tcp 6162')),
  reversed('any as an end, and every service', plan('allow any -> vbr : tcp 6162', 'allow repo -> vbr : any')),
  reversed('between zones, beside a port that other machines may need', plan('allow d -> m : tcp 80, 6162')),
  reversed(
    'a deny is in the way, and not a missing rule',
    plan('allow vbr -> repo : tcp 6162', 'deny m -> d : tcp 6162', 'allow repo -> vbr : tcp 6162'),
  ),
  {
    ...reversed('required during a phase, which the rule names', plan('allow repo -> vbr : <|ssh|> during deployment')),
    fixed: /allow vbr -> repo : ssh during deployment$/,
  },
  reversed(
    'permitted the right way in the phase that the rule names',
    plan('allow vbr -> repo : ssh during deployment', 'allow repo -> vbr : ssh during deployment'),
  ),
  reversed(
    'permitted the right way in another phase than the rule names',
    plan('allow vbr -> repo : tcp 6162 during upgrade', 'allow repo -> vbr : <|tcp 6162|> during deployment'),
  ),
  reversed('required during another phase than the rule names', plan('allow repo -> vbr : ssh during upgrade')),
  reversed('a rule that has expired', plan('allow repo -> vbr : tcp 6162 until 2026-11-20')),
  reversed('required between zones may be said both ways', plan('allow d -> m : required')),
  reversed(
    'one of several ports that serve is open the right way',
    mail('allow relay -> pcs : tcp 465', 'allow pcs -> relay : tcp 25'),
  ),
  {
    ...reversed('one of several ports that serve, the wrong way round', mail('allow relay -> pcs : tcp 465'), 'tcp 465'),
    fixed: /allow pcs -> relay : tcp 465$/,
  },
  {
    ...reversed(
      'one of several ports that serve, beside a port that nothing needs',
      mail('allow relay -> pcs : tcp 465, 9'),
      'tcp 465, 9',
    ),
    fixed: /allow pcs -> relay : tcp 465$/,
  },

  {
    ...unneeded(
      'a port of another list, beside and within required ranges',
      plan('allow vbr -> repo : vault.data-mover, tcp 2500-5000, // wide', '  9999'),
      'tcp 2500-5000, // wide\n  9999',
    ),
    says: /Nothing needs tcp 3301-5000, 9999 from vbr to repo/,
    fixed: /allow vbr -> repo : vault\.data-mover, tcp 2500-3300 \/\/ wide$/,
  },
  {
    ...unneeded('a rule for nothing that is needed, which goes', plan('allow vbr -> repo : tcp 9999'), 'tcp 9999'),
    fixed: /\}\n$/,
  },
  {
    ...unneeded(
      'a named service that nothing needs, beside another that something needs later',
      plan('allow vbr -> repo : network.sftp, network.ldap, tcp 6162'),
      'network.ldap',
    ),
    fixed: /allow vbr -> repo : network\.sftp, tcp 6162$/,
  },
  {
    ...unneeded(
      'the other protocol, of a port that is needed, beside required',
      plan('allow vbr -> repo : required, udp 5000-5001, tcp+udp 6162'),
      'udp 5000-5001, tcp+udp 6162',
    ),
    says: /udp 5000-5001, 6162 /,
    fixed: /allow vbr -> repo : required, tcp 6162$/,
  },
  {
    ...unneeded(
      'the other direction is needed and permitted, and replies need no rule',
      plan('allow vbr -> repo : required', 'allow repo -> vbr : <|tcp 6162|>'),
    ),
    says: /goes from vbr to repo, and replies need no rule/,
    fixed: /: required\n$/,
  },
  {
    ...unneeded(
      'two ports, between which stands one that is needed',
      plan('allow vbr -> repo : tcp 9998, 6162, 9999'),
      'tcp 9998, 6162, 9999',
    ),
    fixed: /: tcp 6162$/,
  },
  {
    ...unneeded(
      'a range and a port side by side, in lists of two protocols',
      plan('allow vbr -> repo : tcp 6162, 9990-9999, udp 9, tcp 2500-3300'),
      '9990-9999, udp 9',
    ),
    fixed: /: tcp 6162, tcp 2500-3300$/,
  },
  unneeded('between zones with machines without a role', plan('allow m -> d : tcp 6162, 9999')),
  {
    ...unneeded('to a zone where every machine has a role', plan('allow vbr -> p : tcp 6162, 443, 9999'), '9999'),
    fixed: /allow vbr -> p : tcp 6162, 443$/,
  },
  unneeded(
    'a rule that has expired',
    plan('allow vbr -> repo : tcp 9999 until 2026-11-20', 'allow repo -> vbr : tcp 6162 until 2026-11-20'),
  ),
  {
    ...unneeded('a role and an address as ends', plan('allow vault.backup-server -> 10.0.1.1, repo : tcp 6162, 9999'), '9999'),
    fixed: /tcp 6162$/,
  },
  unneeded('needed during a phase that is off', plan('allow vbr -> repo : tcp 22')),
  unneeded('needed at one end of several', plan('allow vbr -> repo, esxi : tcp 6162, 443')),
  unneeded(
    'ends without roles',
    plan('allow desk -> tape : tcp 9999', 'allow desk -> vbr : tcp 3389', 'allow repo -> tape : tcp 2049'),
  ),
  unneeded('a port between roles of which the catalog knows no flow', plan('allow esxi -> repo : tcp 2049')),
  unneeded(
    'whole zones, networks and any, and no port that is needed',
    plan('allow m -> d : tcp 9999', 'allow vbr -> 10.0.1.0/24 : tcp 9999', 'allow any -> repo : tcp 9999'),
  ),
  unneeded(
    'a reason is given, or any-service finds it',
    plan('allow vbr -> repo : tcp 9999 "asked for by the team"', 'allow vbr -> repo : any', 'allow vbr -> repo : tcp 1-65535'),
  ),
  unneeded('reversed-flow finds it', plan('allow repo -> vbr : tcp 6162')),
  unneeded('beside ICMP, and in a deny', plan('allow vbr -> repo : tcp 6162, icmp', 'deny vbr -> repo : tcp 9999')),
  unneeded('closed-port and internal-port find it', zvm('allow admins -> zvm : tcp 445, 7073, zerto.gui')),
  {
    ...unneeded('the usual port, where it was moved', zvm('allow admins -> zvm : tcp 9669', '{ gui-port = 19669 }'), 'tcp 9669'),
    fixed: /\}\n$/,
  },
  unneeded(
    'the moved port, by its name and by its number',
    zvm('allow admins -> zvm : zerto.gui, tcp 19669', '{ gui-port = 19669 }'),
  ),
  unneeded('the port of an older version, which superseded-port finds', consoles('allow admins -> vbr : tcp 9392, 9419')),
  {
    ...unneeded(
      'the port of an older version, beside one that nothing needs',
      consoles('allow admins -> vbr : tcp 9392, 9999'),
      '9999',
    ),
    fixed: /tcp 9392$/,
  },
  unneeded('the next free ports above an open-ended one', plan('allow nfs -> esxi : tcp 1058, 2050')),
  {
    ...unneeded(
      'a port far above an open-ended one, beside the next free one',
      plan('allow nfs -> esxi : tcp 2050, 3000'),
      '3000',
    ),
    fixed: /tcp 2050$/,
  },
  unneeded(
    'a port that another service of the rule opens anyway',
    plan('service both = tcp 6162, 9999', 'allow vbr -> repo : both, tcp 9999'),
  ),

  {
    code: 'blocked-flow',
    title: 'a deny of a range in the middle of what is required, beside another protocol',
    text: blocked('allow vbr -> repo : required', 'deny m -> d : tcp 2990-3010, udp 9'),
    finds: ['deny m -> d : tcp 2990-3010, udp 9'],
    fixed: /deny m -> d : udp 9$/,
  },
  {
    code: 'blocked-flow',
    title: 'two denies close required ports, of which the first is narrowed with its comment',
    text: blocked('allow vbr -> repo : required', 'deny vbr -> d : tcp 6000-7000 // old', 'deny m -> repo : tcp 6162'),
    finds: ['deny vbr -> d : tcp 6000-7000'],
    fixed: /deny vbr -> d : tcp 6000-6161, 6163-7000 \/\/ old\n$/,
  },
];

import type { Catalog } from '../model/catalog.ts';
import type { Machine } from './machine.ts';

/** Words of names with the role that they most often mean; what runs on Windows and on Linux may be two. The first that fits counts. */
const WORDS: readonly (readonly [RegExp, string | { readonly windows: string; readonly linux: string; readonly any: string }])[] =
  [
    [/^(vbr|veeambr|veeam-?backup|veeambackup)$/, 'veeam.backup-server'],
    [/^(vbem|veeamem|enterprise-?manager)$/, 'veeam.enterprise-manager'],
    [/^(veeam-?one|vone)$/, 'veeam.one-server'],
    [/^(vbo|vb365|vbm365)$/, 'veeam-m365.server'],
    [/^(lhr|vhr|hardened|immutable)$/, 'veeam.hardened-repository'],
    [
      /^(repo|repository|vrepo|backuprepo|veeamrepo)$/,
      { windows: 'veeam.windows-repository', linux: 'veeam.linux-repository', any: 'veeam.repository' },
    ],
    [/^(vbp|vproxy|backupproxy|veeamproxy|bkpproxy)$/, 'veeam.vmware-proxy'],
    [/^(vcgw|cloudgw|cloud-?gateway|cloudgateway)$/, 'veeam.cloud-gateway'],
    [/^(vcenter|vcsa|vc|vctr)$/, 'vmware.vcenter'],
    [/^(esx|esxi)$/, 'vmware.esxi'],
    [/^(hyperv|hyper-?v|hv)$/, 'microsoft.hyper-v-host'],
    [/^(scvmm|vmm)$/, 'microsoft.scvmm'],
    [/^(sql|mssql|sqlserver)$/, 'microsoft.sql-server'],
    [/^(dc|adc|domaincontroller)$/, 'microsoft.domain-controller'],
    [/^(zvm|zvma)$/, 'zerto.zvm'],
    [/^(vra|zvra)$/, 'zerto.vra'],
    [/^((nbu|nb|netbackup)-?media|msdp)$/, 'netbackup.media-server'],
    [/^(nbu|netbackup|(nbu|nb|netbackup)-?(primary|master))$/, 'netbackup.primary-server'],
    [/^(dns|ns|resolver)$/, 'network.dns-server'],
    [/^(ntp|time)$/, 'network.ntp-server'],
    [/^(smtp|mail|mx|relay)$/, 'network.smtp-server'],
    [/^(syslog|siem|log)$/, 'network.syslog-server'],
    [/^(nfs)$/, 'network.file-server-nfs'],
    [/^(smb|fileserver|fs)$/, 'network.file-server-smb'],
    [/^(postgres|postgresql|pgsql|pg)$/, 'network.postgresql-server'],
    [/^(mysql|mariadb)$/, 'network.mysql-server'],
    [/^(ldap)$/, 'network.ldap-server'],
    [/^(radius|nps)$/, 'network.radius-server'],
    [/^(dhcp)$/, 'network.dhcp-server'],
  ];
/** All roles that are guessed. */
export const GUESSED: readonly string[] = WORDS.flatMap(([, role]) => (typeof role === 'string' ? [role] : Object.values(role)));
/** What makes a proxy or a server one of a product. */
const VEEAM = /^(veeam|vbr|backup|bkp|bck)$/;

/**
 * The role that a machine may have, by its name and by what the inventory says of it: a proposal, for somebody to look at.
 * @param catalog the roles that there are
 */
export function guessRole({ name, hints, system }: Machine, catalog: Catalog): string | undefined {
  const words = wordsOf(name.split('.')[0] ?? name);
  const told = hints.flatMap(wordsOf);
  const isKnown = (role: string | undefined): string | undefined =>
    role !== undefined && catalog.roles.has(role) ? role : undefined;
  for (const own of [words, told]) {
    for (const [pattern, role] of WORDS) {
      if (!own.some((word) => pattern.test(word))) continue;
      const found = isKnown(typeof role === 'string' ? role : role[system ?? 'any']);
      if (found) return found;
    }
    if (own.some((word) => VEEAM.test(word)) && own.includes('proxy')) return isKnown('veeam.vmware-proxy');
  }
  return isKnown(told.find((word) => word.includes('.')));
}

/** A name as its words: digits and signs part them, as does a capital behind a small letter; two that follow each other count as one, too, and the name of a role stays whole. */
function wordsOf(text: string): string[] {
  const roles = text.match(/\b[a-z][a-z0-9-]*\.[a-z][a-z0-9-]*\b/g) ?? [];
  const parts: readonly string[] =
    text
      .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
      .toLowerCase()
      .match(/\p{L}+/gu) ?? [];
  return [...roles, ...parts, ...parts.slice(1).map((part, n) => `${parts[n]}-${part}`)];
}

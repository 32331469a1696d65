/**
 * A product of the tests' own, which no document changes: one server that controls others on a port and moves data on a range. What a
 * real vendor needs is checked where its catalog is.
 */
export const vaultCatalog = `vendor vault "Vault Backup" version 13 {
  source guide "vault-ports.pdf" "Port guide"
  service data-mover "Data Mover" = tcp 6162 from guide "1"
  service data-channels "Data channels" = tcp 2500-3300 from guide "1"
  role backup-server "Backup server"
  role managed-server "Server that the backup server manages"
  role windows-server "Managed Windows server" : managed-server runs windows
  role linux-server "Managed Linux server" : managed-server runs linux
  role hardened-repository "Hardened repository" : linux-server
  role mount-server "Mount server" : managed-server
  role proxy "Proxy" : managed-server
  flow backup-server -> managed-server : data-mover "Controls the Data Mover on the server" from guide "1"
  flow backup-server -> managed-server : data-channels "Moves data to and from the server" from guide "1"
  flow backup-server -> linux-server : ssh during deployment "Sets up a Linux server" from guide "1"
  flow backup-server -> vmware.esxi : tcp 443 "Works with an ESXi host" from guide "1"
  flow proxy -> vmware.esxi : tcp 443, 902 "Reads virtual disks" from guide "1"
  flow mount-server -> vmware.esxi : tcp+udp 1058+, 2049+ optional "Publishes backups" from guide "1"
}
`;

/** The same, as the beginning of a plan that uses it. */
export const vault = `${vaultCatalog}use vault
`;

/**
 * A backup product of our own. What tests of the editor and of the command line expect of a catalog stands here, so that no maker's
 * documents change it.
 */
export const ACME_BACKUP = `vendor acme "Acme Backup" {
  versions 4
  source guide "guide.txt" "Acme guide"
  service installer "Installer" = tcp 6160
  service data-mover "Data Mover" = tcp 6162
  service data-channels "Data channels" = tcp 2500-3300
  role backup-server "Backup server"
  role proxy "Proxy"
  role windows-proxy "Proxy on Windows" : proxy runs windows
  role repository "Repository"
  role hardened-repository "Hardened repository" : repository runs linux
  flow backup-server -> proxy : installer "Installs components" from guide "3"
  flow backup-server -> proxy : data-mover "Controls the Data Mover" from guide "4"
  flow backup-server -> proxy : data-channels "Moves data" from guide "5"
  flow backup-server -> repository : data-mover "Controls the Data Mover" from guide "4"
  flow backup-server -> repository : data-channels "Moves data" from guide "5"
  flow backup-server -> repository : ssh during deployment "Sets the repository up" from guide "6"
}
`;

/** Ports by their names in /etc/services, as tools of Linux take them and write them where they are asked to. */
export const PORT_NAMES: Readonly<Record<string, number>> = Object.freeze(
  Object.assign(Object.create(null), {
    'ftp-data': 20,
    ftp: 21,
    ssh: 22,
    telnet: 23,
    smtp: 25,
    domain: 53,
    bootps: 67,
    bootpc: 68,
    tftp: 69,
    http: 80,
    kerberos: 88,
    pop3: 110,
    sunrpc: 111,
    ntp: 123,
    'netbios-ns': 137,
    'netbios-dgm': 138,
    'netbios-ssn': 139,
    imap2: 143,
    imap: 143,
    snmp: 161,
    'snmp-trap': 162,
    bgp: 179,
    ldap: 389,
    https: 443,
    'microsoft-ds': 445,
    isakmp: 500,
    syslog: 514,
    submission: 587,
    ldaps: 636,
    imaps: 993,
    pop3s: 995,
    'ms-sql-s': 1433,
    radius: 1812,
    nfs: 2049,
    mysql: 3306,
    'ms-wbt-server': 3389,
    postgresql: 5432,
  }),
);

/**
 * Why a rule may match less that has a port by a name of which nothing is known here: it is what a file of that machine says.
 * @param text what stands in the place of a port
 * @param instead how it is got as a number
 */
export function nameUnknown(text: string, instead: string): string | undefined {
  const name = /^[a-z][\w.+-]{0,39}$/i.exec(text)?.[0];
  return name && `which port that machine calls ${name} in /etc/services; ${instead}`;
}

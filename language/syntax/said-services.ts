/** What services are called elsewhere, in the registry of IANA, on devices and by people, and what they are called here. */
const CALLED: Readonly<Record<string, readonly string[]>> = {
  bootps: ['dhcp'],
  cifs: ['smb', 'smb-over-tcp'],
  domain: ['dns'],
  epmap: ['rpc-endpoint-mapper'],
  gc: ['global-catalog'],
  isakmp: ['ike'],
  'iscsi-target': ['iscsi'],
  kpasswd: ['kerberos-password'],
  'ldap-ssl': ['ldaps'],
  mail: ['smtp'],
  'microsoft-ds': ['smb-over-tcp'],
  mongo: ['mongodb'],
  mssql: ['sql-server'],
  'ms-rpc': ['rpc-endpoint-mapper', 'dynamic-rpc'],
  'ms-sql': ['sql-server'],
  'ms-sql-s': ['sql-server'],
  'ms-sql-m': ['sql-browser'],
  'ms-wbt-server': ['rdp'],
  msrpc: ['rpc-endpoint-mapper', 'dynamic-rpc'],
  'msft-gc': ['global-catalog'],
  'nat-t': ['ipsec-nat-t'],
  'netbios-ssn': ['netbios'],
  'non500-isakmp': ['ipsec-nat-t'],
  portmapper: ['nfs'],
  postgres: ['postgresql'],
  quic: ['http3'],
  'remote-desktop': ['rdp'],
  rpc: ['rpc-endpoint-mapper', 'dynamic-rpc'],
  snmptrap: ['snmp-trap'],
  sql: ['sql-server'],
  ssl: ['https'],
  sunrpc: ['nfs'],
  tls: ['https'],
  web: ['https', 'http'],
  wsman: ['winrm'],
  wsmans: ['winrm-https'],
  www: ['http'],
};

/** What may be meant by a service that nobody has: ports that stand at their protocol (`tcp443`), and names from elsewhere; best first. */
export function servicesCalled(name: string): readonly string[] {
  const [, protocol, ports] = /^(tcp|udp)[-_]?(\d+(?:-\d+)?)$/i.exec(name) ?? [];
  if (protocol) return [`${protocol.toLowerCase()} ${ports}`];
  const port = /^port[-_]?(\d+)$/i.exec(name)?.[1];
  if (port) return [`tcp ${port}`, `udp ${port}`];
  const called = name.toLowerCase();
  return Object.hasOwn(CALLED, called) ? CALLED[called]! : [];
}

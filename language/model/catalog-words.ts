/** What flows of the built-in catalogs carry. A catalog may have words of its own. */
export const TRAFFIC: readonly string[] = ['management', 'backup-data', 'restore-data', 'vm-traffic'];

/** How flows are encrypted, the ones that are `none` not at all. A catalog may have words of its own. */
export const PROTECTIONS: readonly string[] = ['tls', 'mutual-tls', 'ssh', 'none', 'kerberos', 'curve-zmq'];

/** The kinds of advice that checks know. Any other kind is shown on hover and in the documentation alone. */
export const ADVICE_KINDS = [
  'internal',
  'closed',
  'fixed-port',
  'no-nat',
  'encrypt-between-sites',
  'own-segment',
  'no-wide-rules',
  'provider-deployment',
  'tenant-deployment',
  'joint-deployment',
] as const;

/** A kind of advice that checks know. */
export type AdviceKind = (typeof ADVICE_KINDS)[number];

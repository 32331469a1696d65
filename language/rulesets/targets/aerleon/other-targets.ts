import type { NetworkValue } from './naming.ts';
import type { Term } from './terms.ts';

/** What a generator of Aerleon makes of less than all of a policy, or of more than it says. */
interface Generator {
  readonly platform: string;
  readonly options: string;
  /** What it writes wrongly of this policy; nothing when it takes all of it. */
  loses(policy: Policy): string | undefined;
}

interface Policy {
  readonly ipv6: boolean;
  readonly icmp: boolean;
  readonly hostNames: boolean;
}

/** As their reference (aerleon.readthedocs.io) and what they write have it. */
const GENERATORS: readonly Generator[] = [
  {
    platform: 'paloalto',
    // Without the family it is IPv4, and the last term denies IPv4 alone.
    options: 'from-zone any to-zone any mixed',
    loses: ({ hostNames }) => (hostNames ? 'takes no host names' : undefined),
  },
  {
    platform: 'ciscoasa',
    options: 'segplan',
    loses: ({ hostNames, ipv6 }) => (hostNames ? 'takes no host names' : ipv6 ? 'writes IPv4 alone' : undefined),
  },
  {
    platform: 'fortigate',
    options: 'from-zone any to-zone any mixed',
    loses: ({ hostNames, icmp }) =>
      hostNames ? 'takes no host names' : icmp ? 'writes every service where a term is about icmp' : undefined,
  },
];

/** What else may stand in the place of the policy's target, and what may not. */
export function targetNotes(terms: readonly Term[], networks: readonly (readonly [string, readonly NetworkValue[]])[]): string[] {
  const protocols = terms.flatMap((term) => term.protocol ?? []);
  const policy: Policy = {
    ipv6: protocols.includes('icmpv6') || networks.some(([, values]) => values.some((v) => v.address?.includes(':'))),
    icmp: protocols.some((p) => p.startsWith('icmp')),
    hostNames: terms.some((term) => 'source-fqdn' in term || 'destination-fqdn' in term),
  };
  const all = GENERATORS.map((each) => ({ ...each, lost: each.loses(policy) }));
  const fit = all.filter((each) => !each.lost).map(({ platform, options }) => `  ${platform}: ${options}`);
  const others = all.filter((each) => each.lost).map(({ platform, lost }) => `${platform} ${lost}`);
  return [
    'targets below is what aclgen writes for.',
    ...(fit.length ? ['What else takes all of this policy, to put in its place or beside it:', ...fit] : []),
    ...(others.length ? [`Not this policy: ${others.join('; ')}.`] : []),
  ];
}

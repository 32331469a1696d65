import type { Family } from '../../../model/addresses.ts';
import { cidrBlocks } from '../../../model/cidr-blocks.ts';
import { formatSpan, type PortSpan, portSpans, type ServiceSet } from '../../../model/services.ts';
import { NameTable } from '../../names.ts';
import type { RuleSet, RuleSide } from '../../rule-set.ts';

/** A value of a network, or of a service, as Aerleon reads it. */
export type NetworkValue = {
  readonly address?: string;
  readonly fqdn?: string;
  readonly comment?: string;
};

export type ServiceValue = {
  readonly port: number | string;
  readonly protocol: 'tcp' | 'udp';
};

/** Tokens in upper case, as is the custom; generators add a number to them, and firewalls take 63 characters. */
const TOKENS = { most: 56, refused: /[^A-Z0-9]+/, joint: '_' } as const;
/** How much of a plan's name goes before all of its tokens. */
const PREFIX_LENGTH = 24;

export function tokenPrefix(baseName: string): string {
  return new NameTable({ ...TOKENS, most: PREFIX_LENGTH, prefix: 'PLAN' }).name(baseName.toUpperCase());
}

/** Whether Aerleon takes a host name: it has to have a dot, and its last part is no number. */
export function isFqdn(name: string): boolean {
  return /^([a-z0-9_-]{1,63}\.)+(?!\d+$)[a-z0-9-]{1,63}$/.test(name) && name.length <= 253;
}

/**
 * The networks and services that terms name. All definitions of a folder share one space of names, so that each begins with the name of
 * the plan.
 */
export class Naming {
  readonly networks = new Map<string, NetworkValue[]>();
  private readonly services = new Map<string, ServiceValue[]>();
  private readonly tokens = new Map<RuleSide, string | undefined>();
  private readonly prefix: string;
  private readonly names: NameTable;
  private readonly titles: ReadonlyMap<string, string>;

  /** @param text makes a plan's text one that stays a comment wherever Aerleon writes it */
  constructor(ruleSet: RuleSet, baseName: string, text: (title: string) => string) {
    this.prefix = tokenPrefix(baseName);
    const known = [...ruleSet.zones, ...ruleSet.components];
    this.names = new NameTable(
      TOKENS,
      known.map(({ name }) => this.labelOf(name)),
    );
    this.titles = new Map(known.flatMap(({ name, title }) => (title && title !== name ? [[name, text(title)]] : [])));
  }

  /** The services, by protocol and port. */
  get sortedServices(): [string, ServiceValue[]][] {
    const rank = ([, [value]]: [string, ServiceValue[]]): number =>
      (value!.protocol === 'tcp' ? 0 : 65536) + Number.parseInt(`${value!.port}`, 10);
    return [...this.services].sort((a, b) => rank(a) - rank(b) || (a[0] < b[0] ? -1 : 1));
  }

  /** A token for the addresses and host names of a side; nothing where it has neither. */
  tokenOf(side: RuleSide): string | undefined {
    if (!this.tokens.has(side)) this.tokens.set(side, this.findToken(side));
    return this.tokens.get(side);
  }

  private findToken(side: RuleSide): string | undefined {
    const values: NetworkValue[] = [
      ...([4, 6] as const).flatMap((family: Family) => cidrBlocks(side.addresses, family)).map((address) => ({ address })),
      ...side.hostNames.map((fqdn) => ({ fqdn })),
    ];
    if (!values.length) return undefined;
    const label = this.labelOf(side.label);
    const known = this.networks.get(this.names.name(label));
    const same = !known || JSON.stringify(known.map(bare)) === JSON.stringify(values);
    // One label can stand for several sets of addresses.
    const token = same ? this.names.name(label) : this.names.name(label, JSON.stringify([label, values]));
    const comment = this.titles.get(side.label);
    if (!this.networks.has(token))
      this.networks.set(
        token,
        values.map((value) => ({ ...value, ...(comment ? { comment } : {}) })),
      );
    return token;
  }

  /** The tokens of the ports of one protocol, or of both. */
  portTokens(services: ServiceSet, protocols: readonly ('tcp' | 'udp')[]): string[] {
    return portSpans(services, protocols[0]!).map((span) => this.serviceFor(span, protocols));
  }

  private labelOf(label: string): string {
    return `${this.prefix}_${label.toUpperCase()}`;
  }

  private serviceFor(span: PortSpan, protocols: readonly ('tcp' | 'udp')[]): string {
    const token = [this.prefix, ...protocols.map((p) => p.toUpperCase()), formatSpan(span).replace('-', '_')].join('_');
    const port = span.from === span.to ? span.from : formatSpan(span);
    this.services.set(
      token,
      protocols.map((protocol) => ({ port, protocol })),
    );
    return token;
  }
}

function bare({ address, fqdn }: NetworkValue): NetworkValue {
  return address ? { address } : { fqdn: fqdn! };
}

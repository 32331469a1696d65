// Types of icmp, other protocols and source ports, of chance: each plan has some of these three.
import type { Chance } from './chance.ts';
import type { Features } from './plans.ts';

export class BeyondPorts {
  readonly any: boolean;
  private readonly kinds: readonly ('types' | 'protocols' | 'sources')[];
  private readonly chance: Chance;

  constructor(chance: Chance, on: Features) {
    this.chance = chance;
    this.kinds = (['types', 'protocols', 'sources'] as const).filter(() => chance.percent(on.beyondPorts));
    this.any = this.kinds.length > 0;
  }

  get types(): boolean {
    return this.kinds.includes('types');
  }

  /** @param plain makes ports of tcp or udp */
  item(plain: () => string): string {
    const { chance } = this;
    switch (chance.pick(this.kinds)) {
      case 'types':
        return chance.pick([
          'icmp echo-request',
          'icmp 8',
          'icmpv6 128',
          'icmpv6',
          'icmp destination-unreachable',
          'icmp neighbor-solicitation',
          'icmpv6 echo-reply',
          'icmp timestamp-request',
          'icmp',
        ]);
      case 'protocols':
        return chance.pick(['protocol gre', 'protocol 47', 'protocol esp', 'protocol 132', 'protocol 51']);
      default:
        return `${plain()} source port ${chance.pick(['68', '68', '512-1023', '1000', '1-67'])}`;
    }
  }
}

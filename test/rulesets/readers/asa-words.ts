import assert from 'node:assert/strict';

export interface Ports {
  readonly from: number;
  readonly to: number;
}

export const ALL_PORTS: Ports = { from: 0, to: 65535 };

/** The words of a command, taken one by one. */
export class Words {
  private readonly words: string[];

  constructor(text: string) {
    this.words = text.split(' ');
    assert.ok(
      this.words.every((w) => w),
      `a blank too many: ${text}`,
    );
  }

  get done(): boolean {
    return !this.words.length;
  }

  get next(): string | undefined {
    return this.words[0];
  }

  take(): string {
    const word = this.words.shift();
    assert.ok(word !== undefined, 'the command ends too early');
    return word;
  }

  /** A type of icmp. */
  type(): Ports {
    const number = this.take();
    assert.ok(/^\d+$/.test(number) && Number(number) < 256, `type ${number}`);
    return { from: Number(number), to: Number(number) };
  }

  ports(): Ports {
    const operator = this.take();
    const [from, to] = operator === 'range' ? [this.take(), this.take()] : [this.take()];
    assert.match(operator, /^(eq|range)$/);
    for (const port of [from!, to ?? from!]) assert.ok(/^\d+$/.test(port) && Number(port) <= 65535, `port ${port}`);
    if (to !== undefined) assert.ok(Number(from) < Number(to), `range ${from} ${to}`);
    return { from: Number(from), to: Number(to ?? from) };
  }
}

export interface Network {
  /** Texts that `addressIn` reads. */
  readonly addresses: readonly string[];
  readonly names: readonly string[];
}

const IPV4 = /^\d{1,3}(\.\d{1,3}){3}$/;
const IPV6 = /^[\da-f:]*:[\da-f:]*$/;
function prefixOf(mask: string): number {
  const bits = mask
    .split('.')
    .map((octet) => Number(octet).toString(2).padStart(8, '0'))
    .join('');
  assert.match(bits, /^1*0*$/, `${mask} is no netmask`);
  return bits.indexOf('0') < 0 ? 32 : bits.indexOf('0');
}

export function isAddress(text: string): boolean {
  return IPV4.test(text) || IPV6.test(text);
}

export function single(address: string): Network {
  assert.ok(isAddress(address), address);
  return { addresses: [address], names: [] };
}

export function subnet(words: Words): Network {
  const network = words.take();
  if (network.includes('/')) {
    assert.match(network.split('/')[0]!, IPV6);
    return { addresses: [network], names: [] };
  }
  assert.match(network, IPV4);
  return { addresses: [`${network}/${prefixOf(words.take())}`], names: [] };
}

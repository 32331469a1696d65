import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';

/** A step in a namespace, or where we are: a command of `ip`, a setting below /proc/sys/net, or rules for nft. */
interface Step {
  readonly namespace: string | undefined;
  readonly kind: 'ip' | 'shell';
  readonly text: string;
}

/** Every port of a zone leads to one echo server. */
const REDIRECT = `table inet lab {
  chain prerouting {
    type nat hook prerouting priority dstnat;
    meta l4proto { tcp, udp } redirect to :7
  }
}`;

/**
 * What builds the network of a lab, as one script: a process for each of its hundreds of commands took two thirds of the lab's processor
 * time. Steps are done in their order; those that follow one another in the same namespace share a process.
 */
export class Network {
  private steps: Step[] = [];

  /** Namespaces have names in a folder that only this mount namespace sees. */
  constructor() {
    mkdirSync('/run/netns', { recursive: true });
    this.shell(undefined, 'mount -t tmpfs none /run/netns', 'mount -t sysfs none /sys');
  }

  /** Makes namespaces, with a loopback and without the second that duplicate address detection takes. */
  namespaces(names: readonly string[]): void {
    for (const name of names) this.ip(undefined, `netns add ${name}`);
    for (const name of names) {
      this.set(name, ...OPEN);
      this.ip(name, 'link set lo up');
    }
  }

  /** @param commands of `ip`, without its name; the family is that of their addresses */
  ip(namespace: string | undefined, ...commands: string[]): void {
    for (const text of commands) this.steps.push({ namespace, kind: 'ip', text });
  }

  /** @param settings paths below /proc/sys/net and their values, `ipv4/ip_forward=1` */
  set(namespace: string | undefined, ...settings: string[]): void {
    const lines = settings.map((setting) => {
      const [path, value] = setting.split('=');
      return `echo ${value} > /proc/sys/net/${path}`;
    });
    this.shell(namespace, ...lines);
  }

  /** All that comes to a namespace is for one echo server. */
  redirect(namespace: string): void {
    this.shell(namespace, `nft -f - <<'NFT'\n${REDIRECT}\nNFT`);
  }

  /** Does all steps that were added since the last time. @throws Error with what the first that failed has said */
  build(): void {
    const blocks: (Omit<Step, 'text'> & { lines: string[] })[] = [];
    for (const { namespace, kind, text } of this.steps) {
      const last = blocks.at(-1);
      if (last?.namespace === namespace && last?.kind === kind) last?.lines.push(text);
      else blocks.push({ namespace, kind, lines: [text] });
    }
    this.steps = [];
    const script = blocks.map(({ namespace, kind, lines }) => {
      if (kind === 'ip') return document(`ip${namespace === undefined ? '' : ` -n ${namespace}`} -batch -`, lines);
      return namespace === undefined ? lines.join('\n') : document(`ip netns exec ${namespace} sh -e`, lines);
    });
    execFileSync('sh', ['-e'], { input: `${script.join('\n')}\n`, stdio: ['pipe', 'ignore', 'pipe'] });
  }

  private shell(namespace: string | undefined, ...lines: string[]): void {
    for (const text of lines) this.steps.push({ namespace, kind: 'shell', text });
  }
}

/** What every namespace needs that stands for others: addresses of its own without waiting, and packets from everywhere. */
const OPEN = [
  ...['all', 'default'].flatMap((which) => [`ipv6/conf/${which}/accept_dad=0`, `ipv4/conf/${which}/rp_filter=0`]),
  'ipv4/ip_nonlocal_bind=1',
  'ipv6/ip_nonlocal_bind=1',
];

/** A command with lines as its standard input. */
function document(command: string, lines: readonly string[]): string {
  return `${command} <<'END'\n${lines.join('\n')}\nEND`;
}

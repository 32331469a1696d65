// Runs inside of the lab's own namespaces: builds firewalls in a row, each with zones of its own, loads a rule set into each, sends the
// probes, and does so again for every other choice of rule sets; prints the verdicts of each run.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import type { RowInput, Verdict } from './lab.ts';
import { PeerProcess } from './peer-process.ts';

const input = JSON.parse(readFileSync(process.argv[2]!, 'utf8')) as RowInput;

function sh(...command: string[]): void {
  execFileSync(command[0]!, command.slice(1), { stdio: ['ignore', 'ignore', 'pipe'] });
}

const within = (name: string, ...command: string[]): void => sh('ip', 'netns', 'exec', name, ...command);
const family = (text: string): string[] => (text.includes(':') ? ['-6'] : ['-4']);

mkdirSync('/run/netns', { recursive: true });
sh('mount', '-t', 'tmpfs', 'none', '/run/netns');
sh('mount', '-t', 'sysfs', 'none', '/sys');

function namespace(name: string): void {
  sh('ip', 'netns', 'add', name);
  within(name, 'ip', 'link', 'set', 'lo', 'up');
  const settings = [
    'for f in all default; do echo 0 > /proc/sys/net/ipv6/conf/$f/accept_dad; echo 0 > /proc/sys/net/ipv4/conf/$f/rp_filter; done',
    'echo 1 > /proc/sys/net/ipv4/ip_nonlocal_bind; echo 1 > /proc/sys/net/ipv6/ip_nonlocal_bind',
  ];
  for (const setting of settings) within(name, 'sh', '-c', setting);
}

let links = 0;

/** A cable between two namespaces. @returns the addresses of its second end and of its first, of both families */
function join(one: string, other: string): { there: readonly string[]; here: readonly string[] } {
  const n = links++;
  const [a, b] = [`l${n}a`, `l${n}b`];
  sh('ip', 'link', 'add', a, 'netns', one, 'type', 'veth', 'peer', 'name', b, 'netns', other);
  const addresses = [1, 2].map((end) => [`198.18.${n}.${end}`, `fd99:${n}::${end}`]);
  for (const [end, [where, link]] of [
    [one, a],
    [other, b],
  ].entries()) {
    const [v4, v6] = addresses[end]!;
    within(where!, 'ip', 'addr', 'add', `${v4}/30`, 'dev', link!);
    within(where!, 'ip', '-6', 'addr', 'add', `${v6}/64`, 'dev', link!, 'nodad');
    within(where!, 'ip', 'link', 'set', link!, 'up');
    within(where!, 'sh', '-c', `echo 0 > /proc/sys/net/ipv4/conf/${link}/rp_filter`);
  }
  return { here: addresses[0]!, there: addresses[1]! };
}

function route(where: string, network: string, via: readonly string[]): void {
  within(where, 'ip', ...family(network), 'route', 'add', network, 'via', via[network.includes(':') ? 1 : 0]!);
}

/** Every port of a zone leads to one echo server. */
const REDIRECT = `table inet lab {
  chain prerouting {
    type nat hook prerouting priority dstnat;
    meta l4proto { tcp, udp } redirect to :7
  }
}`;

const ALL = ['0.0.0.0/0', '::/0'];
const peers = new Map<string, PeerProcess>();
for (const [n, { zones, outer = [] }] of input.firewalls.entries()) {
  const firewall = `f${n}`;
  namespace(firewall);
  // What it doesn't translate goes nowhere, without a word.
  for (const network of outer) within(firewall, 'ip', ...family(network), 'route', 'add', 'blackhole', network);
  within(firewall, 'sh', '-c', 'echo 1 > /proc/sys/net/ipv4/ip_forward; echo 1 > /proc/sys/net/ipv6/conf/all/forwarding');
  for (const [m, { name, subnets }] of zones.entries()) {
    const zone = `z${n}-${m}`;
    namespace(zone);
    const { here, there } = join(firewall, zone);
    for (const network of ALL) route(zone, network, here);
    for (const subnet of subnets) {
      within(zone, 'ip', ...family(subnet), 'route', 'add', 'local', subnet, 'dev', 'lo');
      route(firewall, subnet, there);
    }
    execFileSync('ip', ['netns', 'exec', zone, 'nft', '-f', '-'], { input: REDIRECT, stdio: ['pipe', 'ignore', 'pipe'] });
    peers.set(name, new PeerProcess(zone));
  }
}
// What is further along the row lies behind the neighbor.
for (let n = 1; n < input.firewalls.length; n++) {
  const { here, there } = join(`f${n - 1}`, `f${n}`);
  const subnets = (firewalls: typeof input.firewalls) =>
    firewalls.flatMap(({ zones, outer = [] }) => [...zones.flatMap((zone) => zone.subnets), ...outer]);
  for (const subnet of subnets(input.firewalls.slice(0, n))) route(`f${n}`, subnet, here);
  for (const subnet of subnets(input.firewalls.slice(n))) route(`f${n - 1}`, subnet, there);
}
await Promise.all([...peers.values()].map((peer) => peer.ready));

const results: Verdict[][] = [];
for (const texts of input.runs) {
  for (const [n, nft] of texts.entries())
    execFileSync('ip', ['netns', 'exec', `f${n}`, 'nft', '-f', '-'], { input: nft, stdio: ['pipe', 'ignore', 'pipe'] });
  const verdicts: Verdict[] = [];
  const probes = input.probes.map((probe, index) => ({ ...probe, index }));
  await Promise.all(
    [...peers].map(([name, peer]) =>
      peer.run(
        probes.filter(({ from }) => from === name),
        verdicts,
      ),
    ),
  );
  // A peer goes on noting what it hears, also of later runs.
  results.push([...verdicts]);
}
process.stdout.write(JSON.stringify(results));
process.exit(0);

// Runs inside of the lab's own namespaces: builds firewalls in a row, each with zones of its own, loads a rule set into each, sends the
// probes, and does so again for every other choice of rule sets; prints the verdicts of each run.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { RowInput, Verdict } from './lab.ts';
import { Network } from './network.ts';
import { PeerProcess } from './peer-process.ts';

const input = JSON.parse(readFileSync(process.argv[2]!, 'utf8')) as RowInput;

const network = new Network();
let links = 0;

/** A cable between two namespaces. @returns the addresses of its second end and of its first, of both families */
function join(one: string, other: string): { there: readonly string[]; here: readonly string[] } {
  const n = links++;
  const [a, b] = [`l${n}a`, `l${n}b`];
  network.ip(undefined, `link add ${a} netns ${one} type veth peer name ${b} netns ${other}`);
  const addresses = [1, 2].map((end) => [`198.18.${n}.${end}`, `fd99:${n}::${end}`]);
  for (const [end, [where, link]] of [
    [one, a],
    [other, b],
  ].entries()) {
    const [v4, v6] = addresses[end]!;
    network.set(where!, `ipv4/conf/${link}/rp_filter=0`);
    network.ip(where!, `addr add ${v4}/30 dev ${link}`, `addr add ${v6}/64 dev ${link} nodad`, `link set ${link} up`);
  }
  return { here: addresses[0]!, there: addresses[1]! };
}

/** The address that leads to a network, of those of both families. */
const gate = (net: string, via: readonly string[]): string => via[net.includes(':') ? 1 : 0]!;

const ALL = ['0.0.0.0/0', '::/0'];
const parts = input.firewalls.map(({ zones, outer = [] }, n) => ({
  firewall: `f${n}`,
  outer,
  zones: zones.map((zone, m) => ({ ...zone, place: `z${n}-${m}` })),
}));
network.namespaces(parts.flatMap(({ firewall, zones }) => [firewall, ...zones.map(({ place }) => place)]));
for (const { firewall, outer, zones } of parts) {
  network.set(firewall, 'ipv4/ip_forward=1', 'ipv6/conf/all/forwarding=1');
  // What it doesn't translate goes nowhere, without a word.
  network.ip(firewall, ...outer.map((net) => `route add blackhole ${net}`));
  for (const { place, subnets } of zones) {
    const { here, there } = join(firewall, place);
    network.ip(place, ...ALL.map((net) => `route add ${net} via ${gate(net, here)}`));
    network.ip(place, ...subnets.map((subnet) => `route add local ${subnet} dev lo`));
    network.redirect(place);
    network.ip(firewall, ...subnets.map((subnet) => `route add ${subnet} via ${gate(subnet, there)}`));
  }
}
// What is further along the row lies behind the neighbor.
for (let n = 1; n < parts.length; n++) {
  const { here, there } = join(`f${n - 1}`, `f${n}`);
  const beyond = (some: typeof parts) => some.flatMap(({ zones, outer }) => [...zones.flatMap((zone) => zone.subnets), ...outer]);
  const lead = (from: string, some: typeof parts, via: readonly string[]): void =>
    network.ip(from, ...beyond(some).map((net) => `route add ${net} via ${gate(net, via)}`));
  lead(`f${n}`, parts.slice(0, n), here);
  lead(`f${n - 1}`, parts.slice(n), there);
}
network.build();
const peers = new Map(parts.flatMap(({ zones }) => zones.map(({ name, place }) => [name, new PeerProcess(place)] as const)));
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

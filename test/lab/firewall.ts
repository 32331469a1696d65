// Runs inside of the lab's own namespaces: builds the zones around a firewall, loads the rule set, sends the probes, prints the verdicts.
import { readFileSync } from 'node:fs';
import { interfaceOf, type LabInput, type Verdict } from './lab.ts';
import { load } from './load.ts';
import { Network } from './network.ts';
import { PeerProcess } from './peer-process.ts';

const input = JSON.parse(readFileSync(process.argv[2]!, 'utf8')) as LabInput;

// This namespace is the firewall.
const network = new Network();
network.set(
  undefined,
  'ipv4/ip_forward=1',
  'ipv6/conf/all/forwarding=1',
  // Duplicate address detection would swallow the first second of IPv6.
  'ipv6/conf/default/accept_dad=0',
  'ipv6/conf/all/accept_dad=0',
  'ipv4/conf/all/rp_filter=0',
  'ipv4/conf/default/rp_filter=0',
);
network.ip(undefined, 'link set lo up');

const zones = input.zones.map(({ subnets, behind }, n) => ({
  subnets,
  name: `z${n}`,
  link: behind === undefined ? interfaceOf(n) : `${interfaceOf(behind)}-${n}`,
  gate: { v4: `198.18.${n}.1`, v6: `fd99:${n}::1` },
  own: { v4: `198.18.${n}.2`, v6: `fd99:${n}::2` },
}));
network.namespaces(zones.map(({ name }) => name));
for (const { name, link, gate } of zones) {
  network.ip(
    undefined,
    `link add ${link} type veth peer name eth0 netns ${name}`,
    `addr add ${gate.v4}/30 dev ${link}`,
    `addr add ${gate.v6}/64 dev ${link} nodad`,
    `link set ${link} up`,
  );
}
for (const { name, gate, own, subnets } of zones) {
  // Ports that the kernel takes by itself stay clear of those that probes name (40000 and on).
  network.set(name, 'ipv4/ip_local_port_range=45000 60999', 'ipv6/conf/eth0/accept_dad=0', 'ipv4/conf/eth0/rp_filter=0');
  network.redirect(name);
  network.ip(
    name,
    `addr add ${own.v4}/30 dev eth0`,
    `addr add ${own.v6}/64 dev eth0 nodad`,
    'link set eth0 up',
    `route add 0.0.0.0/0 via ${gate.v4}`,
    `route add ::/0 via ${gate.v6}`,
    ...subnets.map((subnet) => `route add local ${subnet} dev lo`),
  );
}
for (const { own, subnets } of zones)
  network.ip(undefined, ...subnets.map((subnet) => `route add ${subnet} via ${subnet.includes(':') ? own.v6 : own.v4}`));
network.build();
const peers = zones.map(({ name }) => new PeerProcess(name));
await Promise.all(peers.map((p) => p.ready));

load(input);

const verdicts = new Array<Verdict>(input.probes.length);
await Promise.all(
  peers.map((peer, n) =>
    peer.run(
      input.probes.flatMap((probe, index) => (probe.from === input.zones[n]!.name ? [{ ...probe, index }] : [])),
      verdicts,
    ),
  ),
);
process.stdout.write(JSON.stringify(verdicts));
process.exit(0);

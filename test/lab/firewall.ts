// Runs inside of the lab's own namespaces: builds the zones around a firewall, loads the rule set, sends the probes, prints the verdicts.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { interfaceOf, type LabInput, type Verdict } from './lab.ts';
import { load } from './load.ts';
import { PeerProcess } from './peer-process.ts';

const input = JSON.parse(readFileSync(process.argv[2]!, 'utf8')) as LabInput;

function sh(...command: string[]): void {
  execFileSync(command[0]!, command.slice(1), { stdio: ['ignore', 'ignore', 'pipe'] });
}

function sysctl(path: string, value: string): void {
  writeFileSync(`/proc/sys/net/${path}`, value);
}

const family = (cidr: string): string[] => (cidr.includes(':') ? ['-6'] : []);

/** Namespaces have names in a folder that only this mount namespace sees. */
mkdirSync('/run/netns', { recursive: true });
sh('mount', '-t', 'tmpfs', 'none', '/run/netns');
sh('mount', '-t', 'sysfs', 'none', '/sys');

// This namespace is the firewall.
sh('ip', 'link', 'set', 'lo', 'up');
sysctl('ipv4/ip_forward', '1');
sysctl('ipv6/conf/all/forwarding', '1');
// Duplicate address detection would swallow the first second of IPv6.
sysctl('ipv6/conf/default/accept_dad', '0');
sysctl('ipv6/conf/all/accept_dad', '0');
sysctl('ipv4/conf/all/rp_filter', '0');
sysctl('ipv4/conf/default/rp_filter', '0');

// Every port of a zone leads to one echo server.
const REDIRECT = `table inet lab {
  chain prerouting {
    type nat hook prerouting priority dstnat;
    meta l4proto { tcp, udp } redirect to :7
  }
}`;

const peers = input.zones.map((zone, n) => {
  const name = `z${n}`;
  const link = zone.behind === undefined ? interfaceOf(n) : `${interfaceOf(zone.behind)}-${n}`;
  const gate4 = `198.18.${n}.1`;
  const own4 = `198.18.${n}.2`;
  const gate6 = `fd99:${n}::1`;
  const own6 = `fd99:${n}::2`;
  const inZone = (...command: string[]): void => sh('ip', 'netns', 'exec', name, ...command);
  sh('ip', 'netns', 'add', name);
  sh('ip', 'link', 'add', link, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', name);
  sh('ip', 'addr', 'add', `${gate4}/30`, 'dev', link);
  sh('ip', '-6', 'addr', 'add', `${gate6}/64`, 'dev', link, 'nodad');
  sh('ip', 'link', 'set', link, 'up');
  inZone('sh', '-c', 'echo 0 > /proc/sys/net/ipv6/conf/default/accept_dad; echo 0 > /proc/sys/net/ipv6/conf/eth0/accept_dad');
  inZone('sh', '-c', 'echo 1 > /proc/sys/net/ipv4/ip_nonlocal_bind; echo 1 > /proc/sys/net/ipv6/ip_nonlocal_bind');
  // Ports that the kernel takes by itself stay clear of those that probes name (40000 and on).
  inZone('sh', '-c', 'echo 45000 60999 > /proc/sys/net/ipv4/ip_local_port_range');
  inZone('sh', '-c', 'for f in all default eth0; do echo 0 > /proc/sys/net/ipv4/conf/$f/rp_filter; done');
  inZone('ip', 'link', 'set', 'lo', 'up');
  inZone('ip', 'addr', 'add', `${own4}/30`, 'dev', 'eth0');
  inZone('ip', '-6', 'addr', 'add', `${own6}/64`, 'dev', 'eth0', 'nodad');
  inZone('ip', 'link', 'set', 'eth0', 'up');
  inZone('ip', 'route', 'add', 'default', 'via', gate4);
  inZone('ip', '-6', 'route', 'add', 'default', 'via', gate6);
  for (const subnet of zone.subnets) {
    inZone('ip', ...family(subnet), 'route', 'add', 'local', subnet, 'dev', 'lo');
    if (subnet.includes(':')) sh('ip', '-6', 'route', 'add', subnet, 'via', own6);
    else sh('ip', 'route', 'add', subnet, 'via', own4);
  }
  execFileSync('ip', ['netns', 'exec', name, 'nft', '-f', '-'], { input: REDIRECT, stdio: ['pipe', 'ignore', 'pipe'] });
  return new PeerProcess(name);
});
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

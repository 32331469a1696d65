// Runs inside of the lab's own namespaces: this one is the host, another one holds everything else on its link. Loads the rule set, sends
// the probes, prints the verdicts.
import { execFileSync } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { HostLabInput, Verdict } from './lab.ts';
import { load } from './load.ts';
import { PeerProcess } from './peer-process.ts';

const input = JSON.parse(readFileSync(process.argv[2]!, 'utf8')) as HostLabInput;

function sh(...command: string[]): void {
  execFileSync(command[0]!, command.slice(1), { stdio: ['ignore', 'ignore', 'pipe'] });
}

const outside = (...command: string[]): void => sh('ip', 'netns', 'exec', 'outside', ...command);

/** Gives an interface its addresses, and everything else as neighbors on its link. */
function furnish(run: typeof sh, device: string, addresses: readonly string[]): void {
  run('ip', 'link', 'set', 'lo', 'up');
  run('ip', 'link', 'set', device, 'up');
  for (const address of addresses) {
    if (address.includes(':')) run('ip', '-6', 'addr', 'add', `${address}/128`, 'dev', device, 'nodad');
    else run('ip', 'addr', 'add', `${address}/32`, 'dev', device);
  }
  run('ip', 'route', 'add', 'default', 'dev', device);
  run('ip', '-6', 'route', 'add', 'default', 'dev', device);
}

/** Answers on a port as a service of the host would: the ports may not be redirected, since the input chain would see where to. */
async function answer(port: number): Promise<void> {
  const echo = createSocket('udp6');
  echo.on('message', (message, from) => echo.send(message, from.port, from.address));
  echo.bind(port, '::');
  const server = createServer((socket) => {
    socket.on('error', () => {});
    socket.end('.');
  });
  server.listen(port, '::', 1024);
  await Promise.all([once(echo, 'listening'), once(server, 'listening')]);
}

mkdirSync('/run/netns', { recursive: true });
sh('mount', '-t', 'tmpfs', 'none', '/run/netns');
sh('mount', '-t', 'sysfs', 'none', '/sys');
sh('ip', 'netns', 'add', 'outside');
for (const path of ['ipv4/conf/all/rp_filter', 'ipv4/conf/default/rp_filter', 'ipv6/conf/default/accept_dad'])
  writeFileSync(`/proc/sys/net/${path}`, '0');
outside('sh', '-c', 'echo 0 > /proc/sys/net/ipv6/conf/default/accept_dad');
outside('sh', '-c', 'for f in all default; do echo 0 > /proc/sys/net/ipv4/conf/$f/rp_filter; done');
sh('ip', 'link', 'add', 'host0', 'type', 'veth', 'peer', 'name', 'eth0', 'netns', 'outside');
// The rule set stands before the first neighbor is discovered.
load(input);
furnish(sh, 'host0', input.host);
furnish(outside, 'eth0', input.others);

const peers = { host: new PeerProcess(), outside: new PeerProcess('outside') };
await Promise.all([peers.host.ready, peers.outside.ready]);
const ports = new Set(input.probes.filter((p) => p.to === 'host').map((p) => p.port));
// Port 7 is what the peers answer on.
await Promise.all([...ports].filter((p) => p !== 7).map(answer));

const verdicts = new Array<Verdict>(input.probes.length);
await Promise.all(
  (['host', 'outside'] as const).map((name) =>
    peers[name].run(
      input.probes.flatMap((probe, index) => (probe.from === name ? [{ ...probe, index }] : [])),
      verdicts,
    ),
  ),
);
process.stdout.write(JSON.stringify(verdicts));
process.exit(0);

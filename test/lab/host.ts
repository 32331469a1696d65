// Runs inside of the lab's own namespaces: this one is the host, another one holds everything else on its link. Loads the rule set, sends
// the probes, prints the verdicts.
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { HostLabInput, Verdict } from './lab.ts';
import { load } from './load.ts';
import { Network } from './network.ts';
import { PeerProcess } from './peer-process.ts';

const input = JSON.parse(readFileSync(process.argv[2]!, 'utf8')) as HostLabInput;

const network = new Network();

/** Gives an interface its addresses, and everything else as neighbors on its link. */
function furnish(namespace: string | undefined, device: string, addresses: readonly string[]): void {
  network.ip(
    namespace,
    'link set lo up',
    `link set ${device} up`,
    ...addresses.map(
      (address) =>
        `addr add ${address}${address.includes(':') ? '/128' : '/32'} dev ${device}${address.includes(':') ? ' nodad' : ''}`,
    ),
    `route add 0.0.0.0/0 dev ${device}`,
    `route add ::/0 dev ${device}`,
  );
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

network.namespaces(['outside']);
network.set(undefined, 'ipv4/conf/all/rp_filter=0', 'ipv4/conf/default/rp_filter=0', 'ipv6/conf/default/accept_dad=0');
network.ip(undefined, 'link add host0 type veth peer name eth0 netns outside');
network.build();
// The rule set stands before the first neighbor is discovered.
load(input);
furnish(undefined, 'host0', input.host);
furnish('outside', 'eth0', input.others);
network.build();

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

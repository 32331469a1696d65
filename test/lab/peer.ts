// One zone's end of the lab: answers on port 7, and sends the probes that it reads from its standard input.
import { createSocket } from 'node:dgram';
import { connect, createServer } from 'node:net';
import { createInterface } from 'node:readline';
import type { Probe, Verdict } from './lab.ts';

type Numbered = Probe & { index: number };

/** A dropped packet shows by silence only; the second, longer wait keeps a busy machine from looking like a firewall. */
const WAITS = [400, 1500];
/** What should pass is asked for once more, when most others are through. */
const LAST_WAIT = 8000;
const AT_ONCE = 600;

const echo = createSocket({ type: 'udp6', ipv6Only: false });
echo.on('message', (message, from) => echo.send(message, from.port, from.address));
const server = createServer((socket) => {
  socket.on('error', () => {});
  socket.end('.');
});

function tcp(probe: Probe, wait: number): Promise<Verdict> {
  return new Promise((resolve, reject) => {
    const socket = connect({
      host: probe.destination,
      port: probe.port,
      localAddress: probe.source,
      localPort: probe.sourcePort,
    });
    const timer = setTimeout(() => finish('dropped'), wait);
    const finish = (verdict: Verdict): void => {
      clearTimeout(timer);
      socket.destroy();
      resolve(verdict);
    };
    socket.on('connect', () => finish('passed'));
    socket.on('error', (error) => {
      clearTimeout(timer);
      reject(error);
    });
  });
}

function udp(probe: Numbered, wait: number): Promise<Verdict> {
  return new Promise((resolve, reject) => {
    const socket = createSocket(probe.destination.includes(':') ? 'udp6' : 'udp4');
    const nonce = `${probe.index}-${Math.random()}`;
    const finish = (verdict: Verdict): void => {
      clearTimeout(timer);
      socket.close();
      resolve(verdict);
    };
    const timer = setTimeout(() => finish('dropped'), wait);
    socket.on('error', reject);
    socket.on('message', (message) => {
      if (message.toString() === nonce) finish('passed');
    });
    socket.bind({ port: probe.sourcePort ?? 0, address: probe.source, exclusive: true }, () =>
      socket.send(nonce, probe.port, probe.destination),
    );
  });
}

async function decide(probe: Numbered): Promise<void> {
  let verdict: Verdict = 'dropped';
  try {
    for (const wait of probe.shouldPass ? [...WAITS, LAST_WAIT] : WAITS) {
      verdict = await (probe.protocol === 'tcp' ? tcp(probe, wait) : udp(probe, wait));
      if (verdict === 'passed') break;
    }
    process.stdout.write(`${JSON.stringify({ index: probe.index, verdict })}\n`);
  } catch (error) {
    process.stdout.write(`${JSON.stringify({ index: probe.index, fault: (error as Error).message })}\n`);
  }
}

createInterface({ input: process.stdin }).on('line', async (line) => {
  const queue = JSON.parse(line) as Numbered[];
  const worker = async (): Promise<void> => {
    for (let probe = queue.shift(); probe; probe = queue.shift()) await decide(probe);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
});

echo.bind(7, '::', () => server.listen(7, '::', 1024, () => process.stdout.write('ready\n')));

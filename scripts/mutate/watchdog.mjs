// Ends the process whose processor time has run out, and one that waits for what never comes.
import { workerData as deadline } from 'node:worker_threads';

/** A process that takes less than half a second of processor time in two minutes is not at work, however busy the machine is. */
const [LEAST, IDLE] = [0.5, 120_000];
let last = { cpu: 0, at: Date.now() };

setInterval(() => {
  const { user, system } = process.cpuUsage();
  const cpu = (user + system) / 1e6;
  if (!deadline[0] || cpu - last.cpu > LEAST) last = { cpu, at: Date.now() };
  if (deadline[0] && (cpu > deadline[0] || Date.now() - last.at > IDLE)) process.kill(process.pid, 'SIGKILL');
}, 300);

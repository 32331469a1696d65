// Ends the process whose processor time has run out.
import { workerData as deadline } from 'node:worker_threads';

setInterval(() => {
  const { user, system } = process.cpuUsage();
  if (deadline[0] && (user + system) / 1e6 > deadline[0]) process.kill(process.pid, 'SIGKILL');
}, 300);

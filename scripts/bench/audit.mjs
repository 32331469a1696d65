// What an audit costs beside reading the file: 1,000 components in 50 zones against as many rules of a device, in step with the plan, with every port changed, and
// with two rules that open it wide.
import { audit } from '../../language/running/audit.ts';
import { readRunning } from '../../language/running/detect.ts';
import { analysisOf } from '../../test/support/language.ts';

const [ZONES, COMPONENTS] = [50, 20];

/** A plan, and the same rules as lines of iptables-save. */
function planOf(rules) {
  let state = 7;
  const below = (n) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * n);
  };
  const zones = Array.from({ length: ZONES }, (_, z) => {
    const components = Array.from({ length: COMPONENTS }, (_, c) => ` component c${z}x${c} at 10.${z}.0.${c + 1}\n`);
    return `zone z${z} { subnet 10.${z}.0.0/16\n${components.join('')}}\n`;
  });
  const plan = [];
  const device = [];
  for (let n = 0; n < rules; n++) {
    const from = below(ZONES);
    const to = (from + 1 + below(ZONES - 1)) % ZONES;
    const [a, b, port] = [below(COMPONENTS), below(COMPONENTS), 1 + below(60_000)];
    plan.push(`allow c${from}x${a} -> c${to}x${b} : tcp ${port}\n`);
    device.push(`-A FORWARD -s 10.${from}.0.${a + 1}/32 -d 10.${to}.0.${b + 1}/32 -p tcp -m tcp --dport ${port} -j ACCEPT`);
  }
  return { plan: `${zones.join('')}${plan.join('')}`, device };
}

/** Milliseconds of the processor, since others may use the machine as well. */
function spent() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

const least = (times) => Math.min(...times);

/** @returns what was printed, row by row */
export async function benchAudit(rules = 10_000) {
  const { plan, device } = planOf(rules);
  const analysis = await analysisOf(plan);
  // As on any device, since answers would not get back else.
  device.unshift('-A FORWARD -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT');
  const variants = {
    'in step': device,
    'every port another one': device.map((line) => line.replace(/dport (\d+)/, (_, port) => `dport ${Number(port) + 1}`)),
    'no rule for open connections': device.slice(1),
    'opened wide': [
      device[0],
      '-A FORWARD -p tcp --dport 22 -j ACCEPT',
      ...device.slice(1),
      '-A FORWARD -s 10.0.0.0/8 -j ACCEPT',
    ],
  };
  console.log(`audit: ${rules} rules of a device against ${ZONES * COMPONENTS} components`);
  const rows = [];
  for (const [name, lines] of Object.entries(variants)) {
    const text = ['*filter', ':FORWARD DROP [0:0]', ...lines, 'COMMIT', ''].join('\n');
    const times = { read: [], audit: [] };
    for (let n = 0; n < 6; n++) {
      const start = spent();
      const devices = readRunning(text, 'rules');
      const read = spent();
      audit(analysis, devices);
      times.read.push(read - start);
      times.audit.push(spent() - read);
    }
    const [reading, auditing] = [least(times.read), least(times.audit)];
    rows.push([name, reading.toFixed(0), auditing.toFixed(0), (auditing / reading).toFixed(1)]);
    console.log(
      `  ${name.padEnd(30)} read ${reading.toFixed(0)} ms, audit ${auditing.toFixed(0)} ms: ${(auditing / reading).toFixed(1)} readings`,
    );
  }
  return rows;
}

import { Session } from 'node:inspector/promises';
import { text } from 'node:stream/consumers';

// A program of its own, see test/support/work.ts: how many blocks of code ran to hold running files against plans. V8 counts only in code that was loaded after it
// was told to.
const session = new Session();
session.connect();
await session.post('Profiler.enable');
await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
const { readRunning } = await import('../../language/running/detect.ts');
const { audit } = await import('../../language/running/audit.ts');
const { analysisOf } = await import('../support/language.ts');

async function blocks(): Promise<number> {
  const { result } = await session.post('Profiler.takePreciseCoverage');
  return result.flatMap(({ functions }) => functions.flatMap(({ ranges }) => ranges)).reduce((sum, { count }) => sum + count, 0);
}

const counts: { blocks: number; open: number }[] = [];
for (const [plan, file] of JSON.parse(await text(process.stdin)) as [string, string][]) {
  const analysis = await analysisOf(plan);
  const devices = readRunning(file, 'file');
  await blocks();
  const { devices: audits } = audit(analysis, devices);
  counts.push({ blocks: await blocks(), open: audits.reduce((sum, { open }) => sum + open.length, 0) });
}
process.stdout.write(JSON.stringify(counts));
process.exit();

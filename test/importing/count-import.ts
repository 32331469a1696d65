import { Session } from 'node:inspector/promises';
import { text } from 'node:stream/consumers';

// A program of its own, see test/support/work.ts: how many blocks of code ran to import running files. V8 counts only in code that was loaded after it was told to.
const session = new Session();
session.connect();
await session.post('Profiler.enable');
await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
const { readRunning } = await import('../../language/running/detect.ts');
const { importRunning } = await import('../../language/importing/import-running.ts');
const { createTestLanguage } = await import('../support/language.ts');

async function blocks(): Promise<number> {
  const { result } = await session.post('Profiler.takePreciseCoverage');
  return result.flatMap(({ functions }) => functions.flatMap(({ ranges }) => ranges)).reduce((sum, { count }) => sum + count, 0);
}

const { services } = await createTestLanguage();
// What is made on first use belongs to no file.
const FIRST =
  '*filter\n:FORWARD DROP [0:0]\n-A FORWARD -s 10.0.0.1/32 -d 10.1.0.1/32 -p tcp -m tcp --dport 22 -j ACCEPT\nCOMMIT\n';
await importRunning(readRunning(FIRST, 'file'), services);
const counts: number[] = [];
for (const file of JSON.parse(await text(process.stdin)) as string[]) {
  const devices = readRunning(file, 'file');
  await blocks();
  await importRunning(devices, services);
  counts.push(await blocks());
}
process.stdout.write(JSON.stringify(counts));
process.exit();

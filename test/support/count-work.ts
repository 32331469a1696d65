import { Session } from 'node:inspector/promises';
import { text } from 'node:stream/consumers';

// A program of its own, see work.ts: V8 counts only in code that was loaded after it was told to.
const session = new Session();
session.connect();
await session.post('Profiler.enable');
await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });

/** How many blocks of code ran since it was asked last. */
async function blocks(): Promise<number> {
  const { result } = await session.post('Profiler.takePreciseCoverage');
  return result.flatMap(({ functions }) => functions.flatMap(({ ranges }) => ranges)).reduce((sum, { count }) => sum + count, 0);
}

const asked = JSON.parse(await text(process.stdin)) as readonly (string | readonly string[])[];
const counts: number[] = [];
if (typeof asked[0] === 'string') {
  const { diagnose } = await import('./language.ts');
  // What is made on first use belongs to no text.
  await diagnose('zone first { subnet 10.0.0.0/24 }\nallow first -> any : tcp\n');
  await diagnose('a '.repeat(5_000));
  for (const plan of asked as readonly string[]) {
    await blocks();
    await diagnose(plan);
    counts.push(await blocks());
  }
} else {
  const { createEditedLanguage } = await import('./edited-language.ts');
  const language = await createEditedLanguage();
  for (const [n, texts] of (asked as readonly (readonly string[])[]).entries()) {
    for (const each of texts.slice(0, -1)) await language.edit(`${n}.segplan`, each);
    await blocks();
    await language.edit(`${n}.segplan`, texts.at(-1)!);
    counts.push(await blocks());
  }
}
process.stdout.write(JSON.stringify(counts));
process.exit();

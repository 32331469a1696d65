import assert from 'node:assert/strict';
import { buildCli } from '../cli/segplan.ts';
import { ofChance, someOf, thoroughly } from '../support/chance.ts';
import { workOf } from '../support/work.ts';
import { cheapCase, KINDS } from './cheap/cases.ts';
import { commandOn } from './commands.ts';
import { fileCase } from './files.ts';
import { largeTextOf, UNITS } from './large.ts';
import { holdsFor } from './pipeline.ts';
import { sessionOf } from './protocol.ts';
import { anyText, examples, hostileText } from './texts.ts';
import { bothLanguages, editsOf, STEPS } from './workspaces/edits.ts';
import { workspaceOf } from './workspaces/session.ts';

/** Always the same, however fast the machine is; `npm run fuzz` takes other seeds and longer. */
describe('whatever the text', () => {
  before(buildCli);
  const from = examples();

  it('nothing fails, places lie within it, fixes fit, and the formatter keeps what it says', async () => {
    for (let seed = 1; seed <= ofChance(80, 5); seed++)
      try {
        await holdsFor(anyText(seed, from), seed);
      } catch (error) {
        throw new Error(`seed ${seed}`, { cause: error });
      }
  });

  /** Seeds at which something failed once. */
  for (const seed of [143, 5006, 71000386, 73000127])
    it(`holds for what failed once: seed ${seed}`, () => holdsFor(hostileText(seed, from), seed));

  for (const seed of [92559, 880924, 881969, 900583, 900743, 910039, 910117, 910150])
    it(`holds for what failed once, grown from the grammar or a plan of chance: seed ${seed}`, () =>
      holdsFor(anyText(seed, from), seed));

  it('large ones of every kind are read to their end', async () => {
    for (const seed of someOf([...UNITS.keys()], 4)) await largeTextOf(seed, 0.03, false);
  });

  // Of a few alone V8 counts more for the first ones.
  thoroughly('ones of every kind are no more work than they are long', async () => {
    const work = await workOf(UNITS.flatMap(([unit]) => [2_500, 10_000].map((size) => unit.repeat(size / unit.length))));
    UNITS.forEach(([unit], n) => {
      const [quarter, whole] = work.slice(2 * n);
      // Zones in one place are counted for each of them.
      assert.ok(whole! < (unit.startsWith('zone z') ? 8 : 5) * quarter!, `${JSON.stringify(unit)}: ${quarter} became ${whole}`);
    });
  });

  it('small things of every kind are what a simpler reading makes of them', async () => {
    const seen = new Set<string>();
    for (let seed = 1; seed <= ofChance(3000, 1000); seed++) {
      const { name, run } = cheapCase(seed);
      seen.add(name);
      try {
        await run();
      } catch (error) {
        throw new Error(`${name}, seed ${seed}`, { cause: error });
      }
    }
    assert.deepEqual(seen, new Set(KINDS.map(({ name }) => name)));
  });

  it('files of firewalls and inventories are read, audited, changed and imported as they are or with slips', async () => {
    const seen = new Set<string>();
    const first = Array.from({ length: ofChance(48) }, (_, n) => n + 1);
    // At the others something failed once.
    for (const seed of [...first, 1195, 1294, 1410, 1479, 3064, 7568, 10_726])
      try {
        for (const what of await fileCase(seed)) seen.add(what);
      } catch (error) {
        throw new Error(`seed ${seed}`, { cause: error });
      }
    for (const what of ['audited', 'imported', 'inventory']) assert.ok(seen.has(what), what);
  });

  it('the server answers whatever is asked about it', async () => {
    await sessionOf(1, from, (steps) => steps < 90);
  });

  it('files that import one another are after each edit what a fresh start makes of them', async () => {
    const languages = await bothLanguages();
    const first = Array.from({ length: ofChance(40, 2) }, (_, n) => n + 1);
    // At the others something failed once.
    for (const seed of [...first, 25, 27, 89, 97]) await editsOf(seed, STEPS, languages);
  });

  thoroughly('the server shows of files that import one another, at rest, what one shows that begins with them', async () => {
    for (let seed = 1; seed <= ofChance(8, 1); seed++) await workspaceOf(seed, (steps) => steps < 25);
  });

  it('the command line ends as it should', () => {
    for (let seed = 1; seed <= ofChance(4); seed++) commandOn(seed, from);
  });
});

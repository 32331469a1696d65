import { buildCli } from '../cli/segplan.ts';
import { commandOn } from './commands.ts';
import { holdsFor } from './pipeline.ts';
import { sessionOf } from './protocol.ts';
import { examples, hostileText } from './texts.ts';

/** As many as fit into some seconds, always from the same seeds on; `npm run fuzz` takes other seeds and longer. */
describe('whatever the text', function () {
  this.timeout(120_000);
  before(buildCli);
  const from = examples();

  it('nothing fails, places lie within it, fixes fit, and the formatter keeps what it says', async () => {
    const end = Date.now() + 10_000;
    for (let seed = 1; Date.now() < end; seed++)
      try {
        await holdsFor(hostileText(seed, from), seed);
      } catch (error) {
        throw new Error(`seed ${seed}`, { cause: error });
      }
  });

  /** Seeds at which something failed once. */
  for (const seed of [143, 5006]) it(`holds for what failed once: seed ${seed}`, () => holdsFor(hostileText(seed, from), seed));

  it('the server answers whatever is asked about it', async () => {
    await sessionOf(1, from, Date.now() + 6_000);
  });

  it('the command line ends as it should', () => {
    const end = Date.now() + 4_000;
    for (let seed = 1; Date.now() < end; seed++) commandOn(seed, from);
  });
});

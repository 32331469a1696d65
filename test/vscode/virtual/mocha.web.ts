// Mocha as it is in a browser, set up before the files of tests are loaded: they say `describe` at once.
import 'mocha/mocha';

/** What is wrong with a test, in the lines that a log shows. */
function report(runner: Mocha.Runner): void {
  const say = (line: string): void => console.log(line || ' ');
  const faults: string[] = [];
  runner.on('suite', ({ title }) => title && say(`  ${title}`));
  runner.on('pass', ({ title, duration }) => say(`    ✔ ${title} (${duration}ms)`));
  runner.on('fail', (test, error: Error) => {
    faults.push(`${test.fullTitle()}: ${error.stack ?? error.message}`);
    say(`    ${faults.length}) ${test.title}`);
  });
  runner.on('end', () => {
    for (const [n, fault] of faults.entries()) say(`  ${n + 1}) ${fault}`);
  });
}

mocha.setup({ ui: 'bdd', reporter: report as unknown as Mocha.ReporterConstructor, timeout: 180_000, slow: 2000 });

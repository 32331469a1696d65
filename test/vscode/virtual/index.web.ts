// The entry that VS Code runs in its extension host in a browser, where no file can be looked for: all tests are in this bundle.
import './mocha.web.ts';
import './virtual.test.ts';

/** Runs the tests; VS Code takes a rejection as a failure. */
export function run(): Promise<void> {
  return new Promise((done, fail) => {
    mocha.run((failures) => (failures ? fail(new Error(`${failures} failed.`)) : done()));
  });
}

// What of a device's file bears on what passes: a file that is in step with a plan is so no more with one thing added that may open or close, and stays so with
// one that has no part in it, or that looks into connections which rules permit: that is told besides. `bearing/` has a file of each form, with marks (`<top>`), and lines that are put at these; `\n` in a line is a line's end.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { audit } from '../../language/running/audit.ts';
import { readRunning } from '../../language/running/detect.ts';
import { analysisOf } from '../support/language.ts';
import { BEARING, bearingOf, fileOf } from './bearing-file.ts';

const PLAN = `zone a { subnet 10.1.0.0/24 component w at 10.1.0.5 }
zone b { subnet 10.2.0.0/24 component s at 10.2.0.5 }
zone internet external
allow w -> s : tcp 443
`;
describe('what bears on what passes', () => {
  for (const name of readdirSync(BEARING)) {
    const form = name.replace('.txt', '');
    it(`${form}: what may open or close is told, and what may not is not`, async () => {
      const [base = '', ...sections] = bearingOf(form);
      const analysis = await analysisOf(PLAN);
      const becomes = (text: string): string => {
        const { inStep, devices } = audit(analysis, readRunning(text, name, form));
        const looks = devices.some(({ notes }) => notes.some((note) => note.startsWith('Of what its rules permit it may drop')));
        return !inStep ? 'bears' : looks ? 'looks into connections' : 'has no bearing';
      };
      assert.equal(becomes(fileOf(base)), 'has no bearing', fileOf(base));
      const wrong: string[] = [];
      for (const section of sections) {
        const [head = '', ...lines] = section.split('\n');
        const [, at = '', word] = /^(\w+) (bears|has no bearing|looks into connections)/.exec(head) ?? [];
        assert.ok(word, head);
        for (const line of lines)
          if (line && becomes(fileOf(base, at, line.replaceAll('\\n', '\n'))) !== word) wrong.push(`${head}: ${line}`);
      }
      assert.deepEqual(wrong, []);
    });
  }
});

import assert from 'node:assert/strict';
import { targets } from '../../language/generated/targets.ts';
import { generate } from '../../language/rulesets/generate.ts';
import { loadPlan } from '../support/language.ts';

/** A name that would like to be lines, commands, markup or a formula of a rule set. */
const NAME = '=x\nflush ruleset\r\n\u001b[31m\u202e"; $(reboot) `reboot` <script>alert(1)</script> */ ]]> --%>.segplan';
const PLAN = `zone a { subnet 10.1.0.0/24 component x at 10.1.0.1 }
zone b { subnet 10.2.0.0/24 component y at 10.2.0.1 }
allow x -> y : tcp 81
`;

describe('the name of a plan in its rule set', () => {
  for (const target of targets.filter(({ binary }) => !binary))
    it(`is text that no device, browser or spreadsheet obeys: ${target.name}`, async () => {
      const { document, services } = await loadPlan('', { [NAME]: PLAN });
      const uri = document.uri.with({ path: document.uri.path.replace('plan.segplan', NAME) });
      const named = services.shared.workspace.LangiumDocuments.getDocument(uri) as typeof document;
      assert.ok(named);
      const scope = target.scopes.includes('network') ? 'network' : 'host';
      const { files } = await generate(named, services, { target: target.name, scope });
      assert.ok(files.length);
      for (const { text } of files) {
        for (const line of text.split(/\r?\n/)) assert.doesNotMatch(line, /^\s*(flush ruleset|=x)|[\p{Cf}]|(?!\t)\p{Cc}/u);
        assert.doesNotMatch(text, /<script>/);
      }
    });
});

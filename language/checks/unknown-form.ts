import type { Range } from 'vscode-languageserver-types';
import { at, defineCheck, type Fix, rangeOf } from '../checking/check.ts';
import { targetNames } from '../generated/target-names.ts';
import { noTarget, targetsMeant } from '../rulesets/meant-targets.ts';
import { statementsOf } from '../syntax/statements.ts';

interface Unknown {
  readonly range: Range;
  readonly meant: readonly string[];
}

/** A form of a firewall that there is no target for. */
export const unknownForm = defineCheck<Unknown>({
  code: 'unknown-form',
  level: 'error',
  theme: 'firewalls',
  title: 'A firewall in a form that there is none of',
  documentation: `Behind the colon of a firewall stands the form that its rules are written in: one of the
[targets](../targets/README.md), such as \`asa\` or \`panos\`.

\`\`\`segplan
zone office { subnet 10.1.0.0/24 }
zone shop   { subnet 10.2.0.0/24 }

firewall main : cisco-asa { zones office, shop }
\`\`\`

The quick-fix puts in the form that was meant.`,
  besidesRules: true,
  *detect({ root }) {
    for (const firewall of statementsOf(root, 'Firewall')) {
      const { form } = firewall;
      if (!form || targetNames.includes(form)) continue;
      const meant = targetsMeant(form);
      const place = at(firewall, 'form');
      yield { ...place, message: `There is no form '${form}'. ${noTarget(form)}`, data: { range: rangeOf(place), meant } };
    }
  },
  fix({ data }): Fix[] {
    return (data?.meant ?? []).map((form, n) => ({
      title: `Change to '${form}'`,
      edits: [{ range: data!.range, newText: form }],
      preferred: n === 0,
    }));
  },
});

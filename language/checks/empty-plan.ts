import { defineCheck, type Fix } from '../checking/check.ts';
import { appendStatement } from '../editing/edits.ts';

/** What begins a plan and says nothing of a network yet. */
const HEADS: ReadonlySet<string> = new Set(['PlanHeader', 'Use', 'Trust', 'Enable', 'PhaseSwitch', 'CheckLevel']);

const BEGINNING = [
  'zone management "Management" {',
  '  subnet 10.10.0.0/24',
  '}',
  '',
  'zone backup "Backup" {',
  '  subnet 10.30.0.0/24',
  '}',
].join('\n');

/** A plan that has a title and no network. */
export const emptyPlan = defineCheck({
  code: 'empty-plan',
  level: 'hint',
  theme: 'words',
  ofPlan: true,
  title: 'A plan without a zone, in which nothing can be found yet',
  documentation: `A plan says which zones there are, and which components stand in them. Until it does, nothing is required and nothing is checked.

\`\`\`segplan
plan "Backup of the main office"
use veeam 13

zone backup {
  subnet 10.30.0.0/24
  component repo : veeam.hardened-repository at 10.30.0.20
}
\`\`\`

The quick-fix adds two zones to begin with; put your own addresses in. \`segplan new\`, and _Segplan: New Plan…_ in the editor, begin with a whole plan.`,
  *detect({ root }) {
    const [first] = root.statements;
    if (first?.$type !== 'PlanHeader' || !root.statements.every(({ $type }) => HEADS.has($type))) return;
    yield {
      node: first,
      message:
        "This plan has no zones yet. Write 'zone backup { subnet 10.30.0.0/24 }' with the addresses of a network of yours, and its servers as components in it.",
    };
  },
  fix: (_finding, { root }): Fix[] => [
    { title: 'Add two zones to begin with', edits: [appendStatement(root, BEGINNING)], preferred: true },
  ],
});

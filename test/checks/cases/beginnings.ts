import type { Case } from '../case.ts';

export const cases: readonly Case[] = [
  // ---------------------------------------------------------------- missing-role
  {
    code: 'missing-role',
    title: 'a component that nobody says anything of',
    text: 'use veeam 13\nzone z { subnet 10.0.0.0/24 component <|thing|> at 10.0.0.1 }',
    says: /^Nobody says what thing is: its role stands behind a colon, such as ': veeam\./,
  },
  {
    code: 'missing-role',
    title: 'a name that says what it is',
    text: 'use veeam 13\nzone z { subnet 10.0.0.0/24 component <|vbr|> "Main" at 10.0.0.1 }',
    says: /such as ': veeam\.backup-server'/,
    fixed: /component vbr "Main" : veeam\.backup-server at 10\.0\.0\.1/,
  },
  {
    code: 'missing-role',
    title: 'a name with a number behind it',
    text: 'use veeam 13\nzone z { subnet 10.0.0.0/24 component <|vbr-2|> at 10.0.0.1 }',
    says: /such as ': veeam\.backup-server'/,
    fixed: /component vbr-2 : veeam\.backup-server at/,
  },
  {
    code: 'missing-role',
    title: 'a title that says what it is, in other letters and with spaces',
    text: 'use veeam 13\nzone z { subnet 10.0.0.0/24 component <|x|> "BACKUP  Server 03" at 10.0.0.1 }',
    says: /such as ': veeam\.backup-server'/,
  },
  {
    code: 'missing-role',
    title: 'one that a rule names, by its own name or by that with its zone',
    text: 'use veeam 13\nzone z { subnet 10.0.0.0/24 component a at 10.0.0.1 component b at 10.0.0.2 }\nzone y { subnet 10.0.1.0/24 }\nallow a, z.b -> y : tcp 22',
    finds: [],
  },
  {
    code: 'missing-role',
    title: 'one of a group, and one with a role',
    text: 'use veeam 13\nzone z { subnet 10.0.0.0/24 component a at 10.0.0.1 component b : veeam.console at 10.0.0.2 }\ngroup g = a',
    finds: [],
  },
  {
    code: 'missing-role',
    title: 'one with a title that says what it is',
    text: 'use veeam 13\nzone z { subnet 10.0.0.0/24 component kiosks "Terminals for patients" at 10.0.0.1 }',
    finds: [],
  },
  {
    code: 'missing-role',
    title: 'a plan without a catalog',
    text: 'zone z { subnet 10.0.0.0/24 component a at 10.0.0.1 }',
    finds: [],
  },
  // ---------------------------------------------------------------- empty-plan
  {
    code: 'empty-plan',
    title: 'a title alone',
    text: '<|plan "Mine"|>\n',
    says: /no zones yet\. Write 'zone backup/,
    fixed: /^plan "Mine"\n\nzone management "Management" \{\n {2}subnet 10\.10\.0\.0\/24\n\}\n\nzone backup/,
  },
  {
    code: 'empty-plan',
    title: 'a title and what is in use',
    text: '<|plan "Mine"|>\nuse veeam 13\nenable instant-recovery\n',
    fixed: /enable instant-recovery\n\nzone management/,
  },
  { code: 'empty-plan', title: 'a zone', text: 'plan "Mine"\nzone z { subnet 10.0.0.0/24 }', finds: [] },
  { code: 'empty-plan', title: 'groups of a shared file, which is no plan', text: 'group g = 10.0.0.1', finds: [] },
  {
    code: 'empty-plan',
    title: 'an import, which may bring the zones',
    text: 'plan "Mine"\nimport "./shared.segplan"',
    finds: [],
  },
];

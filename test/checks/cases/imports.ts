import type { Case } from '../case.ts';

const acme = `vendor acme {
  source guide "guide.pdf"
  source other "other.pdf"
  feature recovery
  feature export
  role server
  role agent
  role console
  service control = tcp 700
  flow server -> agent : control "Controls the agent" from guide
  flow server -> agent : tcp 800 for recovery "Recovers" from guide
  flow console -> console : tcp 900 for export "Exports" from guide
  flow agent -> server : tcp 750 during deployment "Sets up" from guide
}
`;
const server = 'zone m { subnet 10.0.0.0/24 component s : acme.server at 10.0.0.1 }\n';
const agent = 'zone b { subnet 10.0.1.0/24 component a : acme.agent at 10.0.1.1 }\n';
const seen = 'import "./acme.segplan"\n';
const zones = `${seen}use acme 2\n${server}${agent}`;
const open = 'allow s -> a : tcp 700\n';

/** A plan that imports a part. */
const plan = (head: string, ...rules: string[]): string => `import <|"./zones.segplan"|>\n${head}${rules.join('\n')}`;
const bare = (head: string, ...rules: string[]): string => plan(head, ...rules).replace(/<\||\|>/g, '');

const unchecked: readonly Case[] = [
  {
    code: 'unchecked-import',
    title: 'components of a vendor that only the imported file uses',
    text: plan('', open),
    files: { 'zones.segplan': zones },
    says: /^The flows of acme are not checked here, though '\.\/zones\.segplan' brings in components that have some: add 'use acme 2'\.$/,
    fixed: /^import "\.\/zones\.segplan"\nuse acme 2\nallow/,
  },
  {
    code: 'unchecked-import',
    title: 'components that a file brings in which the imported file imports, where nobody says a version',
    text: `plan "p"\n\nimport <|"./index.segplan"|>\n${open}`,
    files: {
      'index.segplan': 'import "./more/zones.segplan"\n',
      'more/zones.segplan': `import "../acme.segplan"\n${server}${agent}`,
    },
    fixed: /^plan "p"\n\nimport "\.\/index\.segplan"\nuse acme\nallow/,
  },
  {
    code: 'unchecked-import',
    title: 'the second of two files brings them in, by what it imports',
    text: `import "./dates.segplan"\nimport <|"./index.segplan"|>\n${open}`,
    files: {
      'dates.segplan': 'plan "dates"\n',
      'index.segplan': 'import "./zones.segplan"\n',
      'zones.segplan': zones,
    },
  },
  {
    code: 'unchecked-import',
    title: 'one end that is here, of which the same is told there, and one that is imported',
    text: bare(server, open),
    files: { 'zones.segplan': `${seen}use acme\n${agent}` },
    finds: [],
  },
  {
    code: 'unchecked-import',
    title: 'one end in a plan with rules of its own, and the other end in a part',
    text: `import "./core.segplan"\nimport "./zones.segplan"\n${open}`,
    files: { 'zones.segplan': `${seen}${agent}`, 'core.segplan': `${seen}use acme\n${server}allow m -> m : tcp 1\n` },
    finds: ['"./core.segplan"'],
  },
  {
    code: 'unchecked-import',
    title: 'both ends in a plan with rules of its own, which demands the flows itself',
    text: bare('', open),
    files: { 'zones.segplan': `${zones}allow s -> a : tcp 700\n` },
    finds: [],
  },
  {
    code: 'unchecked-import',
    title: 'a vendor that is in use here',
    text: bare('use acme 2\n', open),
    files: { 'zones.segplan': zones },
    finds: [],
  },
  {
    code: 'unchecked-import',
    title: 'a vendor whose flows join none of the components',
    text: bare('', 'allow m -> any : tcp 1'),
    files: { 'zones.segplan': `${seen}use acme\n${server}` },
    finds: [],
  },
];

const unheeded: readonly Case[] = [
  {
    code: 'unheeded-setting',
    title: 'another version than that of the plan',
    text: plan('use acme 3\n', open),
    files: { 'zones.segplan': zones },
    says: /^This file says 'use acme 2', which counts for that file alone, and it has no rules: its components are checked by 'use acme 3' here\.$/,
    fixed: /^import "\.\/zones\.segplan"\nuse acme 2\nallow/,
  },
  {
    code: 'unheeded-setting',
    title: 'a version, where the plan says none',
    text: plan('use acme // whichever\n', open),
    files: { 'zones.segplan': zones },
    fixed: /\nuse acme 2 \/\/ whichever\nallow/,
  },
  {
    code: 'unheeded-setting',
    title: 'the version that the plan says, and none of another vendor',
    text: bare('use acme  2\n', open),
    files: { 'zones.segplan': `${zones}use other\nvendor other {\n  role x\n}\n` },
    finds: [],
  },
  {
    code: 'unheeded-setting',
    title: 'features, of which one is enabled here and one has no flow here',
    text: plan('use acme 2\nenable acme.export\n', open),
    files: { 'zones.segplan': `${zones}enable acme.recovery, acme.export\n` },
    says: /^This file says 'enable acme\.recovery', which counts for that file alone, and it has no rules: say it here as well\.$/,
    fixed: /^import "\.\/zones\.segplan"\nuse acme 2\nenable acme\.export\nenable acme\.recovery\n/,
  },
  {
    code: 'unheeded-setting',
    title: 'a phase of which a flow is',
    text: plan('use acme 2\n', open),
    files: { 'zones.segplan': `${zones}phase deployment, holiday\n` },
    fixed: /\nuse acme 2\nphase deployment\nallow/,
  },
  {
    code: 'unheeded-setting',
    title: 'sources that are trusted, and who connects',
    text: plan('use acme 2\ntrust acme.guide\n', open),
    files: { 'zones.segplan': `${zones}trust acme.other, acme.guide\n` },
    fixed: /\ntrust acme\.guide\ntrust acme\.other\nallow/,
  },
  {
    code: 'unheeded-setting',
    title: 'who connects',
    text: plan('use acme 2\n', open),
    files: { 'zones.segplan': `${zones}direction acme.server\n  -> acme.agent // not back\n` },
    fixed: /\nuse acme 2\ndirection acme\.server -> acme\.agent\nallow/,
  },
  {
    code: 'unheeded-setting',
    title: 'an assertion on two lines with a comment, which goes behind those that are here',
    text: plan('use acme 2\n', 'assert b never reaches m', open),
    files: { 'zones.segplan': `${zones}assert m never // why\n  reaches b on tcp 22,\n  udp 22\nassert b  never reaches m\n` },
    says: /^This file says 'assert m never reaches b on tcp 22, udp 22'/,
    fixed: /\nassert b never reaches m\nassert m never reaches b on tcp 22, udp 22\nallow/,
  },
  {
    code: 'unheeded-setting',
    title: 'an assertion, where there is none here',
    text: plan('use acme 2\n', open),
    files: { 'zones.segplan': `${zones}assert b never reaches m\n` },
    fixed: /allow s -> a : tcp 700\n+assert b never reaches m\n$/,
  },
  {
    code: 'unheeded-setting',
    title: 'settings of a plan with rules of its own, for which they count',
    text: bare('use acme 2\n', open),
    files: { 'zones.segplan': `${zones}enable acme.recovery\nassert b never reaches m\nallow s -> a : tcp 700, 800\n` },
    finds: [],
  },
  {
    code: 'unheeded-setting',
    title: 'settings for a vendor that is not in use here',
    text: bare('', 'allow m -> b : tcp 1'),
    files: { 'zones.segplan': `${zones}enable acme.recovery\ntrust acme.guide\ndirection acme.server -> acme.agent\n` },
    finds: [],
  },
  {
    code: 'unheeded-setting',
    title: 'what is said here in other blanks',
    text: bare('use acme 2\nenable acme.recovery\ndirection acme.server  ->  acme.agent\n', 'assert b never   reaches m', open),
    files: {
      'zones.segplan': `${zones}enable acme.recovery\ndirection acme.server -> acme.agent\nassert b never reaches m\n`,
    },
    finds: [],
  },
];

export const cases: readonly Case[] = [...unchecked, ...unheeded].map((each) => ({
  ...each,
  files: { ...each.files, 'acme.segplan': acme },
}));

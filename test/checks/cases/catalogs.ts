import type { Case } from '../case.ts';

/** A catalog with what a case adds to it. */
const acme = (members: string): string => `vendor acme "Acme" {
  feature reports
  feature alarms
  role server { property tasks = number property mode = lan | wan }
  role agent
  ${members}
}
`;
const flow = (clauses: string): string => acme(`flow server -> agent : tcp 7000 ${clauses}`);

export const cases: readonly Case[] = [
  // ---------------------------------------------------------------- unusual-word
  {
    code: 'unusual-word',
    title: 'a flow in the clear by another word',
    text: flow('protected by <|unencrypted|>'),
    says: /^Did you mean 'none'\? Every word but 'none' counts as encrypted, 'unencrypted' as well\.$/,
    fixed: /protected by none\n/,
  },
  { code: 'unusual-word', title: 'a letter too few', text: flow('protected by <|non|>'), fixed: /protected by none\n/ },
  { code: 'unusual-word', title: 'large letters', text: flow('protected by <|TLS|>'), fixed: /protected by tls\n/ },
  { code: 'unusual-word', title: 'a protection of its own', text: flow('protected by wireguard'), finds: [] },
  {
    code: 'unusual-word',
    title: 'traffic by half of its word',
    text: flow('carries <|backup|>'),
    says: /^Did you mean 'backup-data'\?/,
    fixed: /carries backup-data\n/,
  },
  { code: 'unusual-word', title: 'traffic of its own', text: flow('carries telemetry'), finds: [] },
  {
    code: 'unusual-word',
    title: 'an advice that would close nothing',
    text: acme('advice <|clsoed|> for agent : tcp 7099 "Keep it closed."'),
    says: /^Did you mean 'closed'\? Checks know nothing of 'clsoed'/,
    fixed: /advice closed for agent/,
  },
  { code: 'unusual-word', title: 'an advice of its own', text: acme('advice patches "Install them."'), finds: [] },
  // ---------------------------------------------------------------- repeated-clause
  {
    code: 'repeated-clause',
    title: 'two features that each are enough',
    text: flow('for reports <|for alarms|> "Sends"'),
    says: /^This flow has 'for' already\. Features of which one is enough stand in one list\.$/,
    fixed: /tcp 7000 for reports, alarms "Sends"/,
  },
  {
    code: 'repeated-clause',
    title: 'two purposes',
    text: flow('"Sends" <|"And receives"|>'),
    fixed: /"Sends" note "And receives"/,
  },
  {
    code: 'repeated-clause',
    title: 'two phases',
    text: flow('during deployment <|during upgrade|>'),
    says: /written twice/,
    fixed: /tcp 7000 during deployment\n/,
  },
  {
    code: 'repeated-clause',
    title: 'two kinds of traffic',
    text: flow('carries backup-data <|carries control|>'),
    says: /^This flow has 'carries' already\. A flow that carries two things is written twice, or says what matters more\.$/,
    fixed: /tcp 7000 carries backup-data\n/,
  },
  {
    code: 'repeated-clause',
    title: 'two protections',
    text: flow('protected by tls <|protected by ssh|>'),
    says: /^This flow has 'protected by' already\. A flow that may be encrypted in several ways says the weakest\.$/,
    fixed: /tcp 7000 protected by tls\n/,
  },
  {
    code: 'repeated-clause',
    title: 'two notes',
    text: flow('"Sends" note "At night" <|note "By day"|>'),
    says: /^This flow has 'note' already\. One text can say it all\.$/,
    fixed: /"Sends" note "At night"\n/,
  },
  {
    code: 'repeated-clause',
    title: 'a second purpose beside a note',
    text: flow('"Sends" note "At night" <|"Receives"|>'),
    fixed: /"Sends" note "At night"\n/,
  },
  {
    code: 'repeated-clause',
    title: 'conditions, of which all count',
    text: flow('when mode = lan when tasks > 4 optional exposed'),
    finds: [],
  },
  // ---------------------------------------------------------------- idle-flow
  {
    code: 'idle-flow',
    title: 'versions before one and from a later one on',
    text: flow('when version < 3 when <|version >= 4|>'),
    says: /^No version is both 'version < 3' and 'version >= 4', .* write 'or' between them\.$/,
  },
  { code: 'idle-flow', title: 'both in one condition', text: flow('when version >= 13.1 and <|version < 13|>') },
  { code: 'idle-flow', title: 'two versions at once', text: flow('when version = 12 and <|version = 13|>') },
  { code: 'idle-flow', title: 'one or the other', text: flow('when version < 3 or version >= 4'), finds: [] },
  { code: 'idle-flow', title: 'between two versions', text: flow('when version >= 12.1 and version < 13'), finds: [] },
  {
    code: 'idle-flow',
    title: 'a version that is a part of another one',
    text: flow('when version >= 13.0.2 and version <= 13'),
    finds: [],
  },
  {
    code: 'idle-flow',
    title: 'versions of the two ends',
    text: flow('when initiator version < 3 and responder version >= 4'),
    finds: [],
  },
  {
    code: 'idle-flow',
    title: 'what catalogs require, in a catalog',
    text: acme('flow server -> agent : <|required|>'),
    says: /write the ports/,
  },
  // ---------------------------------------------------------------- unknown-phase
  {
    code: 'unknown-phase',
    title: 'a phase of a catalog with a typing error',
    text: flow('during <|deploymnt|>'),
    fixed: /during deployment\n/,
  },
  { code: 'unknown-phase', title: 'a phase of its own in a catalog', text: flow('during migration'), finds: [] },
  // ---------------------------------------------------------------- invalid-value
  {
    code: 'invalid-value',
    title: 'a kind of values as other languages call it',
    text: acme('role proxy { property cores = <|integer|> }'),
    says: /^cores could be nothing but the word 'integer': a property is 'number', 'port', or lists its values/,
    fixed: /property cores = number }/,
  },
  {
    code: 'invalid-value',
    title: 'a switch as other languages call it',
    text: acme('role proxy { property vss = <|bool|> }'),
    fixed: /property vss = on \| off }/,
  },
  { code: 'invalid-value', title: 'a property of one value', text: acme('role proxy { property mode = direct }'), finds: [] },
  {
    code: 'invalid-value',
    title: 'a table of sizes by a word',
    text: acme('sizing server by <|mode|> { 100 : tasks 4 }'),
    says: /^mode is no number, and sizes are compared/,
  },
  { code: 'invalid-value', title: 'a size that is a word', text: acme('sizing server by tasks { 100 : <|mode|> 4 }') },
  {
    code: 'invalid-value',
    title: 'a table of sizes by a number',
    text: acme('sizing server by tasks { 100 : tasks 4 }'),
    finds: [],
  },
];

import type { Case } from '../case.ts';

const zones = `zone a { subnet 10.0.0.0/24 component x at 10.0.0.1 }
zone b { subnet 10.0.1.0/24 component y at 10.0.1.1 }
`;

export const cases: readonly Case[] = [
  {
    code: 'any-service',
    title: 'a comment on the line above, with a reason',
    text: `${zones}// segplan-disable-next-line any-service -- a lab\nallow x -> y : any`,
    finds: [],
  },
  {
    code: 'any-service',
    title: 'a comment for another check',
    text: `${zones}// segplan-disable-next-line any-endpoint\nallow x -> y : any`,
    finds: ['any'],
  },
  {
    code: 'any-service',
    title: 'a comment with another comment below it',
    text: `${zones}// segplan-disable-next-line any-service\n// the lab\nallow x -> y : any`,
    finds: [],
  },
  {
    code: 'any-service',
    title: 'a comment with an empty line below it',
    text: `${zones}// segplan-disable-next-line any-service\n\nallow x -> y : any`,
    finds: ['any'],
  },
  {
    code: 'any-service',
    title: 'a level for the whole plan',
    text: `${zones}check any-service off "a lab"\nallow x -> y : any`,
    finds: [],
  },
  {
    code: 'any-service',
    title: 'the words of the comment in a text',
    text: `${zones}plan "// segplan-disable-next-line any-service"\nallow x -> y : any`,
    finds: ['any'],
  },
  {
    code: 'unused-suppression',
    title: 'a comment for a check that finds nothing',
    text: `${zones}// segplan-disable-next-line any-service -- a lab\nallow x -> y : tcp 1`,
    finds: ['any-service'],
    says: /no finding any-service on line 4/,
    fixed: /\nallow x -> y : tcp 1$/,
  },
  {
    code: 'unused-suppression',
    title: 'a comment for two checks, of which the first finds nothing',
    text: `${zones}// segplan-disable-next-line expired-rule, any-service\nallow x -> y : any`,
    finds: ['expired-rule'],
    fixed: /\/\/ segplan-disable-next-line any-service\n/,
  },
  {
    code: 'unused-suppression',
    title: 'a comment for two checks, of which the second finds nothing',
    text: `${zones}// segplan-disable-next-line any-service, expired-rule\nallow x -> y : any`,
    finds: ['expired-rule'],
    fixed: /\/\/ segplan-disable-next-line any-service\n/,
  },
  {
    code: 'unused-suppression',
    title: 'a comment for a check that finds something',
    text: `${zones}// segplan-disable-next-line any-service\nallow x -> y : any`,
    finds: [],
  },
  {
    code: 'unused-suppression',
    title: 'the words in the middle of a comment',
    text: `${zones}// see segplan-disable-next-line any-service\nallow x -> y : tcp 1`,
    finds: [],
  },
  {
    code: 'unknown-check',
    title: 'a mistyped check in a comment',
    text: `${zones}// segplan-disable-next-line any-servce\nallow x -> y : any`,
    finds: ['any-servce'],
    says: /Did you mean 'any-service'/,
    fixed: /segplan-disable-next-line any-service\n/,
  },
  {
    code: 'unknown-check',
    title: 'a mistyped check in a level',
    text: `${zones}check any-servise off`,
    finds: ['any-servise'],
    fixed: /check any-service off$/,
  },
  {
    code: 'unknown-check',
    title: 'two levels for one check, and one level twice for another',
    text: `${zones}check any-service off\ncheck unneeded-port error\ncheck <|any-service|> error\ncheck unneeded-port error`,
    says: /^The level of any-service is said to be off as well: keep one of the two lines\.$/,
  },
  {
    code: 'unknown-check',
    title: 'a level for a check that has to keep its own',
    text: 'check invalid-address off\nzone z { subnet 10.0.0.256 }',
    finds: ['invalid-address'],
    says: /has to keep its level/,
  },
  {
    code: 'invalid-address',
    title: 'the check that has to keep its level, in spite of a level and a comment',
    text: 'check invalid-address off\n// segplan-disable-next-line invalid-address\nzone z { subnet 10.0.0.256 }',
    finds: ['10.0.0.256'],
  },
  {
    code: 'unknown-check',
    title: 'a comment about a check that has to keep its level',
    text: '// segplan-disable-next-line invalid-address\nzone z { subnet 10.0.0.256 }',
    finds: ['invalid-address'],
    says: /^invalid-address can't be silenced: a rule set made in spite of it would be wrong\.$/,
    fixed: false,
  },
  { code: 'unknown-check', title: 'a level for a check', text: `${zones}check any-service warning`, finds: [] },
];

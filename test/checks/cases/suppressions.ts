import type { Case } from '../case.ts';

const zones = `zone a { subnet 10.0.0.0/24 component x at 10.0.0.1 }
zone b { subnet 10.0.1.0/24 component y at 10.0.1.1 }
`;

export const cases: readonly Case[] = [
  {
    code: 'any-service',
    text: `${zones}// segplan-disable-next-line any-service -- a lab\nallow x -> y : any`,
    finds: [],
  },
  { code: 'any-service', text: `${zones}// segplan-disable-next-line any-endpoint\nallow x -> y : any`, finds: ['any'] },
  {
    code: 'any-service',
    text: `${zones}// segplan-disable-next-line any-service\n// the lab\nallow x -> y : any`,
    finds: [],
  },
  { code: 'any-service', text: `${zones}// segplan-disable-next-line any-service\n\nallow x -> y : any`, finds: ['any'] },
  { code: 'any-service', text: `${zones}check any-service off "a lab"\nallow x -> y : any`, finds: [] },
  { code: 'any-service', text: `${zones}plan "// segplan-disable-next-line any-service"\nallow x -> y : any`, finds: ['any'] },
  {
    code: 'unused-suppression',
    text: `${zones}// segplan-disable-next-line any-service -- a lab\nallow x -> y : tcp 1`,
    finds: ['any-service'],
    says: /no finding any-service on line 4/,
    fixed: /\nallow x -> y : tcp 1$/,
  },
  {
    code: 'unused-suppression',
    text: `${zones}// segplan-disable-next-line expired-rule, any-service\nallow x -> y : any`,
    finds: ['expired-rule'],
    fixed: /\/\/ segplan-disable-next-line any-service\n/,
  },
  {
    code: 'unused-suppression',
    text: `${zones}// segplan-disable-next-line any-service, expired-rule\nallow x -> y : any`,
    finds: ['expired-rule'],
    fixed: /\/\/ segplan-disable-next-line any-service\n/,
  },
  { code: 'unused-suppression', text: `${zones}// segplan-disable-next-line any-service\nallow x -> y : any`, finds: [] },
  { code: 'unused-suppression', text: `${zones}// see segplan-disable-next-line any-service\nallow x -> y : tcp 1`, finds: [] },
  {
    code: 'unknown-check',
    text: `${zones}// segplan-disable-next-line any-servce\nallow x -> y : any`,
    finds: ['any-servce'],
    says: /Did you mean 'any-service'/,
    fixed: /segplan-disable-next-line any-service\n/,
  },
  {
    code: 'unknown-check',
    text: `${zones}check any-servise off`,
    finds: ['any-servise'],
    fixed: /check any-service off$/,
  },
  {
    code: 'unknown-check',
    text: 'check invalid-address off\nzone z { subnet 10.0.0.256 }',
    finds: ['invalid-address'],
    says: /has to keep its level/,
  },
  {
    code: 'invalid-address',
    text: 'check invalid-address off\n// segplan-disable-next-line invalid-address\nzone z { subnet 10.0.0.256 }',
    finds: ['10.0.0.256'],
  },
  { code: 'unknown-check', text: `${zones}check any-service warning`, finds: [] },
];

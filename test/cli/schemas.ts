import { Ajv, type ValidateFunction } from 'ajv';

/** The shapes of the JSON that the command line promises, written from the promise and not from the program. */
const ajv = new Ajv({ strict: true, allErrors: true });

const count = { type: 'integer', minimum: 0 };
const texts = { type: 'array', items: { type: 'string' } };
const nullableText = { type: ['string', 'null'] };
const list = (items: object): object => ({ type: 'array', items });
/** Exactly these keys. */
const exactly = (properties: object): object => ({
  type: 'object',
  additionalProperties: false,
  required: Object.keys(properties),
  properties,
});
/** These keys and perhaps others. */
const atLeast = (properties: object): object => ({ type: 'object', required: Object.keys(properties), properties });

const position = exactly({ line: count, character: count });
const diagnostic = exactly({
  code: { type: 'string', pattern: '^[a-z]+(-[a-z]+)*$' },
  severity: { enum: ['error', 'warning', 'info', 'hint'] },
  message: { type: 'string', minLength: 1 },
  range: exactly({ start: position, end: position }),
});

export const isCheckReport: ValidateFunction = ajv.compile(
  exactly({
    schemaVersion: { const: 1 },
    files: list(exactly({ file: { type: 'string' }, diagnostics: list(diagnostic) })),
    summary: exactly({ errors: count, warnings: count }),
  }),
);

const nullableName = { type: ['string', 'null'], minLength: 1 };
const zonePair = exactly({
  from: nullableName,
  to: nullableName,
  rules: count,
  permitted: nullableText,
  required: count,
  missing: count,
  blocked: count,
});

export const isSummaryReport: ValidateFunction = ajv.compile(
  exactly({
    schemaVersion: { const: 1 },
    files: list(exactly({ file: { type: 'string' }, diagnostics: list(diagnostic), zonePairs: list(zonePair) })),
    summary: exactly({ errors: count, warnings: count }),
  }),
);

const end = exactly({ vendor: { type: 'string' }, role: { type: 'string', pattern: '^[^.]+$' } });
const portNumber = { type: 'integer', minimum: 1, maximum: 65535 };
const port = {
  type: 'object',
  additionalProperties: false,
  required: ['from', 'to', 'openEnded'],
  properties: {
    // Null for a port that a plan has to say.
    from: { anyOf: [portNumber, { type: 'null' }] },
    to: { anyOf: [portNumber, { type: 'null' }] },
    openEnded: { type: 'boolean' },
    dynamic: { const: true },
    setBy: { type: 'string', pattern: '^[^.]+[.][^.]+[.][^.]+$' },
    counted: {
      type: 'object',
      additionalProperties: false,
      required: ['per', 'role'],
      properties: {
        per: { type: 'integer', minimum: 1 },
        role: { type: 'string' },
        property: { type: 'string' },
        step: { type: 'integer', minimum: 2 },
      },
    },
  },
};
const side = { enum: ['initiator', 'responder'] };
const plainConditions = {
  version: { type: 'string', pattern: '^((initiator|responder) )?(<|<=|>|>=|=) ' },
  sites: { enum: ['same', 'paired', 'nearest initiator', 'nearest responder'] },
  nearestAmong: texts,
  unlessShared: texts,
  unlessPresent: texts,
  properties: list({
    type: 'object',
    additionalProperties: false,
    required: ['role', 'property', 'values'],
    properties: {
      side,
      role: { type: 'string' },
      property: { type: 'string' },
      operator: { enum: ['<', '<=', '>', '>='] },
      values: texts,
    },
  }),
  roles: list({
    type: 'object',
    additionalProperties: false,
    required: ['side'],
    properties: { side, is: { type: 'string' }, isNot: { type: 'string' } },
  }),
  systems: list(exactly({ side, runs: { enum: ['windows', 'linux', 'other'] } })),
  anyOf: list(list({ $ref: '#/$defs/joined' })),
  noneOf: list({ $ref: '#/$defs/joined' }),
};
const conditions = {
  $id: 'conditions',
  $defs: { joined: { type: 'object', additionalProperties: false, minProperties: 1, properties: plainConditions } },
  type: 'object',
  additionalProperties: false,
  properties: {
    ...plainConditions,
    acrossDeployments: { const: true },
    features: texts,
    optional: { type: 'boolean' },
    exposed: { type: 'boolean' },
  },
};
const document = {
  type: 'object',
  additionalProperties: false,
  required: ['id', 'file', 'title'],
  properties: {
    id: { type: 'string', pattern: '^[^.]+[.][^.]+$' },
    file: { type: 'string' },
    title: { type: 'string' },
    vendor: { const: true },
    version: { type: 'string' },
    date: { type: 'string', pattern: '^\\d{4}(-\\d{2}(-\\d{2})?)?$' },
  },
};
const flow = atLeast({
  id: { type: 'string', minLength: 1 },
  from: end,
  to: end,
  initiator: { enum: ['stated', 'unstated'] },
  services: list({
    type: 'object',
    additionalProperties: false,
    required: ['protocol', 'ports'],
    properties: {
      protocol: { enum: ['tcp', 'udp', 'icmp', 'icmpv6', 'other'] },
      ports: list(port),
      types: { type: 'array', minItems: 1, items: { type: 'integer', minimum: 0, maximum: 255 } },
      number: { type: 'integer', minimum: 0, maximum: 255 },
      name: { type: 'string' },
      sourcePorts: exactly({ from: { type: 'integer', minimum: 1 }, to: { type: 'integer', maximum: 65535 } }),
    },
  }),
  conditions,
  phase: nullableText,
  purpose: { type: 'string' },
  sources: list(exactly({ file: { type: 'string' }, section: { type: 'string' } })),
});
const role = atLeast({ name: { type: 'string', pattern: '^[^.]+$' }, title: { type: 'string' }, aliases: texts, extends: texts });

export const isCatalog: ValidateFunction = ajv.compile(
  exactly({
    schemaVersion: { const: 1 },
    vendors: list(
      atLeast({
        name: { type: 'string' },
        title: { type: 'string' },
        sources: list(document),
        roles: list(role),
        flows: list(flow),
        advice: list(atLeast({ kind: { type: 'string' }, roles: texts, text: { type: 'string', minLength: 1 } })),
        sizings: list(atLeast({ role: { type: 'string' }, measure: { type: 'string' } })),
      }),
    ),
  }),
);

/** What a schema has to say about a value, for a test's message. */
export function faults(validate: ValidateFunction, value: unknown): string {
  return validate(value) ? '' : ajv.errorsText(validate.errors);
}

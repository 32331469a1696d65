// A policy of Aerleon with its definitions, read as Aerleon reads them and as the firewalls that it writes for decide: the first term that
// matches. Keys and values are those of Aerleon's YAML reference and naming reference (aerleon.readthedocs.io); whatever is not known here
// is refused.
import assert from 'node:assert/strict';
import { Ajv } from 'ajv';
import { parseDocument } from 'yaml';
import type { OutputFile } from '../../../language/rulesets/target.ts';
import { TODAY } from '../../support/language.ts';
import { type Packet, parse } from '../evaluator.ts';
import type { Verdict } from '../readers.ts';

const object = (properties: object, required: readonly string[]) => ({
  type: 'object',
  additionalProperties: false,
  required,
  properties,
});
/** What a name of a network or a service is made of. */
const token = { type: 'string', pattern: '^[-_A-Z0-9]+$' };
const comment = { type: 'string', pattern: '^[A-Za-z0-9 .,:()\\[\\]+/=_\\n-]+$', maxLength: 500 };
const tokens = { type: 'array', minItems: 1, uniqueItems: true, items: token };

const definitions = {
  networks: object(
    {
      networks: {
        type: 'object',
        propertyNames: token,
        additionalProperties: object(
          {
            values: {
              type: 'array',
              minItems: 1,
              items: {
                oneOf: [
                  object({ address: { type: 'string' }, comment }, ['address']),
                  object({ fqdn: { type: 'string', pattern: '^([a-z0-9_-]{1,63}\\.)+[a-z0-9-]*[a-z-][a-z0-9-]*$' }, comment }, [
                    'fqdn',
                  ]),
                ],
              },
            },
          },
          ['values'],
        ),
      },
    },
    ['networks'],
  ),
  services: object(
    {
      services: {
        type: 'object',
        propertyNames: token,
        additionalProperties: {
          type: 'array',
          minItems: 1,
          items: object(
            {
              port: { oneOf: [{ type: 'integer' }, { type: 'string', pattern: '^\\d+-\\d+$' }] },
              protocol: { enum: ['tcp', 'udp'] },
            },
            ['port', 'protocol'],
          ),
        },
      },
    },
    ['services'],
  ),
  policy: object(
    {
      filters: {
        type: 'array',
        minItems: 1,
        maxItems: 1,
        items: object(
          {
            header: object({ comment, targets: object({ srx: { const: 'from-zone all to-zone all' } }, ['srx']) }, ['targets']),
            terms: {
              type: 'array',
              minItems: 1,
              items: object(
                {
                  // The names that Google's generator takes are the narrowest.
                  name: { type: 'string', maxLength: 53, pattern: '^[a-z]([-a-z0-9]*[a-z0-9])?$' },
                  comment,
                  expiration: { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}$' },
                  'source-address': tokens,
                  'destination-address': tokens,
                  'source-fqdn': tokens,
                  'destination-fqdn': tokens,
                  'destination-port': tokens,
                  protocol: { type: 'array', minItems: 1, uniqueItems: true, items: { enum: ['tcp', 'udp', 'icmp', 'icmpv6'] } },
                  action: { enum: ['accept', 'deny'] },
                },
                ['name', 'action'],
              ),
            },
          },
          ['header', 'terms'],
        ),
      },
    },
    ['filters'],
  ),
};

const ajv = new Ajv({ allErrors: true, strict: false });
const validators = {
  policy: ajv.compile(definitions.policy),
  networks: ajv.compile(definitions.networks),
  services: ajv.compile(definitions.services),
};

export interface Term {
  readonly name: string;
  readonly comment?: string;
  readonly expiration?: string;
  readonly 'source-address'?: readonly string[];
  readonly 'destination-address'?: readonly string[];
  readonly 'source-fqdn'?: readonly string[];
  readonly 'destination-fqdn'?: readonly string[];
  readonly 'destination-port'?: readonly string[];
  readonly protocol?: readonly string[];
  readonly action: 'accept' | 'deny';
}

export interface Aerleon {
  readonly terms: readonly Term[];
  readonly networks: Readonly<
    Record<string, { readonly values: readonly { address?: string; fqdn?: string; comment?: string }[] }>
  >;
  readonly services: Readonly<Record<string, readonly { port: number | string; protocol: string }[]>>;
}

/** Aerleon reads YAML 1.1. */
function contentOf(files: readonly OutputFile[], kind: keyof typeof validators): Record<string, unknown> {
  const file = files.find((f) => f.name.endsWith(`.${kind}.yaml`));
  assert.ok(file, kind);
  const document = parseDocument(file.text, { version: '1.1', uniqueKeys: true });
  assert.deepEqual([...document.errors, ...document.warnings], []);
  const value = document.toJS() as Record<string, unknown>;
  assert.ok(validators[kind](value), `${kind}: ${JSON.stringify(validators[kind].errors)}`);
  return value;
}

export function readPolicy(files: readonly OutputFile[]): Aerleon {
  assert.equal(files.length, 3);
  const { filters } = contentOf(files, 'policy') as { filters: { terms: Term[] }[] };
  const { networks } = contentOf(files, 'networks') as Pick<Aerleon, 'networks'>;
  const { services } = contentOf(files, 'services') as Pick<Aerleon, 'services'>;
  const { terms } = filters[0]!;
  assert.equal(new Set(terms.map((t) => t.name)).size, terms.length, 'two terms of one name');
  const used = new Set<string>();
  for (const term of terms) {
    for (const side of ['source', 'destination'] as const) {
      for (const name of term[`${side}-address`] ?? []) {
        used.add(name);
        assert.ok(
          networks[name]?.values.some((v) => v.address),
          `${name}: no address`,
        );
      }
      for (const name of term[`${side}-fqdn`] ?? []) {
        used.add(name);
        assert.ok(
          networks[name]?.values.some((v) => v.fqdn),
          `${name}: no host name`,
        );
      }
    }
    for (const name of term['destination-port'] ?? []) {
      used.add(name);
      // A protocol that a service does not have would get the ports of another.
      assert.deepEqual(services[name]?.map((s) => s.protocol).sort(), [...term.protocol!].sort(), name);
      assert.equal(new Set(services[name].map((s) => s.port)).size, 1);
    }
    assert.ok(
      !term.protocol?.some((p) => p.startsWith('icmp')) || !term['destination-port'],
      `${term.name}: ports without ports`,
    );
  }
  assert.deepEqual(
    [...Object.keys(networks), ...Object.keys(services)].filter((n) => !used.has(n)),
    [],
    'never used',
  );
  return { terms, networks, services };
}

interface Network {
  readonly first: bigint;
  readonly last: bigint;
  readonly bits: number;
}

export function decideByPolicy({ terms, networks, services }: Aerleon): (packet: Packet) => Verdict {
  const resolved = new Map(
    Object.entries(networks).map(([name, { values }]): [string, Network[]] => [
      name,
      values.flatMap(({ address }) => {
        if (!address) return [];
        const [text = '', prefix] = address.split('/');
        const { value, bits } = parse(text);
        const host = (1n << BigInt(bits - Number(prefix))) - 1n;
        assert.equal(value & host, 0n, `${address} has host bits`);
        return [{ first: value, last: value | host, bits }];
      }),
    ]),
  );
  const on = (names: readonly string[] | undefined, address: { value: bigint; bits: number }): boolean =>
    !names ||
    names.some((n) =>
      resolved.get(n)!.some((w) => w.bits === address.bits && w.first <= address.value && address.value <= w.last),
    );
  const isPort = (names: readonly string[] | undefined, packet: Packet): boolean =>
    !names ||
    names.some((n) =>
      services[n]!.some(({ port, protocol }) => {
        const [first, last = first] = `${port}`.split('-').map(Number);
        return protocol === packet.protocol && first! <= packet.port && packet.port <= last!;
      }),
    );
  return (packet) => {
    const [source, destination] = [parse(packet.source), parse(packet.destination)];
    if (source.bits !== destination.bits) return 'dropped';
    const hit = terms.find(
      (t) =>
        // From its date on a term is left out.
        !(t.expiration && t.expiration <= TODAY) &&
        // A packet has no host name.
        !t['source-fqdn'] &&
        !t['destination-fqdn'] &&
        on(t['source-address'], source) &&
        on(t['destination-address'], destination) &&
        (!t.protocol || t.protocol.includes(packet.protocol)) &&
        isPort(t['destination-port'], packet),
    );
    return hit?.action === 'accept' ? 'passed' : 'dropped';
  };
}

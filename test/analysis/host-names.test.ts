// Host names against a reading of each place by itself: every name at every address that it may have, packet by packet.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { failureOf } from '../../language/analysis/reach/assertions.ts';
import { ofChance } from '../support/chance.ts';
import { analysisOf } from '../support/language.ts';

const ZONES = `zone a { subnet 10.0.0.0/24 component s at 10.0.0.1 component n at "n.corp.example" }
zone b { subnet 10.0.1.0/24, fd00:b::/64 component t at 10.0.1.1 component h at "h.corp.example" component i at "i.corp.example", 10.0.1.200 }
zone six { subnet fd00:6::/64 }
zone net external { component c at "cloud.example.com" }
group others = any except b
group mixed = h, others
`;

/** Some addresses of each cell that the ends below make, with the zone that they are in. */
const ADDRESSES: readonly (readonly [address: string, zone: string])[] = [
  ['10.0.0.1', 'a'],
  ['10.0.0.9', 'a'],
  ['10.0.1.1', 'b'],
  ['10.0.1.9', 'b'],
  ['10.0.1.130', 'b'],
  ['10.0.1.200', 'b'],
  ['fd00:b::1', 'b'],
  ['fd00:6::1', 'six'],
  ['203.0.113.1', 'net'],
  ['198.51.100.1', 'net'],
  ['2001:db8::1', 'net'],
];
/** The zone whose addresses each name may have; what has none may be anywhere in the rest of the world. */
const NAMES: Readonly<Record<string, readonly [at: string, zone: string]>> = {
  'n.corp.example': ['a', 'a'],
  'h.corp.example': ['b', 'b'],
  'i.corp.example': ['b', 'b'],
  'cloud.example.com': ['net', 'net'],
  'x.example.org': ['net', 'net'],
  'other.corp.example': ['net', 'net'],
  'tag Storage': ['net', 'net'],
  'tag Storage.WestUS': ['net', 'net'],
};
const inZone = (zone: string): string[] => ADDRESSES.flatMap(([address, z]) => (z === zone ? [address] : []));
/** `any except b`: addresses of b are left out, and names that may have one. */
const OTHERS: readonly [addresses: readonly string[], names: readonly string[]] = [
  ADDRESSES.flatMap(([address, zone]) => (zone === 'b' ? [] : [address])),
  Object.entries(NAMES).flatMap(([name, [, zone]]) => (zone === 'b' ? [] : [name])),
];
const isV4 = (address: string): boolean => address.includes('.');
/** The ends of rules and assertions: the addresses and the names that each says. */
const ENDS: Readonly<Record<string, readonly [addresses: readonly string[], names: readonly string[]]>> = {
  a: [inZone('a'), ['n.corp.example']],
  b: [inZone('b'), ['h.corp.example', 'i.corp.example']],
  six: [inZone('six'), []],
  net: [inZone('net'), ['cloud.example.com']],
  any: [ADDRESSES.map(([address]) => address), Object.keys(NAMES)],
  s: [['10.0.0.1'], []],
  n: [[], ['n.corp.example']],
  h: [[], ['h.corp.example']],
  i: [['10.0.1.200'], ['i.corp.example']],
  c: [[], ['cloud.example.com']],
  '"x.example.org"': [[], ['x.example.org']],
  '"*.corp.example"': [[], ['n.corp.example', 'h.corp.example', 'i.corp.example', 'other.corp.example']],
  'tag "Storage"': [[], ['tag Storage', 'tag Storage.WestUS']],
  'tag "Storage.WestUS"': [[], ['tag Storage.WestUS']],
  '10.0.1.0/25': [['10.0.1.1', '10.0.1.9'], []],
  '10.0.1.128/25': [['10.0.1.130', '10.0.1.200'], []],
  '203.0.113.0/24': [['203.0.113.1'], []],
  '0.0.0.0/0': [ADDRESSES.flatMap(([address]) => (isV4(address) ? [address] : [])), []],
  others: OTHERS,
  mixed: [OTHERS[0], [...OTHERS[1], 'h.corp.example']],
  '::/0': [ADDRESSES.flatMap(([address]) => (isV4(address) ? [] : [address])), []],
};

/** Somewhere that a packet comes from or goes to: an address, by which name if by any. */
interface Place {
  readonly address: string;
  readonly zone: string;
  readonly name?: string;
}
const PLACES: readonly Place[] = [
  ...ADDRESSES.map(([address, zone]) => ({ address, zone })),
  ...Object.entries(NAMES).flatMap(([name, [at, zone]]) => inZone(at).map((address) => ({ address, zone, name }))),
];
const says = (end: string, { name, address }: Place): boolean =>
  ENDS[end]![0].includes(address) || (name !== undefined && ENDS[end]![1].includes(name));
/** Whether an end says a place as it is written: a name by its name, and not by the address that it happens to have. */
const saysItself = (end: string, { name, address }: Place): boolean =>
  name === undefined ? ENDS[end]![0].includes(address) : ENDS[end]![1].includes(name);

interface Rule {
  readonly from: string;
  readonly to: string;
}
interface Rules {
  readonly allows: readonly Rule[];
  readonly denies: readonly Rule[];
}
const end = fc.constantFrom(...Object.keys(ENDS));
const rule = fc.record({ from: end, to: end });
const text = ({ allows, denies }: Rules): string =>
  [...allows.map((r) => `allow ${r.from} -> ${r.to} : tcp 1`), ...denies.map((r) => `deny ${r.from} -> ${r.to} : tcp 1-9`)].join(
    '\n',
  );

/** The names that an end says as such, and not because it says every name, or every name but some. */
const namesSaid = (end: string): readonly string[] =>
  end === 'any' || end === 'others' ? [] : end === 'mixed' ? ['h.corp.example'] : ENDS[end]![1];

/** Two places between which a packet can go from one zone to another. */
const meet = (p: Place, q: Place): boolean => p.zone !== q.zone && isV4(p.address) === isV4(q.address);
/** The same where what is needed of a name is asked about: that it has no address of a family is not known of it. */
const mayMeet = (p: Place, q: Place): boolean => meet(p, q) || (p.zone !== q.zone && (p.name ?? q.name) !== undefined);
const pairs = (asked: Rule, isAsked: typeof says, can = meet): (readonly [Place, Place])[] =>
  PLACES.filter((p) => isAsked(asked.from, p)).flatMap((p) =>
    PLACES.filter((q) => isAsked(asked.to, q) && can(p, q)).map((q) => [p, q] as const),
  );
const hits = (rules: readonly Rule[], [p, q]: readonly [Place, Place], match: typeof says): boolean =>
  rules.some((r) => match(r.from, p) && match(r.to, q));

/** Whether the name of a place, if it has one, is said at all: else it is an address like any other. */
const isNamed = ({ name }: Place, asked: string, allows: readonly Rule[], side: keyof Rule): boolean =>
  name === undefined || [asked, ...allows.map((r) => r[side])].some((e) => namesSaid(e).includes(name));

/** What failed once: a name that is said beside an `any` that holds others. */
const FAILED: [{ asked: Rule } & Rules][] = [
  [
    {
      allows: [
        { from: 'a', to: 'i' },
        { from: 'a', to: 'a' },
      ],
      denies: [],
      asked: { from: 'a', to: 'mixed' },
    },
  ],
];

describe('host names, against a reading of each address that a name may have', () => {
  const world = fc.record({
    allows: fc.array(rule, { minLength: 1, maxLength: 3 }),
    denies: fc.array(rule, { maxLength: 3 }),
    asked: rule,
  });

  it('what must never be has to be closed wherever a name may be, and what is needed has to be open there', async () => {
    const seen = { never: 0, fails: 0, reaches: 0, lacks: 0 };
    await fc.assert(
      fc.asyncProperty(world, async ({ asked, ...rules }) => {
        const plan = `${ZONES}${text(rules)}
assert ${asked.from} never reaches ${asked.to} on tcp 1
assert ${asked.from} reaches ${asked.to} on tcp 1
`;
        const analysis = await analysisOf(plan);
        const [never, reaches] = analysis.plan.root.statements.flatMap((s) =>
          s.$type === 'Assertion' ? [failureOf(s, analysis)] : [],
        );
        // 'inside' and 'impossible' are about ends alone.
        if (never?.kind === 'inside' || reaches?.kind === 'impossible') return;
        const mayPass = pairs(asked, says)
          .filter(([p, q]) => isNamed(p, asked.from, rules.allows, 'from') && isNamed(q, asked.to, rules.allows, 'to'))
          .some((pair) => hits(rules.allows, pair, says) && !hits(rules.denies, pair, says));
        assert.equal(never !== undefined, mayPass, `${plan}${JSON.stringify(never?.kind)}`);
        const passes =
          pairs(asked, saysItself, mayMeet).every(
            (pair) => hits(rules.allows, pair, saysItself) && !hits(rules.denies, pair, saysItself),
          ) && !pairs(asked, saysItself).some((pair) => hits(rules.denies, pair, says));
        assert.equal(reaches === undefined, passes, `${plan}${JSON.stringify(reaches?.kind)}`);
        seen[never ? 'fails' : 'never']++;
        seen[reaches ? 'lacks' : 'reaches']++;
      }),
      { numRuns: ofChance(600, 150), seed: 6, examples: FAILED },
    );
    assert.ok(Math.min(...Object.values(seen)) > ofChance(5, 2), JSON.stringify(seen));
  });

  const failing = async (rules: string): Promise<string | undefined> => {
    const analysis = await analysisOf(`zone a { subnet 10.0.0.0/24 component h at "h.corp.example" }
zone b { subnet 10.0.1.0/24 component s at 10.0.1.1 }
zone net external
${rules}
`);
    return failureOf(analysis.plan.root.statements.find((s) => s.$type === 'Assertion')!, analysis)?.kind;
  };

  it('no name of any gets past a deny of all addresses that it could come from', async () => {
    const asked = 'allow any -> b : tcp 1\nassert h, any never reaches b on tcp 1';
    assert.equal(await failing(`${asked}\ndeny 0.0.0.0/0 -> b : tcp 1`), undefined);
    assert.equal(await failing(`${asked}\ndeny 10.0.0.0/8 -> b : tcp 1`), 'permitted');
  });

  it('never is about nothing where all that it names is of another family than the zones', async () => {
    assert.equal(await failing('assert 2001:db8::/32 never reaches any on tcp 1'), 'inside');
    assert.equal(await failing('assert 192.0.2.0/24 never reaches any on tcp 1'), undefined);
  });
});

// The reading of the language reference: what it says of packets that the reference itself decides, and where the analysis says otherwise.
import assert from 'node:assert/strict';
import { ofChance } from '../support/chance.ts';
import { readAddress } from './addresses.ts';
import { differencesOfAssertions, differencesOfCoverage, isSound, type Loaded, load } from './agreement.ts';
import { assertionHolds } from './assertions.ts';
import { FIRST } from './chance-proof.ts';
import { coverage } from './coverage.ts';
import { type Verdict, verdict } from './packets.ts';
import { all } from './plan.ts';
import { EVERYTHING, type Features, planOfChance } from './plans.ts';

const side = (text: string) => (/^[\d.]+$|:/.test(text) ? { address: readAddress(text) } : { name: text });

const CLOUD = `use v
vendor v { role server role cloud at "api.acme.example" service mail = one of (tcp 25, tcp 465) flow server -> cloud : tcp 443 }
zone lab { subnet 10.1.0.0/24, 10.1.7.0/24 component s : v.server at 10.1.0.5 }
zone office { subnet 10.2.0.0/24 component h at "h.office.example" }
zone internet external { component c : v.cloud }
`;

/** A plan, a packet, and what the language reference says becomes of it. */
const packets: readonly [rules: string, from: string, to: string, port: number, verdict: Verdict][] = [
  ['', '10.1.0.5', '10.1.7.1', 9, 'passed'],
  ['deny lab -> lab', '10.1.0.5', '10.1.7.1', 9, 'passed'],
  ['', '192.0.2.1', '198.51.100.1', 9, 'open'],
  ['', '10.1.0.5', '10.2.0.1', 9, 'dropped'],
  ['allow lab -> office : v.mail', '10.1.0.5', '10.2.0.1', 25, 'passed'],
  ['allow lab -> office : v.mail', '10.1.0.5', '10.2.0.1', 465, 'dropped'],
  ['allow lab -> office : v.mail except tcp 25', '10.1.0.5', '10.2.0.1', 465, 'passed'],
  ['allow lab -> office : v.mail except tcp 465', '10.1.0.5', '10.2.0.1', 465, 'dropped'],
  ['allow lab -> office : tcp 1-1024\ndeny lab -> office : v.mail', '10.1.0.5', '10.2.0.1', 465, 'dropped'],
  ['allow lab -> internet : tcp 443', '10.1.0.5', 'api.acme.example', 443, 'passed'],
  ['allow lab -> 0.0.0.0/0 : tcp 443', '10.1.0.5', 'api.acme.example', 443, 'unsure'],
  ['allow lab -> c : tcp 443\ndeny lab -> 192.0.2.0/24', '10.1.0.5', 'api.acme.example', 443, 'unsure'],
  ['allow lab -> c : tcp 443\ndeny lab -> internet', '10.1.0.5', 'api.acme.example', 443, 'dropped'],
  ['allow lab -> any : required', '10.1.0.5', 'api.acme.example', 443, 'passed'],
  ['allow lab -> any : required', '10.1.0.5', 'api.acme.example', 444, 'dropped'],
  ['allow lab -> office : tcp 9 until 2026-11-21', '10.1.0.5', '10.2.0.1', 9, 'passed'],
  ['allow lab -> office : tcp 9 until 2026-11-20', '10.1.0.5', '10.2.0.1', 9, 'dropped'],
  ['allow lab -> office : tcp 9 during upgrade', '10.1.0.5', '10.2.0.1', 9, 'dropped'],
  ['phase upgrade\nallow lab -> office : tcp 9 during upgrade', '10.1.0.5', '10.2.0.1', 9, 'passed'],
  ['allow lab -> c : tcp 443\ndeny lab -> any except c', '10.1.0.5', 'api.acme.example', 443, 'unsure'],
  ['allow lab -> any except 10.2.0.0/25 : any except tcp 9', '10.1.0.5', '10.2.0.1', 8, 'dropped'],
  ['allow lab -> any except 10.2.0.0/25 : any except tcp 9', '10.1.0.5', '10.2.0.200', 8, 'passed'],
  ['allow lab -> any except 10.2.0.0/25 : any except tcp 9', '10.1.0.5', '10.2.0.200', 9, 'dropped'],
];

/** Assertions that the language reference decides. */
const assertions: readonly [rules: string, assertion: string, holds: boolean][] = [
  ['allow c -> internet : any', 'assert s never reaches "evil.example.org"', true],
  ['allow s -> internet : any', 'assert s never reaches "evil.example.org"', false],
  ['allow s -> internet : any\ndeny s -> "evil.example.org"', 'assert s never reaches "evil.example.org"', true],
  ['allow s -> internet : any\ndeny s -> 192.0.2.0/24', 'assert s never reaches "evil.example.org"', false],
  ['allow s -> "good.example.org" : any', 'assert s never reaches "evil.example.org"', true],
  ['', 'assert lab never reaches s', false],
  ['', 'assert lab reaches s on tcp 22', true],
  ['allow lab -> office : tcp 25', 'assert s reaches office on one of (tcp 25, tcp 465)', true],
  ['allow lab -> office : tcp 25', 'assert s never reaches office on one of (tcp 25, tcp 465)', false],
  ['allow s -> office : tcp 25', 'assert lab reaches office on tcp 25', false],
  ['allow lab -> office : any', 'assert lab reaches office on icmpv6', false],
  ['allow lab -> office : any', 'assert lab reaches 10.2.0.1 on icmpv6 packet-too-big through relays', false],
  ['allow lab -> office : any', 'assert lab never reaches office on icmpv6', true],
  ['allow lab -> office : icmp 8', 'assert lab reaches office on icmp echo-request', true],
];

const read = (text: string): Promise<Loaded> => load({ text, others: {}, phases: [] });

describe('the reading of the language reference', () => {
  for (const [rules, from, to, port, expected] of packets)
    it(`${rules || 'no rules'}: ${from} -> ${to} on tcp ${port} is ${expected}`, async () => {
      const { reading } = await read(`${CLOUD}${rules}\n`);
      assert.equal(verdict(reading, side(from), side(to), { protocol: 'tcp', port }), expected);
    });

  for (const [rules, assertion, holds] of assertions)
    it(`${rules || 'no rules'}: ${assertion} ${holds ? 'holds' : 'fails'}`, async () => {
      const { reading, samples } = await read(`${CLOUD}${rules}\n${assertion}\n`);
      assert.equal(assertionHolds(reading, all(reading.plan.document, 'Assertion')[0]!, samples), holds);
    });

  it('a deny of all addresses closes what is needed from a name', async () => {
    const status = async (rules: string) => {
      const { reading, samples } = await read(`${CLOUD}${rules}\n`);
      return [...new Set(coverage(reading, samples).map((each) => each.status))];
    };
    assert.deepEqual(await status(''), ['missing']);
    assert.deepEqual(await status('allow s -> c : tcp 443'), ['permitted']);
    assert.deepEqual(await status('allow s -> c : tcp 443\ndeny lab -> 0.0.0.0/0 : tcp 443'), ['blocked']);
  });
});

/** Where the analysis and the reading differ, over plans of chance. */
async function differences(on: Features, differ: (loaded: Loaded) => string[], plans: number): Promise<string[]> {
  const found: string[] = [];
  for (let seed = FIRST; seed < FIRST + plans; seed++) {
    const loaded = await load(planOfChance(seed, on));
    if (isSound(loaded)) found.push(...differ(loaded).map((each) => `plan ${seed}: ${each}`));
  }
  return found;
}

/** Some faults show in one plan of hundreds; each takes some hundredths of a second. */
const COMPARED = Number(process.env.SEGPLAN_CHANCE ?? ofChance(400, 25));

describe('the analysis, over plans that hold whatever the language has', () => {
  it('finds missing and blocked what the language reference calls so', async function () {
    this.timeout(0);
    assert.deepEqual(await differences(EVERYTHING, differencesOfCoverage, COMPARED), []);
  });

  it('decides assertions as the language reference does', async function () {
    this.timeout(0);
    // What no firewall carries from one zone to another is read in ways.ts.
    assert.deepEqual(await differences({ ...EVERYTHING, firewalls: false }, differencesOfAssertions, COMPARED), []);
  });
});

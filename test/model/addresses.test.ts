import assert from 'node:assert/strict';
import { isIPv6 } from 'node:net';
import fc from 'fast-check';
import { formatAddresses, parseAddress, sameHostIn } from '../../language/model/addresses.ts';
import { cidrBlocks } from '../../language/model/cidr-blocks.ts';
import { parse } from '../rulesets/evaluator.ts';

/** Texts that look like addresses, and often are none. */
const lookalike = fc
  .array(fc.constantFrom(':', '::', '.', '0', '1', 'a', 'fd00', '2001', 'db8', 'ffff', '12345', '1.2.3.4', 'g'), {
    maxLength: 12,
  })
  .map((parts) => parts.join(''))
  .filter((text) => text.includes(':') && /^[0-9A-Fa-f:.]+$/.test(text));

function accepts(start: string): boolean {
  try {
    parseAddress({ start });
    return true;
  } catch {
    return false;
  }
}

describe('addresses', () => {
  it('takes for an IPv6 address what the platform takes for one, and nothing else', () => {
    fc.assert(
      fc.property(lookalike, (text) => {
        // IPv4 in IPv6 form is refused on purpose: it has to be written as IPv4.
        if (isIPv6(text) && /^(0*:)*:?ffff:/i.test(text)) return;
        assert.equal(accepts(text), isIPv6(text), text);
      }),
      { numRuns: 5000, seed: 3 },
    );
  });

  it('reads each address alike, whatever was read before it', () => {
    fc.assert(
      fc.property(fc.array(fc.ipV6(), { minLength: 1, maxLength: 5 }), (texts) => {
        for (const text of texts) {
          if (!accepts(text)) continue;
          const [formatted] = formatAddresses(parseAddress({ start: text }).set);
          assert.equal(
            parse(formatted!).value,
            parse(text.includes('.') ? new URL(`http://[${text}]/`).hostname.slice(1, -1) : text).value,
            text,
          );
        }
      }),
      { numRuns: 1000, seed: 4 },
    );
  });

  it('finds the host of a network that has the place of another one in its own', () => {
    const rows: readonly (readonly [network: string, address: string, found: string])[] = [
      ['10.30.0.0/24', '10.31.0.20', '10.30.0.20'],
      ['10.30.0.128/25', '10.31.0.200', '10.30.0.200'],
      ['10.30.0.0/25', '10.31.0.200', '10.30.0.72'],
      ['0.0.0.0/8', '10.1.2.3', '0.1.2.3'],
      ['255.255.255.0/24', '10.1.2.255', '255.255.255.255'],
      ['fd00:30::/64', 'fd00:31::5:6', 'fd00:30::5:6'],
      ['::/64', 'fd00:31::7', '::7'],
      ['10.30.0.0/24', 'fd00:31::7', ''],
      ['fd00:30::/64', '10.31.0.20', ''],
      ['10.30.0.0-10.30.0.6', '10.31.0.2', ''],
      ['10.30.0.0/24', '10.31.0.0/30', ''],
    ];
    const set = (text: string) => {
      const [, start, prefix, end] = /^([^-/]+)(?:\/(\d+))?(?:-(.+))?$/.exec(text)!;
      return parseAddress({ start: start!, ...(prefix ? { prefix: Number(prefix) } : {}), ...(end ? { end } : {}) }).set;
    };
    for (const [network, address, found] of rows)
      assert.equal(formatAddresses(sameHostIn(set(network), set(address))).join(), found, `${address} in ${network}`);
  });

  it('splits a range into the fewest networks that hold it', () => {
    const blocks = (start: string, end: string): readonly string[] =>
      cidrBlocks(parseAddress({ start, end }).set, start.includes(':') ? 6 : 4);
    assert.deepEqual(blocks('10.0.0.0', '10.0.0.255'), ['10.0.0.0/24']);
    assert.deepEqual(blocks('10.0.0.11', '10.0.0.12'), ['10.0.0.11/32', '10.0.0.12/32']);
    assert.deepEqual(blocks('10.0.0.1', '10.0.0.6'), ['10.0.0.1/32', '10.0.0.2/31', '10.0.0.4/31', '10.0.0.6/32']);
    assert.deepEqual(blocks('0.0.0.0', '255.255.255.255'), ['0.0.0.0/0']);
    assert.deepEqual(blocks('fd00::', 'fd00::ffff'), ['fd00::/112']);
  });
});

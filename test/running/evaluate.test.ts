import assert from 'node:assert/strict';
import { type Box, holds } from '../../language/analysis/region.ts';
import { ANYWHERE, parseHostName } from '../../language/model/addresses.ts';
import { IntervalSet } from '../../language/model/interval-set.ts';
import { NamePlaces } from '../../language/model/name-places.ts';
import { ANY_SERVICE, portSet } from '../../language/model/services.ts';
import { atOnce } from '../../language/model/steps.ts';
import { deadRules } from '../../language/running/dead-rules.ts';
import { Evaluator } from '../../language/running/evaluate.ts';
import { readAddresses } from '../../language/running/parts.ts';
import { NOWHERE } from '../../language/running/program.ts';
import type { RuleList, RunningDevice, RunningRule } from '../../language/running/running.ts';
import { type Decision, isTooMuch } from '../../language/running/walk.ts';
import { addressOf, outcomes } from './packet-by-packet.ts';
import { allPackets, chanceOf, randomDevice } from './random-devices.ts';

const EVERYTHING: Box = { sources: ANYWHERE, destinations: ANYWHERE, services: ANY_SERVICE };

/** What a judgment of everything says of every packet, and by which decisions. */
function tableOf(device: RunningDevice, evaluator: Evaluator): Map<string, { said: string; by: Decision[] }> {
  const { permits, denies } = evaluator.judge([EVERYTHING]);
  return new Map(
    allPackets().map(({ source, destination, port }) => {
      const packet = { source: addressOf(source), destination: addressOf(destination), service: portSet('tcp', port).first };
      const of = (all: readonly Decision[]): Decision[] => all.filter(({ box }) => holds(box, packet));
      const [may, mayNot] = [of(permits), of(denies)];
      const said = [...(may.length ? ['permit'] : []), ...(mayNot.length ? ['deny'] : [])].join(' or ');
      return [`${device.file} ${source} ${destination} ${port}`, { said, by: [...may, ...mayNot] }];
    }),
  );
}

describe('what a device makes of traffic', () => {
  it('is what a reading packet by packet says, for devices of chance', () => {
    let [open, closed, either] = [0, 0, 0];
    for (let seed = 1; seed <= 400; seed++) {
      const { device, placing } = randomDevice(chanceOf(seed), true);
      const table = tableOf(device, new Evaluator(device, placing));
      for (const packet of allPackets()) {
        const { said } = table.get(`chance ${packet.source} ${packet.destination} ${packet.port}`)!;
        const expected = [...outcomes(device, packet, placing)].sort().reverse().join(' or ');
        assert.equal(said, expected, `seed ${seed}: ${JSON.stringify(packet)}`);
        if (said === 'permit') open++;
        else if (said === 'deny') closed++;
        else either++;
      }
    }
    // All three are common, or nothing would be seen.
    for (const count of [open, closed, either]) assert.ok(count > 2000, `${open} ${closed} ${either}`);
  });

  it('is never less than that where lists are called several times', () => {
    for (let seed = 1; seed <= 150; seed++) {
      const { device, placing } = randomDevice(chanceOf(seed), false);
      const table = tableOf(device, new Evaluator(device, placing));
      for (const packet of allPackets()) {
        const { said } = table.get(`chance ${packet.source} ${packet.destination} ${packet.port}`)!;
        for (const outcome of outcomes(device, packet, placing))
          assert.ok(said.includes(outcome), `seed ${seed}: ${JSON.stringify(packet)} ${said}, may be ${outcome}`);
      }
    }
  });

  it('comes with the rules that decide it', () => {
    for (let seed = 1; seed <= 100; seed++) {
      const { device, placing } = randomDevice(chanceOf(seed), true);
      const evaluator = new Evaluator(device, placing);
      const table = tableOf(device, evaluator);
      for (const packet of allPackets()) {
        const { said, by } = table.get(`chance ${packet.source} ${packet.destination} ${packet.port}`)!;
        if (said.includes(' or ')) continue;
        for (const { rule } of by)
          if (rule) {
            const service = portSet('tcp', packet.port).first;
            const inRule = rule.traffic.some((box) =>
              holds(box, { source: addressOf(packet.source), destination: addressOf(packet.destination), service }),
            );
            assert.ok(inRule && (rule.action === said || rule.action === 'unknown'), `seed ${seed}: ${rule.text}`);
          }
      }
    }
  });
});

const box = (sources: string, destinations: string, port?: number): Box => ({
  sources: sources === 'any' ? ANYWHERE : (readAddresses(sources) ?? parseHostName(sources)),
  destinations: destinations === 'any' ? ANYWHERE : (readAddresses(destinations) ?? parseHostName(destinations)),
  services: port === undefined ? ANY_SERVICE : portSet('tcp', port),
});

function deviceOf(
  lists: Readonly<Record<string, Partial<RunningRule>[]>>,
  otherwise: RuleList['otherwise'] = 'deny',
): RunningDevice {
  let line = 0;
  const ruleOf = (rule: Partial<RunningRule>): RunningRule => ({
    action: 'permit',
    traffic: [EVERYTHING],
    name: undefined,
    line: ++line,
    text: '',
    ...rule,
  });
  return {
    format: 'made',
    file: 'made',
    name: undefined,
    places: [],
    lists: new Map(
      Object.entries(lists).map(([name, rules], n) => [
        name,
        { name, rules: rules.map(ruleOf), otherwise: n ? 'return' : otherwise, line: 0 },
      ]),
    ),
    stages: [Object.keys(lists)[0]!],
    replies: 'tracked',
    families: [4, 6],
    unknown: [],
    lines: { modeled: 0, withoutBearing: 0, unknown: 0 },
  };
}

describe('what a device makes of host names', () => {
  const zones = [
    {
      name: 'in',
      external: false,
      subnets: readAddresses('10.0.0.0/8')!,
      addresses: readAddresses('10.0.0.0/8')!,
      components: [],
    },
  ];
  const names = NamePlaces.of(zones);
  const said = (device: RunningDevice, asked: Box): string => {
    const { permits, denies } = new Evaluator(device, NOWHERE, names).judge([asked]);
    return `${permits.length ? 'may pass' : ''} ${denies.length ? 'may not' : ''}`.trim();
  };

  it('is certain where the rule says the name, or anything', () => {
    const device = deviceOf({
      all: [{ traffic: [box('any', 'update.example.com', 443)] }, { traffic: [box('any', 'any', 80)] }],
    });
    assert.equal(said(device, box('10.0.0.1', 'update.example.com', 443)), 'may pass');
    assert.equal(said(device, box('10.0.0.1', 'update.example.com', 80)), 'may pass');
    assert.equal(said(device, box('10.0.0.1', 'other.example.com', 443)), 'may not');
  });

  it('is open where a name may be an address of a rule, and where a rule has a name that may be the address', () => {
    const byAddress = deviceOf({ all: [{ traffic: [box('any', '203.0.113.0/24', 443)] }] });
    assert.equal(said(byAddress, box('10.0.0.1', 'update.example.com', 443)), 'may pass may not');
    assert.equal(said(byAddress, box('10.0.0.1', 'update.example.com', 80)), 'may not');
    const byName = deviceOf({ all: [{ traffic: [box('any', 'update.example.com', 443)] }] });
    assert.equal(said(byName, box('10.0.0.1', '203.0.113.7', 443)), 'may pass may not');
    // A name of no component is nowhere inside.
    assert.equal(said(byName, box('any', '10.0.0.7', 443)), 'may not');
  });
});

describe('what a device makes of rules without end', () => {
  it('is known to be unknown where lists call themselves', () => {
    const device = deviceOf({ all: [{ action: { call: 'loop' } }], loop: [{ action: { call: 'loop' }, perhaps: 'chance' }] });
    const { permits, denies } = new Evaluator(device, NOWHERE).judge([box('10.0.0.1', '10.0.0.2', 1)]);
    assert.ok(permits.length && denies.length);
  });

  it('is answered with a bounded number of steps, where each of sixty lists calls the next one twice', () => {
    const lists = Object.fromEntries(
      Array.from({ length: 60 }, (_, n) => {
        const call = { action: { call: `list${n + 1}` } };
        return [`list${n}`, n < 59 ? [call, call] : []];
      }),
    );
    const { isOpen } = new Evaluator(deviceOf(lists), NOWHERE).judge([box('10.0.0.1', '10.0.0.2', 1)]);
    assert.equal(isOpen, true);
  });

  it('is open for all that is asked once the steps for a device are taken, each of them whatever the rules say', () => {
    const evaluator = new Evaluator(deviceOf({ all: [{ action: 'permit' }] }), NOWHERE, undefined, 150);
    const ask = (): boolean => evaluator.judge([box('10.0.0.1', '10.0.0.2', 1)]).isOpen;
    assert.deepEqual([ask(), ask(), ask()], [false, true, true]);
  });

  it('is open sooner where rules name long lists of addresses, which take longer to compare', () => {
    const every = (other: number, many: number): Box['sources'] =>
      IntervalSet.unionAll(Array.from({ length: many }, (_, n) => readAddresses(`10.0.${n >> 6}.${4 * (n & 63) + other}`)!));
    const isOpen = (many: number): boolean => {
      const rules = Array.from({ length: 20 }, () => ({ traffic: [{ ...EVERYTHING, sources: every(2, many) }] }));
      const evaluator = new Evaluator(deviceOf({ all: rules }), NOWHERE, undefined, 1000);
      const asked = [{ ...EVERYTHING, sources: every(0, many) }];
      evaluator.judge(asked);
      return evaluator.judge(asked).isOpen;
    };
    assert.deepEqual([isOpen(2), isOpen(2000)], [false, true]);
  });

  it('has its dead rules told in part where looking at all takes too long, which is said', () => {
    const rules = Array.from({ length: 9 }, () => ({ traffic: [box('10.0.0.1', '10.0.0.2', 1)] }));
    const found = (most?: number): [number, boolean] => {
      const { dead, isPart } = atOnce(deadRules(new Evaluator(deviceOf({ all: rules }), NOWHERE), most));
      return [dead.length, isPart];
    };
    assert.deepEqual(found(), [9, false]);
    assert.deepEqual(found(50), [5, true]);
  });

  it('is not looked at further where a thousand rules leave it open, and whatever comes behind them may decide', () => {
    const open = Array.from({ length: 3000 }, () => ({ action: 'deny' as const, perhaps: 'it may' }));
    const { permits, denies } = new Evaluator(deviceOf({ all: [...open, { action: 'permit' as const }] }), NOWHERE).judge([
      EVERYTHING,
    ]);
    assert.ok(permits.length < 1100 && denies.length < 1100);
    assert.deepEqual([permits.some(isTooMuch), denies.some(isTooMuch)], [true, true]);
  });

  it('is closed where nothing is said', () => {
    const { permits, denies } = new Evaluator(deviceOf({ all: [] }), NOWHERE).judge([EVERYTHING]);
    assert.deepEqual([permits.length, denies.length], [0, 1]);
    assert.equal(denies[0]!.rule, undefined);
  });
});

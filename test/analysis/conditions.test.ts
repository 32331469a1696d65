// When a flow is required, as docs/language.md and docs/vendors.md say it of conditions: what a plan leaves open rules nothing out.
import assert from 'node:assert/strict';
import { formatServices } from '../../language/model/services.ts';
import { analysisOf } from '../support/language.ts';

/** The components that have to open a flow of one condition, and the ones to which: `a -> x, b -> x`. */
async function pairs(condition: string, components: { from: string[]; to: string[] }, head = 'use acme 2.1'): Promise<string> {
  const placed = (list: string[], n: number) =>
    list.map(
      (each, i) =>
        `component ${each.replace(/^(\S+)( as (\S+))?/, (_, name, __, role) => `${name} : acme.${role ?? (n ? 'proxy' : 'server')} at 10.0.${n}.${i + 1}`)}`,
    );
  const { requirements } = await analysisOf(`${head}
vendor acme {
  role host { property tasks = number }
  role server : host { property mode = lan | wan }
  role spare : server
  role proxy : host { property mode = lan | wan }
  flow server -> proxy : tcp 7000 when ${condition} "Control"
}
site s { zone a { subnet 10.0.0.0/24 ${placed(components.from, 0).join('\n')} } }
site t { zone b { subnet 10.0.1.0/24 ${placed(components.to, 1).join('\n')} } }
`);
  return requirements
    .flatMap((r) => r.from.flatMap((a) => r.to.map((b) => `${a.name} -> ${b.name}`)))
    .sort()
    .join(', ');
}

const SERVERS = ['w runs windows', 'l runs linux', 'u'];

describe('conditions that are joined', () => {
  const CASES: [condition: string, from: string[], to: string[], required: string][] = [
    ['initiator runs windows', SERVERS, ['x'], 'u -> x, w -> x'],
    ['not (initiator runs windows)', SERVERS, ['x'], 'l -> x, u -> x'],
    ['not not initiator runs windows', SERVERS, ['x'], 'u -> x, w -> x'],
    [
      'initiator runs windows or responder runs linux',
      SERVERS,
      ['x runs linux', 'y runs windows', 'z'],
      'l -> x, l -> z, u -> x, u -> y, u -> z, w -> x, w -> y, w -> z',
    ],
    [
      'not (initiator runs windows or responder runs linux)',
      SERVERS,
      ['x runs linux', 'y runs windows', 'z'],
      'l -> y, l -> z, u -> y, u -> z',
    ],
    [
      '(initiator runs windows and responder runs linux) or (initiator runs linux and responder runs windows)',
      ['w runs windows', 'l runs linux'],
      ['x runs linux', 'y runs windows'],
      'l -> y, w -> x',
    ],
    ['initiator runs windows and same site', SERVERS, ['x'], ''],
    ['initiator runs windows or same site', SERVERS, ['x'], 'u -> x, w -> x'],
    ['initiator runs linux or not same site', SERVERS, ['x'], 'l -> x, u -> x, w -> x'],
    [
      'not (initiator is spare or responder tasks > 4)',
      ['a', 'b as spare'],
      ['x { tasks = 4 }', 'y { tasks = 5 }', 'z'],
      'a -> x, a -> z',
    ],
    [
      'initiator is not spare and (responder tasks <= 4 or responder mode = wan)',
      ['a', 'b as spare'],
      ['x { tasks = 4 mode = lan }', 'y { tasks = 5 mode = lan }', 'z { tasks = 5 mode = wan }', 'u'],
      'a -> u, a -> x, a -> z',
    ],
    // What is no number is neither less nor more than another one.
    ['responder tasks < many', ['a'], ['x { tasks = 4 }', 'y'], 'a -> x, a -> y'],
    ['not responder tasks < many', ['a'], ['x { tasks = 4 }'], 'a -> x'],
    ['responder tasks < 5', ['a'], ['x { tasks = few }', 'y { tasks = 5 }'], 'a -> x'],
    ['not responder tasks >= 5', ['a'], ['x { tasks = few }', 'y { tasks = 5 }'], 'a -> x'],
    ['version >= 2.1', ['a', 'b { version = 2.0 }'], ['x', 'y { version = 2.0 }'], 'a -> x'],
    ['not version >= 2.1', ['a', 'b { version = 2.0 }'], ['x', 'y { version = 2.0 }'], 'a -> y, b -> x, b -> y'],
    ['version >= 2.1.3', ['a'], ['x', 'y { version = 2.1.2 }'], 'a -> x'],
    ['not version >= 2.1.3', ['a'], ['x', 'y { version = 2.1.2 }', 'z { version = 2.2 }'], 'a -> x, a -> y, a -> z'],
  ];
  for (const [condition, from, to, required] of CASES)
    it(`${condition}: ${required || 'nothing'}`, async () => {
      assert.equal(await pairs(condition, { from, to }), required);
    });

  it('a version that nobody gives is neither before nor after another', async () => {
    for (const condition of ['version < 3', 'not version < 3', 'responder version = 3 or same site'])
      assert.equal(await pairs(condition, { from: ['a'], to: ['x'] }, 'use acme'), 'a -> x');
  });

  it('conditions that are joined by and alone keep components together', async () => {
    const from = ['a runs windows', 'b', 'c runs linux'];
    const { requirements } = await analysisOf(`use acme
vendor acme { role server role proxy flow server -> proxy : tcp 1 when initiator runs windows and not same site }
zone a { subnet 10.0.0.0/24 ${from.map((each, n) => `component ${each.replace(/^\S+/, (name) => `${name} : acme.server at 10.0.0.${n + 1}`)}`).join(' ')} }
site s { zone z { subnet 10.0.1.0/24 component x : acme.proxy at 10.0.1.1 component y : acme.proxy at 10.0.1.2 } }`);
    assert.deepEqual(
      requirements.map((r) => [r.from.map((c) => c.name), r.to.map((c) => c.name)]),
      [
        [
          ['a', 'b'],
          ['x', 'y'],
        ],
      ],
    );
  });
});

describe('directions', () => {
  /** What is required between two ends where the source leaves open who connects, with a direction of the plan. */
  const open = async (direction: string): Promise<string[]> => {
    const { requirements } = await analysisOf(`use acme
vendor acme {
  role host { property control = port }
  role a : host
  role b : host
  flow between a and b : tcp 10, tcp set by host.control "Control"
}
zone x { subnet 10.0.0.0/24 component one : acme.a at 10.0.0.1 { control = 3000 } }
zone y { subnet 10.0.1.0/24 component two : acme.b at 10.0.1.1 { control = 4000 } }
${direction}
`);
    return requirements.map((r) => `${r.from[0]!.name} -> ${r.to[0]!.name} : ${formatServices(r.services)}`).sort();
  };

  it('settle a port that the plan alone says where they name no ports, and leave it open where they name others', async () => {
    assert.deepEqual(await open(''), ['one -> two : tcp 10, 4000', 'two -> one : tcp 10, 3000']);
    assert.deepEqual(await open('direction acme.a -> acme.b'), ['one -> two : tcp 10, 4000']);
    assert.deepEqual(await open('direction acme.a -> acme.b : tcp 10'), ['one -> two : tcp 10, 4000', 'two -> one : tcp 3000']);
    assert.deepEqual(await open('direction acme.a -> acme.b : tcp 4000'), await open(''));
  });
});

describe('numbers and sides in conditions', () => {
  const HOLDING: [condition: string, required: string][] = [
    ['responder tasks > 4', 'a -> five, a -> unset'],
    ['responder tasks >= 4', 'a -> five, a -> four, a -> unset'],
    ['responder tasks < 4', 'a -> three, a -> unset'],
    ['responder tasks <= 4', 'a -> four, a -> three, a -> unset'],
    ['responder tasks = 3 | 5', 'a -> five, a -> three, a -> unset'],
    ['initiator tasks = 12', 'a -> five, a -> four, a -> three, a -> unset'],
    // Of both ends that have it, each is asked.
    ['tasks > 4', 'a -> five, a -> unset'],
    ['tasks > 12', ''],
  ];
  for (const [condition, required] of HOLDING)
    it(`${condition}: ${required || 'nothing'}`, async () => {
      const to = ['three { tasks = 3 }', 'four { tasks = 4 }', 'five { tasks = 5 }', 'unset'];
      assert.equal(await pairs(condition, { from: ['a { tasks = 12 }'], to }), required);
    });

  it('a property that both roles have of their own is that of the side', async () => {
    const components = { from: ['a { mode = lan }', 'b { mode = wan }'], to: ['x { mode = wan }', 'y { mode = lan }'] };
    assert.equal(await pairs('initiator mode = lan', components), 'a -> x, a -> y');
    assert.equal(await pairs('responder mode = lan', components), 'a -> y, b -> y');
    assert.equal(await pairs('initiator mode = lan or responder mode = lan', components), 'a -> x, a -> y, b -> y');
  });

  it('a default is that of one property, not of another role’s of the same name', async () => {
    const found = async (condition: string) => {
      const { requirements } = await analysisOf(`use acme
vendor acme {
  role agent { property mode = lan | wan default lan }
  role proxy { property mode = lan | wan }
  role server
  flow proxy -> server : tcp 1 when initiator mode = wan
  flow agent -> server : tcp 2 when initiator ${condition}
}
zone p { subnet 10.0.0.0/24 component both : acme.agent, acme.proxy at 10.0.0.1 }
zone q { subnet 10.0.1.0/24 component x : acme.server at 10.0.1.1 }`);
      return requirements.map((r) => formatServices(r.services)).sort();
    };
    assert.deepEqual(await found('mode = lan'), ['tcp 1', 'tcp 2']);
    assert.deepEqual(await found('mode = wan'), ['tcp 1']);
  });

  it('conditions of a flow between two roles are about the roles as the catalog names them, whichever connects', async () => {
    const { requirements } = await analysisOf(`use acme
vendor acme { role a role b flow between a and b : tcp 1 when initiator runs windows or (initiator runs linux and responder runs linux) }
zone p { subnet 10.0.0.0/24 component w : acme.a at 10.0.0.1 runs windows component l : acme.a at 10.0.0.2 runs linux }
zone q { subnet 10.0.1.0/24 component x : acme.b at 10.0.1.1 runs linux component y : acme.b at 10.0.1.2 runs windows }`);
    const found = requirements.flatMap((r) => r.from.flatMap((f) => r.to.map((t) => `${f.name} -> ${t.name}`)));
    assert.deepEqual(found.sort(), ['l -> x', 'w -> x', 'w -> y', 'x -> l', 'x -> w', 'y -> w']);
  });
});

describe('that nobody of a role works with both ends', () => {
  /** Who has to send to the store, beside gateways that are said to be for one kind of storage each. */
  const senders = async (gateways: string, more = ''): Promise<string> => {
    const { requirements } = await analysisOf(`use acme
vendor acme {
  role server role store role share
  role gateway { property storage = share | store }
  role tape-gateway : gateway runs linux
  flow gateway -> store : tcp 1 when storage = store
  flow gateway -> share : tcp 2 when storage = share
  flow server -> store : tcp 3 when no gateway
}
zone p { subnet 10.0.0.0/24 component s : acme.server at 10.0.0.1 ${gateways} }
zone q { subnet 10.0.1.0/24 component t : acme.store at 10.0.1.1 component u : acme.share at 10.0.1.2 }
${more}`);
    const found = requirements.flatMap((r) => r.from.flatMap((f) => r.to.map((t) => `${f.name} -> ${t.name}`)));
    return found.sort().join(', ');
  };

  it('holds beside those that are for another kind', async () => {
    assert.equal(await senders(''), 's -> t');
    assert.equal(await senders('component g : acme.gateway at 10.0.0.2 { storage = store }'), 'g -> t');
    assert.equal(await senders('component g : acme.gateway at 10.0.0.2 { storage = share }'), 'g -> u, s -> t');
    assert.equal(await senders('component g : acme.tape-gateway at 10.0.0.2 { storage = share }'), 'g -> u, s -> t');
  });

  it('does not hold where one of several is for it, or one may be for anything', async () => {
    const one = 'component g : acme.gateway at 10.0.0.2 { storage = share }';
    assert.equal(await senders(`${one} component h : acme.gateway at 10.0.0.3`), 'g -> u, h -> t, h -> u');
    assert.equal(await senders(`${one} component h : acme.gateway at 10.0.0.3 { storage = store }`), 'g -> u, h -> t');
  });

  it('is a matter of one deployment', async () => {
    const two =
      'component g : acme.gateway at 10.0.0.2 { storage = store } component h : acme.gateway at 10.0.0.3 { storage = share }';
    assert.equal(await senders(two, 'deployment a = s, t, u, h\ndeployment b = g'), 'h -> u, s -> t');
  });
});

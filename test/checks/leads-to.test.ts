// Where findings about vendors' products lead: to the advice, the flow or the property that they come from, and to the other end.
import assert from 'node:assert/strict';
import { diagnose, underlined } from '../support/language.ts';

/** A maker whose guide advises all that checks look for. */
const VENDOR = `use acme
vendor acme "Acme" version 2 {
  source guide "guide.pdf" "Field guide"
  role server { property gui = port property peer = port property load = number property cores = number }
  role desk
  role store
  role relay
  role system-agent
  service peering = tcp 9081 (set by server.peer)
  flow desk -> server : tcp 443 when responder version >= 2 "Shows the console" from guide "1"
  flow desk -> server : tcp 9392 when responder version < 2 "Shows the old console" from guide "1"
  flow server -> store : tcp 2500 "Moves data" from guide "2"
  flow server -> store : tcp 2500, 2501 "Moves more data" from guide "2", "3"
  flow server -> store : tcp 22 during install "Installs" from guide "4"
  flow relay -> server : tcp 8443 exposed "Lets tenants in" from guide "5"
  flow server -> server : peering "Talks to its peer" from guide "6"
  flow server -> system-agent : tcp 445 when responder runs windows "Copies files" from guide "7"
  flow server -> system-agent : udp 514 when responder runs linux "Opens a shell" from guide "7"
  advice closed for server : tcp 139 "Switch SMB off." from guide "8", "9"
  advice internal for server : tcp 7073 "It asks itself." from guide "10"
  advice fixed-port for server : tcp 9081 "A peer must find it." from guide "11"
  advice no-wide-rules for server : any "Name the ports." from guide "12"
  advice own-segment for server "Keep it apart." from guide "13"
  advice no-nat for server "Nothing may translate between them." from guide "14"
  advice encrypt-between-sites for server "Put a tunnel around it." from guide "15"
  sizing server by load "One server, by its load" { 100 : cores 4 }
}
`;
const PLAN = `${VENDOR}zone a { subnet 10.0.0.0/24 component main : acme.server at 10.0.0.1 }
zone b { subnet 10.0.1.0/24 component seat : acme.desk at 10.0.1.1 component disk : acme.store at 10.0.1.2 }
`;
const server = (settings: string): string => PLAN.replace('at 10.0.0.1', `at 10.0.0.1 { ${settings} }`);
const SITES = `${VENDOR}site one { zone a { subnet 10.0.0.0/24 component main : acme.server at 10.0.0.1 } }
site two { zone b { subnet 10.0.1.0/24 component peer : acme.server at 10.0.1.1 } }
allow one -> two : required
allow two -> one : required
`;
const OUTSIDE = `zone internet external
zone dmz { subnet 10.20.0.0/24 component gateway at 10.20.0.10 component mail at 10.20.0.11 }
zone inner { subnet 10.30.0.0/24 component vault at 10.30.0.10 }
firewall edge { zones internet, dmz, inner
  nat 203.0.113.10 tcp 440-445 -> gateway
`;

/** The line of the vendor that begins with some words. */
const line = (begin: string): string => {
  const found = VENDOR.split('\n').filter((each) => each.trim().startsWith(begin));
  assert.equal(found.length, 1, begin);
  return found[0]!.trim();
};

/** Plans with one finding of a check, and the places that it leads to besides: what is underlined there, and what is said of it. */
const ROWS: readonly (readonly [code: string, text: string, ...related: (readonly [underlined: string, says: string])[]])[] = [
  ['closed-port', `${PLAN}allow b -> main : tcp 139`, [line('advice closed'), 'Field guide, sections 8, 9']],
  ['internal-port', `${PLAN}allow b -> main : tcp 7073`, [line('advice internal'), 'Field guide, section 10']],
  ['fixed-port', server('peer = 9999'), [line('advice fixed-port'), 'Field guide, section 11']],
  ['any-service', `${PLAN}allow b -> main : any`, [line('advice no-wide-rules'), 'Field guide, section 12']],
  [
    'mixed-zone',
    PLAN.replace('at 10.0.0.1', 'at 10.0.0.1 component web at 10.0.0.80 component more at 10.0.0.81'),
    ['web', 'One of the others.'],
    [line('advice own-segment'), 'Field guide, section 13'],
  ],
  ['nat-unsupported', `${SITES}nat one -> two`, [line('advice no-nat'), 'Field guide, section 14']],
  ['cleartext-over-wan', SITES, [line('advice encrypt-between-sites'), 'Field guide, section 15']],
  ['undersized-component', server('load = 101'), [line('sizing server'), 'One server, by its load']],
  ['undersized-component', server('load = 99 cores = 2'), [line('sizing server'), 'One server, by its load']],
  ['superseded-port', `${PLAN}allow seat -> main : tcp 9392`, [line('flow desk -> server : tcp 9392'), 'Shows the old console']],
  ['temporary-flow-open', `${PLAN}allow main -> disk : tcp 22`, [line('flow server -> store : tcp 22'), 'Installs']],
  ['reversed-flow', `${PLAN}allow disk -> main : tcp 2501`, [line('flow server -> store : tcp 2500, 2501'), 'Moves more data']],
  [
    'blocked-flow',
    `${PLAN}allow main -> disk : tcp 2500-2501\ndeny a -> b : tcp 2500`,
    ['main', 'main connects,'],
    ['disk', 'disk is connected to.'],
    [line('flow server -> store : tcp 2500 '), 'Moves data'],
    [line('flow server -> store : tcp 2500, 2501'), 'Moves more data'],
  ],
  [
    'missing-flow',
    `${PLAN}allow seat -> main : required\nassert a never reaches disk on tcp 2501\nallow main -> disk : tcp 2500`,
    ['disk', 'disk is the other end.'],
    ['assert a never reaches disk on tcp 2501', 'This asserts that it never happens.'],
    [line('flow server -> store : tcp 2500, 2501'), 'tcp 2501: Moves more data (Field guide, sections 2, 3)'],
  ],
  [
    'unknown-system',
    `${PLAN}zone c { subnet 10.0.2.0/24 component x : acme.system-agent at 10.0.2.1 component y : acme.system-agent at 10.0.2.2 }`,
    ['y', 'y, of which nobody says it either'],
  ],
  [
    'assertion-failed',
    `${PLAN}allow main -> disk : tcp 9\nassert a never reaches b`,
    ['allow main -> disk : tcp 9', 'This rule permits it.'],
  ],
  [
    'assertion-failed',
    `${PLAN}allow main -> disk : tcp 9\ndeny any -> disk : tcp 9\nassert main reaches disk on tcp 9`,
    ['deny any -> disk : tcp 9', 'This rule denies it.'],
  ],
  [
    'invalid-firewall',
    'zone a { subnet 10.0.0.0/24 }\nzone b { subnet 10.0.1.0/24 }\nfirewall f { zones a, b zones a }',
    ['zones a, b', 'It was named here first.'],
  ],
  [
    'invalid-translation',
    `${OUTSIDE}  nat 203.0.113.10 tcp 443 -> vault\n}`,
    ['nat 203.0.113.10 tcp 440-445 -> gateway', 'It is translated here.'],
  ],
  [
    'outer-address',
    `${OUTSIDE}}\nallow internet -> 203.0.113.10 : tcp 443`,
    ['nat 203.0.113.10 tcp 440-445 -> gateway', 'It is translated here.'],
  ],
  [
    'untranslated-port',
    `${OUTSIDE}}\nallow internet -> gateway : tcp 25`,
    ['nat 203.0.113.10 tcp 440-445 -> gateway', 'It is translated here.'],
  ],
  [
    'internet-exposure',
    `${PLAN}zone internet external\nallow internet -> main : tcp 8444`,
    [line('flow relay -> server : tcp 8443'), 'Meant to be exposed is tcp 8443 of acme.server.'],
  ],
  [
    'incomplete-catalog',
    `vendor acme { role one\n incomplete "Tape is left out" }\nextend vendor acme { incomplete "Clouds are left out." }\nuse acme`,
    ['incomplete "Tape is left out"', 'The catalog says so here: Tape is left out.'],
    ['incomplete "Clouds are left out."', 'The catalog says so here: Clouds are left out.'],
  ],
  [
    'missing-peer',
    'use acme\nvendor acme {\n  role one\n  role two\n  flow two -> one : tcp 1\n}\nzone a { component x : acme.one at 10.0.0.1 }',
    ['flow two -> one : tcp 1', 'flow two -> one : tcp 1'],
  ],
  [
    'unset-port',
    'use acme\nvendor acme {\n  role one { property gui = port "Port of the page" }\n  role two\n  flow two -> one : tcp set by one.gui "Asks"\n}\nzone a { component x : acme.one at 10.0.0.1 }\nzone b { component y : acme.two at 10.0.1.1 }',
    ['property gui = port "Port of the page"', 'Port of the page'],
  ],
];

/** Findings that lead to a flow of which no catalog says what it is for. */
const UNSAID = 'acme.server connects to acme.store';
const SAID_NOTHING: readonly (readonly [code: string, rules: string, flow: string, says: string])[] = [
  ['missing-flow', '', 'flow server -> store : tcp 2500', `tcp 2500: ${UNSAID} (Field guide, section 2)`],
  ['blocked-flow', 'allow a -> b : tcp 2500\ndeny a -> disk', 'flow server -> store : tcp 2500', UNSAID],
  ['reversed-flow', 'allow disk -> main : tcp 2501', 'flow server -> store : tcp 2500, 2501', UNSAID],
  ['temporary-flow-open', 'allow main -> disk : tcp 22', 'flow server -> store : tcp 22', UNSAID],
  ['superseded-port', 'allow seat -> main : tcp 9392', 'flow desk -> server : tcp 9392', 'acme.desk connects to acme.server'],
];

describe('what a finding about a product leads to', () => {
  for (const [code, rules, flow, says] of SAID_NOTHING)
    it(`${code}: names the ends of a flow of which nobody says what it is for`, async () => {
      const text = `${PLAN.replace(/^( {2}flow .*?) "[^"]*"( from)/gm, '$1$2')}${rules}\n`;
      const found = (await diagnose(text)).find((each) => each.code === code);
      assert.ok(found, `${code} is not found`);
      const told = found.relatedInformation!.map(({ location, message }) => ({
        at: underlined(text, { ...found, range: location.range }),
        message,
      }));
      assert.equal(told.find(({ at }) => at.startsWith(flow))?.message, says);
    });

  for (const [n, [code, text, ...related]] of ROWS.entries())
    it(`${code}: ${n}`, async () => {
      const found = (await diagnose(text)).find((each) => each.code === code);
      assert.ok(found, `${code} is not found`);
      assert.deepEqual(
        (found.relatedInformation ?? []).map(({ location, message }) => [
          underlined(text, { ...found, range: location.range }),
          message,
        ]),
        related,
      );
    });
});

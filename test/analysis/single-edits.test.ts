// Each thing that a plan says, changed by itself: what is kept is what a fresh start would find, and what an edit leaves alone stays the object that it was.
import assert from 'node:assert/strict';
import type { LangiumDocument } from 'langium';
import type * as ast from '../../language/generated/ast.ts';
import { formatAddresses } from '../../language/model/addresses.ts';
import type { Plan } from '../../language/model/plan.ts';
import { ofChance } from '../support/chance.ts';
import { createEditedLanguage, type EditedLanguage } from '../support/edited-language.ts';
import { createTestLanguage, type TestLanguage } from '../support/language.ts';
import { shown } from '../support/shown.ts';
import { shown as coverage } from '../support/shown-plan.ts';

const PLAN = `plan "All of it"
use x 2
enable f0
direction x.peer -> x.other : tcp 30
trust x.maker
site one { zone s1 { subnet 10.5.1.0/24 component inside-one : x.server at 10.5.1.1 } }
site two { zone s2 { subnet 10.5.2.0/24 component inside-two : x.agent at 10.5.2.1 } }
pair one, two
deployment d1 = one, z1
deployment d2 = two, z2
zone z1 "First" {
  subnet 10.1.0.0/24, fd00:1::/64
  subnet 10.1.9.0/24 as 10.99.9.0/24
  component server "Main" : x.server at 10.1.0.1, fd00:1::1 { port-0 = 4000 }
  component agent : x.agent, x.peer at 10.1.0.2 runs windows { instances = 2 version = 2.1 mode = fast }
  component outer : x.agent at 10.1.9.3
}
zone z2 {
  subnet 10.2.0.0/24
  component repo : x.repository at 10.2.0.1 also at 10.1.0.77 in z1 with server
  component other : x.other at 10.2.0.2 { load = 3 }
  component named : x.agent at "h.example.com"
}
zone lab isolated { subnet 10.3.0.0/24 component test : x.agent at 10.3.0.1 }
zone partner external { subnet 10.4.0.0/24 component guest : x.agent at 10.4.0.1 }
zone world external
group both = agent, other
group some = z1, repo except outer
service web = tcp 80, 443
firewall core : asa { zones z1, partner, z2, lab, s1, s2, world nat 10.4.0.99 tcp 443 from partner -> server port 8443 }
nat z1 -> z2
bind x.agent with x.server by site
bind agent with repo
vpn z1, z2 "tunnel"
allow z1 -> z2 : required
allow both -> server : web until 2027-01-31 "as asked"
allow some, 10.2.0.9 -> any except lab : tcp 22, udp 53
allow z2.named -> world : tcp 443
deny agent -> repo : tcp 9000-9010
assert lab never reaches z2
assert agent reaches server on tcp 443
vendor x "Product" version 2 {
  role base { property instances = number }
  role server : base { property port-0 = port }
  role agent "Agent" : base { property mode = slow | fast default slow }
  role peer
  role other { property load = number }
  role repository
  service steering = tcp 1000-1003 (set by server.port-0)
  feature f0
  source maker "maker.pdf" vendor
  flow server -> agent : steering "steers" from maker "1"
  flow agent -> server : tcp 443, 8443 when initiator mode = fast "asks"
  flow between peer and other : tcp 30 "talk"
  flow agent -> repository : tcp 9000+ (1 for each agent) when initiator version >= 2 "writes" for f0
  flow server -> repository : one of (tcp 25, tcp 587) when not (initiator runs linux) "tells"
  flow agent -> other : udp 50 when same site "nearby"
}
`;

/** One thing each, and what becomes of it. */
const EDITS: readonly (readonly [was: string, is: string])[] = [
  ['use x 2', 'use x'],
  ['enable f0\n', '\n'],
  ['direction x.peer', 'direction x.other'],
  ['x.other : tcp 30', 'x.other'],
  ['trust x.maker', ''],
  ['site one {', 'site uno {'],
  ['pair one, two', ''],
  ['deployment d1 = one, z1', 'deployment d1 = one'],
  ['deployment d2 = two, z2', 'deployment d2 = two, z1'],
  ['deployment d2', 'deployment d3'],
  ['zone z1 "First"', 'zone z1 "Uno"'],
  ['zone z1 "First"', 'zone z9 "First"'],
  ['subnet 10.1.0.0/24, fd00:1::/64', 'subnet 10.1.0.0/24'],
  ['subnet 10.1.0.0/24, fd00:1::/64', 'subnet 10.1.0.0/25, fd00:1::/64'],
  ['subnet 10.1.0.0/24, fd00:1::/64', 'subnet 10.1.0.0/25, 10.1.0.128/25, fd00:1::/64'],
  [' as 10.99.9.0/24', ''],
  [' as 10.99.9.0/24', ' as 10.98.9.0/24'],
  ['component server "Main"', 'component server "Minor"'],
  ['component server "Main"', 'component host "Main"'],
  ['at 10.1.0.1, fd00:1::1', 'at 10.1.0.1'],
  ['at 10.1.0.1, fd00:1::1', 'at 10.1.0.9, fd00:1::1'],
  ['{ port-0 = 4000 }', '{ port-0 = 4100 }'],
  ['{ port-0 = 4000 }', ''],
  ['x.agent, x.peer at', 'x.agent at'],
  ['x.agent, x.peer at', 'x.peer, x.agent at'],
  ['runs windows', 'runs linux'],
  [' runs windows', ''],
  ['instances = 2', 'instances = 5'],
  ['version = 2.1', 'version = 1.5'],
  ['version = 2.1 mode = fast', 'version = 2.1 mode = slow'],
  ['version = 2.1 mode = fast', 'version = 2.1'],
  ['at 10.1.9.3', ''],
  ['x.repository at', 'x.other at'],
  [' also at 10.1.0.77 in z1', ''],
  ['also at 10.1.0.77', 'also at 10.1.0.78'],
  ['77 in z1', '77 in lab'],
  [' with server', ''],
  [' with server', ' with inside-one'],
  ['load = 3', 'load = 4'],
  ['"h.example.com"', '"i.example.com"'],
  ['at "h.example.com"', 'at 10.2.0.7'],
  ['zone lab isolated', 'zone lab'],
  ['zone partner external', 'zone partner'],
  ['zone world external', 'zone world'],
  ['zone world external', ''],
  ['group both = agent, other', 'group both = agent'],
  ['group both', 'group each'],
  [' except outer', ''],
  ['service web = tcp 80, 443', 'service web = tcp 80'],
  ['-> server port 8443', '-> server'],
  ['10.4.0.99 tcp 443', '10.4.0.98 tcp 443'],
  ['nat z1 -> z2', 'nat z2 -> z1'],
  ['zones z1, partner, z2', 'zones z1, partner'],
  ['core : asa', 'edge : asa'],
  ['-> server port', '-> agent port'],
  ['x.server by site', 'x.server'],
  ['bind agent with repo', 'bind agent with other'],
  ['bind agent with repo', ''],
  ['vpn z1, z2', 'vpn z1, lab'],
  ['allow z1 -> z2 : required', 'allow z1 -> z2 : any'],
  ['allow z1 -> z2 : required', 'deny z1 -> z2'],
  ['until 2027-01-31', 'until 2026-01-31'],
  ['"as asked"', '"as told"'],
  ['10.2.0.9', '10.2.0.8'],
  [' except lab', ''],
  ['except lab', 'except z2'],
  ['tcp 22, udp 53', 'tcp 22'],
  ['z2.named', 'named'],
  ['9000-9010', '9000-9001'],
  ['never reaches', 'reaches'],
  ['on tcp 443', 'on tcp 444'],
  ['version 2 {', 'version 3 {'],
  ['role base { property instances = number }', 'role base'],
  ['"Agent" : base', '"Agent"'],
  ['role agent "Agent"', 'role agent "Client"'],
  ['default slow', 'default fast'],
  ['role other {', 'role other : base {'],
  ['tcp 1000-1003', 'tcp 1000-1004'],
  [' (set by server.port-0)', ''],
  ['from maker "1"', 'from maker "2"'],
  ['when initiator mode = fast', 'when initiator mode = slow'],
  ['between peer and other', 'peer -> other'],
  ['(1 for each agent)', '(2 for each agent)'],
  ['version >= 2 "writes"', 'version >= 3 "writes"'],
  [' for f0', ''],
  ['one of (tcp 25, tcp 587)', 'tcp 25'],
  ['initiator runs linux', 'initiator runs windows'],
  ['when same site', 'when not same site'],
];

/** One of so many is made in `npm test`; whoever looks for changes of the code that nothing notices makes them all. */
const EACH = process.env.SEGPLAN_MUTATE ? 1 : ofChance(1, 6);

type Document = LangiumDocument<ast.Document>;

describe('one thing of a plan that is changed', () => {
  let kept: EditedLanguage;
  let fresh: TestLanguage;
  before(async () => {
    kept = await createEditedLanguage();
    fresh = await createTestLanguage();
  });

  /** What the model says of zones and components, whatever comes of it. */
  const modeled = ({ zones }: Plan): unknown =>
    zones.map(({ components, networks, translations, ...zone }) => [
      ...[zone.name, zone.title, zone.isolated, zone.external, zone.rest, zone.site],
      ...[zone.subnets, zone.ownSubnets, ...networks].map((set) => formatAddresses(set)),
      translations.map(({ own, seen: other, shift }) => [formatAddresses(own), formatAddresses(other), String(shift)]),
      components.map(({ properties, version, system, instances, roles, deployments, legs, own, title }) => [
        ...[title, [...properties], version?.text, system, instances, roles, [...deployments], formatAddresses(own)],
        ...legs.map((leg) => [leg.zone.name, formatAddresses(leg.addresses), formatAddresses(leg.own)]),
      ]),
    ]);

  const seen = ({ services }: Pick<TestLanguage, 'services'>, document: Document): string =>
    JSON.stringify(
      [modeled(services.segplan.Plans.plan(document.parseResult.value)), shown(services, document), coverage(services, document)],
      undefined,
      1,
    ).replace(/\/plans\/[\w/.-]*/g, '');

  it('is found as in a fresh start', async () => {
    const before = await fresh.load({ 'plan.segplan': PLAN });
    assert.deepEqual(
      (before.diagnostics ?? [])
        .filter(({ severity, code }) => severity === 1 && String(code) !== 'missing-flow')
        .map((d) => `${d.range.start.line} ${d.message}`),
      [],
    );
    const whole = seen(fresh, before);
    let without = 0;
    // All that is new is read before the edits: it has everything linked again that is known anywhere, and would hide what an edit leaves as it was.
    const expected: (readonly [what: string, text: string, seen: string])[] = [];
    for (const [n, [was, is]] of EDITS.entries()) {
      if (n % EACH) continue;
      assert.equal(PLAN.split(was).length, 2, was);
      const text = PLAN.replace(was, is);
      expected.push([`${was} becomes ${is}`, text, seen(fresh, await fresh.load({ 'other.segplan': text }))]);
      if (expected.at(-1)![2] === whole) without++;
    }
    await kept.edit('plan.segplan', PLAN);
    // What the edit before it changed is taken back with each.
    for (const [what, text, now] of expected) assert.equal(seen(kept, await kept.edit('plan.segplan', text)), now, what);
    assert.equal(seen(kept, await kept.edit('plan.segplan', PLAN)), whole);
    assert.ok(without < 16, `${without}`);
  });

  it('leaves zones, components, bindings and rules that say nothing of it the objects that they were', async () => {
    const planOf = ({ parseResult }: Document): Plan => kept.services.segplan.Plans.plan(parseResult.value);
    const text = PLAN.replace('vendor x', 'zone last { subnet 10.77.0.0/24 component end at 10.77.0.1 }\nvendor x');
    const one = planOf(await kept.edit('same.segplan', text));
    const other = planOf(await kept.edit('same.segplan', text.replace('10.77.0.1', '10.77.0.2')));
    const changed = <T>(a: readonly T[], b: readonly T[]): T[] => a.filter((each, n) => each !== b[n]);
    assert.deepEqual(
      changed(one.zones, other.zones).map(({ name }) => name),
      ['last'],
    );
    assert.deepEqual(
      changed(one.components, other.components).map(({ name }) => name),
      ['end'],
    );
    // What goes anywhere goes there as well.
    assert.deepEqual(
      changed(one.rules, other.rules).map(({ line }) => text.split('\n')[line - 1]),
      ['allow some, 10.2.0.9 -> any except lab : tcp 22, udp 53'],
    );
    assert.deepEqual(changed(one.bindings, other.bindings), []);
  });

  it('leaves each zone and component the object that it was where its statement says the same in other words', async () => {
    const planOf = ({ parseResult }: Document): Plan => kept.services.segplan.Plans.plan(parseResult.value);
    for (const [machine, address] of PLAN.matchAll(/component .*? at (\d+\.\d+\.\d+\.\d+)/g)) {
      const one = planOf(await kept.edit('said.segplan', PLAN));
      // A network of one address is that address.
      const said = machine.replace(address!, `${address}/32`);
      const other = planOf(await kept.edit('said.segplan', PLAN.replace(machine, said)));
      assert.deepEqual(
        one.zones.filter((each, n) => each !== other.zones[n]).map(({ name }) => name),
        [],
        machine,
      );
      assert.ok(one.components.every((each, n) => each === other.components[n]));
    }
  });
});

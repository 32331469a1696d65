import assert from 'node:assert/strict';
import { changeText, describeOpened, summaryText } from '../../language/analysis/diff/describe-diff.ts';
import { diff, type PlanDiff } from '../../language/analysis/diff/diff.ts';
import { formatServices } from '../../language/model/services.ts';
import { diffMarkdown } from '../../language/rulesets/diff-markdown.ts';
import { analysisOf } from '../support/language.ts';

const BASE = `vendor acme {
  role client
  role server
  flow client -> server : tcp 10-12 "Moves data"
  flow client -> server : one of (tcp 50, tcp 51) "Reports"
}
use acme
zone a { subnet 10.1.0.0/24
  component a1 : acme.client at 10.1.0.1
  component a2 at 10.1.0.2
}
zone b { subnet 10.2.0.0/24
  component b1 : acme.server at 10.2.0.1
  component b2 at 10.2.0.2
}
`;

async function compared(older: string, newer: string): Promise<PlanDiff> {
  return diff(await analysisOf(`${BASE}${older}\n`), await analysisOf(`${BASE}${newer}\n`));
}

/** `+ a1 -> b1 : tcp 22` for each flow. */
async function lines(older: string, newer: string): Promise<string[]> {
  const { opened, closed } = await compared(older, newer);
  return [...opened.map((c) => `+ ${changeText(c)}`), ...closed.map((c) => `- ${changeText(c)}`)];
}

describe('how a difference is told', () => {
  it('in one line, which counts what opens, what closes and what is lost', async () => {
    const said = async (older: string, newer: string): Promise<string> => summaryText(await compared(older, newer));
    const [one, two, need] = ['allow a2 -> b2 : tcp 22', 'allow a2 -> b1 : tcp 23', 'allow a1 -> b1 : required'];
    assert.equal(await said(one, one), 'no difference in what is permitted');
    assert.equal(await said('', one), '1 flow opens, 0 close');
    assert.equal(await said('', `${one}\n${two}`), '2 flows open, 0 close');
    assert.equal(await said(one, two), '1 flow opens, 1 closes');
    assert.equal(await said('allow a1 -> b1 : tcp 10-12', ''), '0 flows open, 1 closes, 1 required flow is lost');
    assert.equal(await said(need, ''), '0 flows open, 1 closes, 2 required flows are lost');
  });

  it('with what it is needed for before what it is not needed for now, and each purpose once', async () => {
    const off =
      '  feature tapes "Tapes"\n  flow client -> server : tcp 12 for tapes "Writes tapes"\n  flow client -> server : tcp 10 for tapes "Moves data"\n';
    const plan = BASE.replace('  flow', `${off}  flow`);
    const change = diff(await analysisOf(plan), await analysisOf(`${plan}allow a1 -> b1 : tcp 10-12\n`));
    const told = change.opened.flatMap(describeOpened).map(({ text }) => text.replace(/ for a1 -> b1 on .*: /, ': '));
    assert.deepEqual(told.slice(1), ['needed: Moves data', 'not needed now: Writes tapes', 'not needed now: Moves data']);
    const request = diffMarkdown(change, { older: 'a', newer: 'b' });
    assert.match(request, /^## Opens\n\n\| From /m);
    assert.match(request, /^## Closes\n\nNothing\.$/m);
    assert.match(request, /\| Moves data; Writes tapes \\\(not required now\\\) \|/);
  });

  it('with links to the documents that have an address, and without names that nobody finds a document by', async () => {
    const documents = {
      '"https://docs.example.com/ports.html?v=4"': '[Ports \\(4\\)](<https://docs.example.com/ports.html?v=4>), section 2 |',
      '"https://docs.example.com/a|b)"': 'Ports \\(4\\) \\(https&#8203;://docs.example.com/a\\|b\\)\\), section 2 |',
      '"004_94fc2878536ea295.txt"': 'Ports \\(4\\), section 2 |',
      '"ports.pdf"': 'Ports \\(4\\) \\(ports.pdf\\), section 2 |',
    };
    for (const [address, told] of Object.entries(documents)) {
      const plan = BASE.replace('  role client', `  source ports ${address} "Ports (4)"\n  role client`).replace(
        '"Moves data"',
        '"Moves data" from ports "2"',
      );
      const change = diff(await analysisOf(plan), await analysisOf(`${plan}allow a1 -> b1 : tcp 10-12\n`));
      const request = diffMarkdown(change, { older: 'a', newer: 'b' });
      assert.ok(request.includes(` ${told}`), request);
    }
  });

  it('from anywhere to anywhere as one, and in part where some of it was so before or is denied', async () => {
    const third = 'zone c { subnet 10.3.0.0/24 }';
    const any = 'allow any -> any : tcp 22';
    assert.deepEqual(await lines(third, `${third}\n${any}`), ['+ any -> any : tcp 22']);
    assert.deepEqual(await lines(`${third}\n${any}`, third), ['- any -> any : tcp 22']);
    const before = `${third}\nallow a1 -> b1 : tcp 22`;
    assert.deepEqual(await lines(before, `${before}\n${any}`), ['+ any -> any : tcp 22, in part']);
    assert.deepEqual(await lines(third, `${third}\n${any}\ndeny c -> any`), ['+ any -> any : tcp 22, in part']);
    // What is told by names stays so.
    const zones = await lines(third, `${third}\nallow a, b -> c : tcp 22\nallow c -> a : tcp 22`);
    assert.deepEqual(zones.sort(), ['+ a, b -> c : tcp 22', '+ c -> a : tcp 22']);
  });

  it('a wide rule once, whichever of the rules stands first', async () => {
    const narrow = 'allow a1 -> b1 : tcp 1-5';
    const wide = 'allow a -> b : tcp 1-5';
    for (const both of [`${narrow}\n${wide}`, `${wide}\n${narrow}`]) {
      assert.deepEqual(await lines('', both), ['+ a -> b : tcp 1-5']);
      assert.deepEqual(await lines(both, ''), ['- a -> b : tcp 1-5']);
    }
  });

  it('a zone without two of its components by their names, and without more of them by what is left', async () => {
    const more = 'component a3 at 10.1.0.3 component a4 at 10.1.0.4 }\nzone b {';
    const wide = `${BASE}allow a -> b : tcp 5\n`.replace('}\nzone b {', more);
    const without = async (few: string): Promise<string[]> => {
      const { opened } = diff(await analysisOf(wide.replace('allow a ->', `allow ${few} ->`)), await analysisOf(wide));
      return opened.map(changeText);
    };
    assert.deepEqual(await without('a1, a3'), ['a without a1, a3 -> b : tcp 5']);
    assert.deepEqual(await without('a1, a3, a4'), ['a2, a part of a (10.1.0.0, 10.1.0.5-10.1.0.255) -> b : tcp 5']);
  });

  it('a zone that has other addresses by what it had and what it has', async () => {
    const rules = (subnet: string): string => `zone c { subnet ${subnet} }\nallow a1 -> c : tcp 5`;
    assert.deepEqual(await lines(rules('10.3.0.0/24'), rules('10.4.0.0/24')), [
      '+ a1 -> c (10.4.0.0/24) : tcp 5',
      '- a1 -> c (10.3.0.0/24) : tcp 5',
    ]);
  });

  it('of two components of one name the one that has moved', async () => {
    const sites = (address: string, ports: string): string =>
      `site n { zone z1 { subnet 10.5.0.0/24 component till at 10.5.0.5 } }\nsite m { zone z2 { subnet 10.6.0.0/24 component till at ${address} } }\nallow z1.till, z2.till -> b1 : tcp ${ports}`;
    assert.deepEqual(await lines(sites('10.6.0.5', '5'), sites('10.6.0.6', '5-6')), [
      '+ z2.till (10.6.0.6) -> b1 : tcp 5-6',
      '+ z1.till -> b1 : tcp 6',
      '- z2.till (10.6.0.5) -> b1 : tcp 5',
    ]);
  });

  it('what several denies closed comes back once', async () => {
    const denies = 'deny a1 -> b : tcp 5\ndeny a -> b1 : tcp 5\ndeny a1 -> b1 : tcp 4-6';
    const { opened, closed } = await compared(`allow a1 -> b1 : tcp 5\n${denies}`, 'allow a1 -> b1 : tcp 5');
    assert.deepEqual(opened.map(changeText), ['a1 -> b1 : tcp 5']);
    assert.deepEqual(
      opened[0]!.denies.map((r) => r.node.$cstNode!.text),
      denies.split('\n'),
    );
    assert.equal(closed.length, 0);
  });

  it('of two denies that one rule of the plan loses, the one that stays closes as before', async () => {
    const allow = 'allow a -> b : tcp 5';
    assert.deepEqual(await lines(`${allow}\ndeny a1 -> b : tcp 5\ndeny a -> b1 : tcp 5`, `${allow}\ndeny a1 -> b : tcp 5`), [
      '+ a without a1 -> b1 : tcp 5',
    ]);
  });

  it('exactly, where a rule meets more others than are taken away at once', async () => {
    const many = Array.from({ length: 60 }, (_, n) => `allow 10.1.0.${n + 100} -> 10.2.0.${n + 100} : tcp ${n + 1}`);
    const all = [...many, 'allow a -> b : tcp 1-60'].join('\n');
    assert.deepEqual(await lines(all, 'allow a -> b : tcp 1-60'), []);
    assert.deepEqual(await lines('allow a -> b : tcp 1-60', all), []);
    assert.deepEqual(await lines(all, `${all}\nallow 10.9.0.1 -> b : tcp 1`), ['+ 10.9.0.1 -> b : tcp 1']);
    assert.deepEqual(await lines(`${all}\ndeny a2 -> b2 : tcp 7`, all), ['+ a2 -> b2 : tcp 7']);
  });

  it('with what opened traffic is for, and what of it nothing needs', async () => {
    const [, ...said] = describeOpened((await compared('', 'allow a1 -> b1 : tcp 10-12, 22')).opened[0]!).map(({ text }) => text);
    assert.deepEqual(said, [
      'needed for a1 -> b1 on tcp 10-12: Moves data',
      'tcp 22, in part or in full: needed by nothing that the catalogs in use know',
    ]);
  });

  it('with the flow that is lost where the alternative that was open is closed', async () => {
    const { closed } = await compared('allow a1 -> b1 : tcp 10-12, 51', 'allow a1 -> b1 : tcp 10-12');
    assert.deepEqual(
      closed.flatMap((c) => c.lost.map((l) => `${l.from.name} -> ${l.to.name} ${formatServices(l.services)} ${l.flow.purpose}`)),
      ['a1 -> b1 tcp 51 Reports'],
    );
  });

  it('without a loss where another alternative stays open, or opens in its place', async () => {
    for (const newer of ['allow a1 -> b1 : tcp 10-12, 50', 'allow a1 -> b1 : tcp 10-12\nallow a -> b : tcp 50']) {
      const { closed } = await compared('allow a1 -> b1 : tcp 10-12, 50-51', newer);
      assert.deepEqual(
        closed.flatMap((c) => c.lost),
        [],
      );
    }
  });

  it('with what nothing needs told apart from what something needs', async () => {
    const { opened } = await compared('', 'allow a1 -> b1 : tcp 11-14');
    assert.deepEqual(
      opened.map((o) => [formatServices(o.unneeded), o.needs.map((n) => n.flow.purpose)]),
      [['tcp 13-14', ['Moves data']]],
    );
  });
});

// What change requests say besides the rules: why a rule is there for which there is no other reason, what is translated, and the sites of zones.
import assert from 'node:assert/strict';
import readExcelFile from 'read-excel-file/node';
import { generate } from '../../language/rulesets/generate.ts';
import { loadPlan } from '../support/language.ts';
import { all, readPage, rowsOf, textOf } from './readers/html.ts';

const PLAN = `zone a { subnet 10.1.0.0/24 }
zone b { subnet 10.2.0.0/24 }
deny a -> b : tcp 23
deny a -> b : tcp 21 "no plain text"
allow a -> b : tcp 22
allow a -> b : tcp 443 "the shop"
`;

describe('a change request', () => {
  it('says why a rule is there: by its own words, and else that it stays closed or that nothing needs it', async () => {
    const { document, services } = await loadPlan(PLAN);
    const { files } = await generate(document, services, { target: 'markdown', scope: 'network' });
    const row = (port: number): string =>
      files[0]!.text.split('\n').find((line) => line.startsWith('|') && line.includes(`tcp ${port}`))!;
    for (const [port, why] of [
      [23, 'Stays closed'],
      [21, 'no plain text'],
      [22, 'No required flow: check whether it is still needed'],
      [443, 'the shop'],
    ] as const)
      assert.ok(row(port).includes(`| ${why} |`), row(port));
  });

  it('says which ports of a rule no flow needs, unless the plan says why they are open', async () => {
    const { document, services } = await loadPlan(`vendor acme {
  role a role b
  flow a -> b : tcp 1 "Asks"
  flow a -> b : one of (tcp 2, tcp 3) "Looks"
}
use acme
zone x { subnet 10.0.0.0/24 component one : acme.a at 10.0.0.1 }
zone y { subnet 10.0.1.0/24 component two : acme.b at 10.0.1.1 }
allow one -> two : tcp 1, tcp 3, tcp 22
allow one -> two : tcp 1, tcp 23 "the old console"
allow one -> two : any except tcp 9
allow one -> two : tcp 1, 100, 202, 304, 406, 508, 610, 712, 814, 916, 1018, 1120, 1222, 1324, 1426, 1528, 1630, 1732, 1834, 1936
`);
    for (const target of ['markdown', 'html'] as const) {
      const { files } = await generate(document, services, { target, scope: 'network' });
      const text = files[0]!.text.replace(/<[^>]*>/g, '|');
      assert.match(text, /\| ?Asks; Looks; no required flow for tcp 22: check whether it is still needed ?\|/, target);
      assert.match(text, /\| ?Asks; no required flow for the rest of its services: check whether it is still needed ?\|/, target);
      assert.match(text, /\| ?the old console; Asks ?\|/, target);
      assert.match(
        text,
        /\| ?Asks; Looks; no required flow for any except tcp 1-3, 9: check whether it is still needed ?\|/,
        target,
      );
    }
  });

  it('says what the firewall translates, since its rules have no effect without it', async () => {
    const { document, services } = await loadPlan(TRANSLATED);
    const wanted = [
      '203.0.113.10 tcp 443 | transit | gateway | 10.20.0.10 tcp 8443 | dmz | not translated',
      '203.0.113.11 | transit | mail | 10.20.0.11 | dmz | comes from the address that it is known as',
    ];
    for (const target of ['markdown', 'html', 'xlsx'] as const) {
      const { files } = await generate(document, services, { target, scope: 'network', firewall: 'edge' });
      assert.deepEqual(await translationsIn(files[0]!.text, target), wanted, target);
      // The plan as a whole is for no firewall of its own.
      const whole = await generate(document, services, { target, scope: 'network' });
      assert.deepEqual(await translationsIn(whole.files[0]!.text, target), [], target);
    }
  });

  it('says of which firewalls the rules are, where these are several, and how each of them gets its own', async () => {
    const { document, services } = await loadPlan(TRANSLATED);
    const said = async (more: { firewall?: string }): Promise<string[]> => {
      const texts: string[] = [];
      for (const target of ['markdown', 'html'] as const) {
        const { files } = await generate(document, services, { target, scope: 'network', ...more });
        texts.push(/These are the rules of [^<\n]*/.exec(files[0]!.text)?.[0] ?? '');
      }
      return texts;
    };
    const sentence =
      'These are the rules of the firewalls edge and provider together; segplan generate plan.segplan --firewall NAME writes those that pass one of them.';
    assert.deepEqual(await said({}), [sentence, sentence]);
    assert.deepEqual(await said({ firewall: 'edge' }), ['', '']);
    const odd = await loadPlan(TRANSLATED.replace(/\bprovider\b/g, '_isp_'));
    const { files: marked } = await generate(odd.document, odd.services, { target: 'markdown', scope: 'network' });
    assert.match(marked[0]!.text, /the firewalls \\_isp\\_ and edge together/);
    const one = await loadPlan(
      TRANSLATED.replace(/^firewall provider.*\n/m, '').replace('zones transit, dmz', 'zones internet, transit, dmz'),
    );
    const { files } = await generate(one.document, one.services, { target: 'markdown', scope: 'network' });
    assert.doesNotMatch(files[0]!.text, /These are the rules of/);
  });

  it('lists each document that its rules rest on once, with where it is and of which version', async () => {
    const { document, services } = await loadPlan(`vendor acme {
  source guide "https://acme.example/guide" "Guide_1" vendor version 7 dated 2026-05-26
  source paper "paper.pdf" "Paper"
  role a role b role c
  flow a -> b : tcp 1 from paper "5"
  flow a -> c : tcp 2 from guide "10", "Ports" from paper "2"
}
use acme
zone x { subnet 10.0.0.0/24 component one : acme.a at 10.0.0.1 }
zone y { subnet 10.0.1.0/24 component two : acme.b at 10.0.1.1 }
zone z { subnet 10.0.2.0/24 component three : acme.c at 10.0.2.1 }
allow one -> two : tcp 1
allow one -> three : tcp 2
allow one -> three : tcp 3
`);
    for (const scope of ['network', 'host'] as const) {
      const { files } = await generate(document, services, { target: 'markdown', scope });
      const lines = files[0]!.text.split('\n');
      const words = (port: number): string =>
        lines
          .find((line) => line.includes(`| tcp ${port} |`))!
          .split(' | ')
          .at(-1)!;
      assert.equal(words(2), 'Guide\\_1, sections 10, Ports; Paper, section 2 |', scope);
      assert.equal(words(1), 'Paper, section 5 |', scope);
      assert.equal(words(3), '- |', scope);
      // A catalog that says no purpose still knows who needs it.
      assert.ok(
        lines.some((line) => line.includes('| tcp 2 | acme.a connects to acme.c |')),
        scope,
      );
      const sources = lines.slice(lines.indexOf('## Sources') + 2);
      assert.deepEqual(sources, [
        "- [Guide\\_1](<https://acme.example/guide>), the maker's reference, version 7, 2026-05-26",
        '- Paper \\(paper.pdf\\)',
        '',
      ]);
    }
    const bare = await loadPlan(PLAN);
    const { files } = await generate(bare.document, bare.services, { target: 'markdown', scope: 'network' });
    assert.doesNotMatch(files[0]!.text, /## Sources/);
  });

  it('says the site of each zone, where there are sites', async () => {
    const { document, services } = await loadPlan(
      `site east { ${PLAN.split('\n')[0]} }\n${PLAN.split('\n').slice(1).join('\n')}`,
    );
    for (const scope of ['network', 'host'] as const) {
      const text = document.textDocument.getText();
      const { files } = await generate(
        scope === 'network' ? document : (await loadPlan(text.replace('zone b {', 'zone b { component x at 10.2.0.1 '))).document,
        services,
        { target: 'markdown', scope },
      );
      const lines = files[0]!.text.split('\n');
      const table = lines.slice(lines.indexOf('## Zones') + 2, lines.indexOf('## Zones') + 6);
      assert.deepEqual(table, [
        '| Zone | Title | Kind | Addresses | Site |',
        '| --- | --- | --- | --- | --- |',
        '| a |  |  | 10.1.0.0/24 | east |',
        '| b |  |  | 10.2.0.0/24 |  |',
      ]);
    }
  });
});

const TRANSLATED = `zone internet external { component tenant at 198.51.100.7 }
zone transit { subnet 192.0.2.0/29 }
zone dmz { subnet 10.20.0.0/24 component gateway at 10.20.0.10 component mail at 10.20.0.11 }
firewall provider : nftables { zones internet, transit }
firewall edge : asa {
  zones transit, dmz
  nat 203.0.113.10 tcp 443 from transit -> gateway port 8443
  nat 203.0.113.11 from transit -> mail
}
allow tenant -> gateway : tcp 8443
allow mail -> internet : tcp 25
`;

/** The rows of translations, as each form has them. */
async function translationsIn(text: string, target: 'markdown' | 'html' | 'xlsx'): Promise<string[]> {
  if (target === 'xlsx') {
    const sheets = await readExcelFile(Buffer.from(text, 'base64'));
    const rows = sheets.find(({ sheet }) => sheet === 'Translations')?.data.slice(1) ?? [];
    return rows.map((row) => row.join(' | '));
  }
  if (target === 'html')
    return all(readPage(text), 'table', 'translations').flatMap((table) =>
      rowsOf(table).map(({ cells }) => Object.values(cells).map(textOf).join(' | ')),
    );
  const section = /^## Translations\n([\s\S]*?)^## /m.exec(text)?.[1] ?? '';
  const lines = section.split('\n').filter((line) => line.startsWith('| '));
  return lines.slice(2).map((line) => line.slice(2, -2));
}

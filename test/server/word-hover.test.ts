import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { AstUtils, CstUtils, GrammarAST, isReference } from 'langium';
import { checks } from '../../language/generated/checks.ts';
import { ADVICE_KINDS } from '../../language/model/catalog-words.ts';
import { SNIPPETS } from '../../server/features/completion/snippets.ts';
import { wordHover } from '../../server/features/hover/word-hover.ts';
import { ACME_BACKUP } from '../support/backup-vendor.ts';
import { complete, hover, hoverIn, openText } from '../support/editor.ts';
import { marking } from '../support/marks.ts';

const plan = `plan "Hovers"
use acme 4
phase deployment
check any-service off "lab"
zone a "Front" { subnet 10.0.0.0/24
  component vbr : acme.backup-server at 10.0.0.1 runs linux
}
zone b isolated { subnet 10.0.1.0/24
  component repo : acme.repository at 10.0.1.2
}
zone internet external { component cloud at "s3.example.com" }
allow vbr -> repo : ssh during deployment
// segplan-disable-next-line any-endpoint, within-zone -- it is the point of it
deny any -> 10.0.1.2
allow 10.0.0.0/16, 192.0.2.7 -> 10.0.0.9 : required until 2027-01-01
assert internet never reaches repo
assert vbr reaches repo on tcp 443
service own-data = tcp 2500-2600, 7
firewall core : asa { zones a, b }
${ACME_BACKUP}`;

const CASES: [name: string, place: string, ...says: RegExp[]][] = [
  ['a word that begins a statement', 'zo<|>ne a "Front"', /^\*\*zone\*\* · A part of the network/, /```segplan\nzone backup/],
  ['a word of a rule, with the id of the rule', 'de<|>ny any', /^\*\*deny\*\* · Closes a way/, /its id in rule sets/],
  ['a word within a statement', '10.0.0.1 r<|>uns linux', /^\*\*runs\*\* · What a component's machines run/],
  ['a word of an assertion', 'ne<|>ver reaches', /^\*\*never\*\* · No packet/],
  ['a system', '10.0.0.1 runs lin<|>ux', /^\*\*linux\*\* · It runs Linux\./],
  ['the form of a firewall', 'core : as<|>a', /^\*\*asa\*\* · .*ASA/],
  ['a port of an assertion', 'on tcp 44<|>3', /^\*\*tcp 443\*\* · .*\(network\.https\)/],
  [
    'ports of a service of the plan',
    'tcp 2500<|>-2600',
    /^\*\*tcp 2500-2600\*\*\n\nAmong what this plan has, .*:\n\n- acme\.backup-server -\\> acme\.repository: Moves data$/,
  ],
  [
    'a port that nobody has',
    '2500-2600, <|>7',
    /^\*\*tcp 7\*\*[^\n]*\n\nNo flow of a vendor in use has it between roles of this plan\.$/,
  ],
  ['a kind of zone', 'b iso<|>lated', /^\*\*isolated\*\*/],
  [
    'the code of a check',
    'check any-<|>service',
    /^\*\*any-service\*\* · A rule that opens every service · warning unless set otherwise/,
    /\(builtin:\/\/\/checks\/any-service\.md\)$/,
  ],
  ['a code in a comment', 'next-line any-end<|>point', /^\*\*any-endpoint\*\* · A rule from or to anywhere/],
  ['another code in a comment', 'within-<|>zone --', /^\*\*within-zone\*\* · /],
  [
    'a phase that is on',
    'repo : ssh during dep<|>loyment',
    /^\*\*deployment\*\* · phase, on now/,
    /Rules that hold only then: line 12/,
    /\*\*Needed only then\*\*\n\n- acme\.backup-server -\\> acme\.repository: `tcp 22`/,
  ],
  ['a phase where it is switched on', 'phase dep<|>loyment', /^\*\*deployment\*\* · phase/],
  [
    'an address of a component',
    'any -> 10.0<|>.1.2',
    /^\*\*10\.0\.1\.2\*\*\n\n- in zone \*\*b\*\*: \*\*repo\*\* \(acme\.repository\)$/,
  ],
  ['an address where nobody is', '-> 10.0.<|>0.9', /^\*\*10\.0\.0\.9\*\*\n\n- in zone \*\*a\*\* \(Front\), of no component$/],
  ['an address outside', '192.0.<|>2.7', /^\*\*192\.0\.2\.7\*\*\n\n- In \*\*internet\*\*, the rest of the world$/],
  [
    'a network of several zones',
    'allow 10.0.0.0<|>/16',
    /65,536 addresses/,
    /all of zone \*\*a\*\* \(Front\): \*\*vbr\*\*/,
    /all of zone \*\*b\*\*: \*\*repo\*\*/,
    /in \*\*internet\*\*/,
  ],
  [
    'a host name',
    'at "s3.exam<|>ple.com"',
    /^\*\*s3\.example\.com\*\* · a host name/,
    /Of \*\*cloud\*\*/,
    /any address of internet/,
  ],
  ['the version of a vendor', 'use acme <|>4', /^\*\*4\*\* · the version that is deployed\n\n- Acme Backup/],
  ['the level of a check', 'any-service o<|>ff', /^\*\*off\*\* · It finds nothing in this file/],
  [
    'a word that means something else in another place',
    'reaches repo o<|>n tcp',
    /^\*\*on\*\* · The services that the assertion is about/,
  ],
  ['a subnet', 'subnet 10.0.<|>1.0/24', /256 addresses\n\n- in zone \*\*b\*\*: \*\*repo\*\*/],
];

describe('hover on words', () => {
  for (const [name, place, ...says] of CASES)
    it(`explains ${name}`, async () => {
      const text = await hover(marking(plan, place));
      for (const pattern of says) assert.match(text, pattern);
    });

  it('is there for every word that begins a statement', () => {
    for (const word of [...Object.keys(SNIPPETS), 'use', 'import', 'enable', 'phase', 'check', 'subnet', 'service'])
      assert.match(wordHover(word), new RegExp(`^\\*\\*${word}\\*\\* · [A-Z]`));
    for (const word of ['constructor', 'toString', 'x']) assert.equal(wordHover(word), '');
  });

  it('is there for every clause of a flow', async () => {
    const flow = `vendor acme "Acme" {
  source guide "guide.pdf"
  feature reports "Reports"
  role server
  role agent
  flow server -> agent : tcp 1
    when same site for reports during deployment optional across deployments carries management protected by tls
    note "Said once." contested by guide "1" from guide "2"
  flow agent -> server : tcp 2 exposed from guide "3"
}
`;
    const words = [
      'when',
      'for',
      'during',
      'optional',
      'across',
      'deployments',
      'carries',
      'protected',
      'note',
      'contested',
      'exposed',
    ];
    for (const word of words) {
      const text = await hover(flow.replace(new RegExp(`(?<=\\s)${word}(?=\\s)`), `<|>${word}`));
      assert.match(text, new RegExp(`^\\*\\*${word}\\*\\* · [A-Z]`), word);
      assert.doesNotMatch(text, /The rule holds/, word);
    }
    assert.match(await hover(flow.replace('from guide "2"', '<|>from guide "2"')), /^\*\*from\*\* · The document/);
  });

  it('is what completion says of a word that it offers, beside what a line that it begins is for', async () => {
    for (const place of ['<|>', 'zone a {\n  <|>\n}', 'firewall f {\n  <|>\n}', 'vendor v {\n  <|>\n}']) {
      const { items, look } = await complete(place);
      assert.ok(items.length > 1, place);
      for (const item of items) {
        assert.ok(item.detail, `${item.label} at ${place}`);
        // A list has room for so many letters beside the longest word.
        assert.ok(item.detail.length <= 42, item.detail);
        assert.ok(look(item), item.label);
      }
    }
    const { items, look } = await complete('zone a { }\nassert a never reaches a <|>');
    assert.match(look(items.find(({ label }) => label === 'during')), /decided only while this phase is on/);
    const ofZone = await complete('zone internet <|>');
    assert.match(ofZone.look(ofZone.items.find(({ label }) => label === 'isolated')), /Nothing is meant to come into this zone/);
  });

  it('is there for every kind of word, number and address of plans, but for titles and reasons', async () => {
    const seen = new Set<string>();
    const without: string[] = [];
    const blocks = readFileSync('docs/language.md', 'utf8').matchAll(/```segplan\n([\s\S]*?)```/g);
    const example = readFileSync('examples/two-sites.segplan', 'utf8');
    for (const text of [example, ...[...blocks].map((block) => block[1]!)]) {
      const { document, segplan } = await openText(text);
      const unknown = document.references.filter((each) => isReference(each) && !each.ref).map((each) => each.$refNode?.offset);
      for (const leaf of CstUtils.flattenCst(document.parseResult.value.$cstNode!)) {
        const whole = CstUtils.getDatatypeNode(leaf) ?? leaf;
        const property =
          whole.grammarSource && AstUtils.getContainerOfType(whole.grammarSource, GrammarAST.isAssignment)?.feature;
        // The first of each kind stands for all of them.
        const kind = `${leaf.astNode.$type} ${property ?? leaf.text}`;
        if (leaf.hidden || !/[\p{L}\d]/u.test(leaf.text) || unknown.includes(whole.offset) || seen.has(kind)) continue;
        seen.add(kind);
        if (property === 'title' || property === 'reason' || property === 'path') continue;
        if (!(await hoverIn(document, segplan, leaf.offset))) without.push(`${kind}: ${leaf.text}`);
      }
    }
    assert.ok(seen.size > 100, `${seen.size}`);
    assert.deepEqual(without, []);
  });

  it('is there for every kind of word and number of catalogs, but for texts, dates and versions of theirs', async () => {
    const seen = new Set<string>();
    const without: string[] = [];
    for (const [, text] of readFileSync('docs/vendors.md', 'utf8').matchAll(/```segplan\n([\s\S]*?)```/g)) {
      const { document, segplan } = await openText(text!);
      const unknown = document.references.filter((each) => isReference(each) && !each.ref).map((each) => each.$refNode?.offset);
      for (const leaf of CstUtils.flattenCst(document.parseResult.value.$cstNode!)) {
        const whole = CstUtils.getDatatypeNode(leaf) ?? leaf;
        const property =
          whole.grammarSource && AstUtils.getContainerOfType(whole.grammarSource, GrammarAST.isAssignment)?.feature;
        const kind = `${leaf.astNode.$type} ${property ?? leaf.text}`;
        if (leaf.hidden || !/^[\p{L}\d]/u.test(leaf.text) || unknown.includes(whole.offset) || seen.has(kind)) continue;
        seen.add(kind);
        // The file that says what the value is of is not read here.
        if (property === 'date' || kind === 'Version number' || kind === 'PropertyAssignment value') continue;
        if (!(await hoverIn(document, segplan, leaf.offset))) without.push(`${kind}: ${leaf.text}`);
      }
    }
    assert.ok(seen.size > 30, `${seen.size}`);
    assert.deepEqual(without, []);
  });

  it('says of kinds of advice what checks make of them, and of sizes what they come to', async () => {
    const catalog = `vendor acme "Acme" {
  role server { property agents = number property cores = number property memory = number property gui = port }
  advice closed for server : tcp 445 "Keep SMB closed."
  advice backup-first "Back it up first."
  sizing server by agents "One server" {
    100: cores 4, memory 8
    500: cores 8, memory 16
  }
}
`;
    const at = (place: string): Promise<string> => hover(marking(catalog, place));
    assert.match(
      await at('advice clo<|>sed'),
      /^\*\*closed\*\* · .* should stay closed: .*\n\n\[closed-port\]\(builtin:\/\/\/checks\/closed-port\.md\)$/,
    );
    assert.match(await at('advice backup<|>-first'), /^\*\*backup-first\*\* · No check goes by this kind/);
    assert.match(await at('50<|>0: cores'), /^\*\*up to 500 agents\*\* · server needs cores 8, memory 16\n/);
    assert.match(await at('cores 4, memory <|>8'), /^\*\*up to 100 agents\*\* · server needs cores 4, memory 8\n/);
    assert.match(await at('agents = num<|>ber'), /^\*\*number\*\* · A plan sets a whole number/);
    assert.match(await at('gui = po<|>rt'), /^\*\*port\*\* · A plan sets a port/);
    for (const kind of ADVICE_KINDS) {
      const code = /\[([\w-]+)\]/.exec(await hover(`vendor v { role r advice <|>${kind} "Text" }`))?.[1];
      assert.ok(
        checks.some((check) => check.code === code),
        kind,
      );
    }
  });

  it('says what the arrow of a translation is', async () => {
    const text = `zone a { subnet 10.0.0.0/24 component web at 10.0.0.1 }
zone b { subnet 192.0.2.0/24 }
nat a -> b
firewall f : asa { zones a, b nat 192.0.2.9 from b -> web }
`;
    assert.match(await hover(marking(text, 'nat a <|>-> b')), /^\*\*->\*\* · Traffic from the ends before the arrow/);
    assert.match(await hover(marking(text, 'from b <|>-> web')), /^\*\*->\*\* · What the address before the arrow stands for/);
  });

  it('says nothing of the rest of a comment, nor of a name that is also a word', async () => {
    assert.equal(await hover(marking(plan, 'it is the po<|>int')), '');
    assert.doesNotMatch(await hover('zone nat { subnet 10.0.0.0/24 }\nallow n<|>at -> any : tcp 1'), /translated/);
  });

  it('are there for what a property can be, the sections of a document, and the document itself', async () => {
    const catalog = plan.replace(
      'role proxy "Proxy"',
      'role proxy "Proxy" { property transport = nbd | no "How it reads" }\n  service dhcp = udp 67 source port 68',
    );
    const said: [place: string, says: RegExp][] = [
      ['= nbd | n<|>o "How', /^\*\*transport\*\* = nbd \| no\n\nHow it reads$/],
      ['transport = n<|>bd', /^\*\*transport\*\* = nbd \| no\n/],
      ['"Installs components" from guide "<|>3"', /^\*\*acme\.guide\*\* · .*Acme guide/],
      ['source guide "gui<|>de.txt"', /^\*\*acme\.guide\*\* · .*Acme guide/],
      ['source port 6<|>8', /^\*\*udp 67 source port 68\*\*/],
    ];
    for (const [place, says] of said) assert.match(await hover(marking(catalog, place)), says);
  });
});

import assert from 'node:assert/strict';
import { UriUtils } from 'langium';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { diff } from '../../language/analysis/diff/diff.ts';
import { findingsOfImport } from '../../language/checking/document-errors.ts';
import { freeName } from '../../language/editing/free-name.ts';
import { refactorings } from '../../language/refactoring/select.ts';
import { loadPlan } from '../support/language.ts';
import { marking, unmarked } from '../support/marks.ts';

const PLAN = `plan "Test"
use acme

zone office {
  subnet 10.0.0.0/24
  component server : acme.server at 10.0.0.1
  component second : acme.server at 10.0.0.2
}
zone vault {
  subnet 10.0.1.0/24
  component store : acme.store at 10.0.1.1
}

`;
const VENDOR = `
vendor acme "Acme" {
  source guide "guide.txt" "Guide"
  service data "Data" = tcp 5000-5010
  role server "Server"
  role store "Store"
  flow server -> store : data "Moves data" from guide "1"
}
`;

/** What is offered where a text is marked: titles, and the rules and definitions after it. */
async function offered(rules: string, marked: string): Promise<{ titles: string[]; take: (title: string) => string }> {
  const text = PLAN + rules + VENDOR;
  const { document, services } = await loadPlan(text);
  const { textDocument } = document;
  const { start, end } = unmarked(marking(text, marked)).parts[0]!;
  const range = { start: textDocument.positionAt(start), end: textDocument.positionAt(end) };
  const offers = refactorings(document, range, services);
  return {
    titles: offers.map(({ title }) => title),
    take: (title) => {
      const offer = offers.find((each) => each.title.startsWith(title));
      assert.ok(offer, `${title} is not among: ${offers.map((each) => each.title).join('; ')}`);
      const changed = TextDocument.applyEdits(TextDocument.create('', '', 0, text), [...offer.edits]);
      return changed
        .replace(VENDOR, '')
        .slice(changed.startsWith(PLAN) ? PLAN.length : 0)
        .trim();
    },
  };
}

describe('refactorings', () => {
  it('extract the ends of a rule to a group, wherever the list stands', async () => {
    const { take } = await offered(
      'allow server, second -> store : tcp 1\nallow server, second -> vault : tcp 2\n',
      'allow ser<||>ver, second -> store',
    );
    assert.equal(
      take('Extract sources to the group'),
      'group server-group = server, second\n\nallow server-group -> store : tcp 1\nallow server-group -> vault : tcp 2',
    );
  });

  it('extract the services of a rule, wherever the list stands', async () => {
    const { take } = await offered(
      'allow server -> store : tcp 443, 9419\nallow second -> store : tcp 443, 9419\n',
      'server -> store : tcp <|443|>',
    );
    assert.match(
      take("Extract services to 'vault-services' in 2 places"),
      /allow server -> store : vault-services\nallow second -> store : vault-services$/,
    );
  });

  it('inline a group and a service, and take out what defines them', async () => {
    const rules = 'group servers = server, second\nservice web = tcp 80, tcp 443\n\nallow servers -> store : web, tcp 1\n';
    assert.equal(
      (await offered(rules, 'allow ser<||>vers')).take("Inline the group 'servers'"),
      'service web = tcp 80, tcp 443\n\nallow server, second -> store : web, tcp 1',
    );
    assert.equal(
      (await offered(rules, 'store : w<||>eb')).take("Inline the service 'web'"),
      'group servers = server, second\n\nallow servers -> store : tcp 80, tcp 443, tcp 1',
    );
    const kept = 'group servers = server, second except second\nallow servers -> store : tcp 1\n';
    assert.ok(!(await offered(kept, 'allow ser<||>vers')).titles.some((title) => title.startsWith('Inline')));
  });

  it('name a port as people know it, and put ports in the place of a name', async () => {
    assert.equal(
      (await offered('allow server -> store : tcp 443\n', 'tcp 4<||>43')).take('Replace tcp 443'),
      'allow server -> store : https',
    );
    assert.equal(
      (await offered('allow server -> store : acme.data\n', 'acme.da<||>ta')).take("Replace 'acme.data'"),
      'allow server -> store : tcp 5000-5010',
    );
  });

  it("turn 'required' into the ports that it opens, pair by pair, and ports that are the same into 'required'", async () => {
    assert.equal(
      (await offered('allow office -> vault : required "why"\n', ': requi<||>red')).take("Replace 'required'"),
      'allow server, second -> store : acme.data "why"',
    );
    assert.equal(
      (await offered('allow server -> store : acme.data\n', 'acme.da<||>ta')).take('Replace the ports'),
      'allow server -> store : required',
    );
    const wider = await offered('allow server -> store : tcp 5000-5011\n', ': tcp 5<||>000');
    assert.ok(!wider.titles.some((title) => title.startsWith('Replace the ports')));
  });

  it('merge rules that differ in one part alone, with all of their reasons', async () => {
    const rules = 'allow server -> store : tcp 1 "a"\nallow server -> store : tcp 2 "b" // a comment\n';
    assert.equal((await offered(rules, `<|${rules.trimEnd()}|>`)).take('Merge 2'), 'allow server -> store : tcp 1, tcp 2 "a; b"');
    const other = 'allow server -> store : tcp 1\nallow second -> vault : tcp 1\n';
    assert.ok(!(await offered(other, `<|${other.trimEnd()}|>`)).titles.some((title) => title.startsWith('Merge')));
    const phases = 'allow server -> store : tcp 1\nallow server -> store : tcp 2 during set-up\n';
    assert.ok(!(await offered(phases, `<|${phases.trimEnd()}|>`)).titles.some((title) => title.startsWith('Merge')));
  });

  it('split a rule by its sources, destinations and services', async () => {
    const { take } = await offered('allow server, second -> store : tcp 1, udp 2 during set-up "why" // kept\n', 'al<||>low');
    assert.equal(
      take('Split the rule: one for each source'),
      'allow server -> store : tcp 1, udp 2 during set-up "why" // kept\nallow second -> store : tcp 1, udp 2 during set-up "why"',
    );
    assert.equal(
      take('Split the rule: one for each service'),
      'allow server, second -> store : tcp 1 during set-up "why" // kept\nallow server, second -> store : udp 2 during set-up "why"',
    );
  });

  it('sort the rules of a block by their zones, with the comments above them', async () => {
    const rules =
      '// ---- rules\n\nallow store -> server : tcp 1 // one\n// about two\nallow server -> store : tcp 2\n\nallow any -> store : tcp 3\n';
    assert.equal(
      (await offered(rules, 'allow sto<||>re -> server')).take('Sort 2 rules'),
      '// ---- rules\n\n// about two\nallow server -> store : tcp 2\nallow store -> server : tcp 1 // one\n\nallow any -> store : tcp 3',
    );
  });

  it('sort the rules at the end of a text whose last line has no end, within the text', async () => {
    const { document, services } = await loadPlan(`${PLAN}allow store -> server : tcp 1\nallow server -> store : tcp 2`);
    const place = document.textDocument.positionAt(PLAN.length + 1);
    const offer = refactorings(document, { start: place, end: place }, services).find(({ title }) => title.startsWith('Sort'));
    assert.deepEqual(
      offer?.edits.map(({ range }) => range.end),
      [document.textDocument.positionAt(document.textDocument.getText().length)],
    );
  });

  it('move a component to another zone, and the names that say its zone with it', async () => {
    const { take } = await offered('allow office.second -> store : tcp 1\n', 'component se<||>cond');
    const moved = take("Move 'second' to the zone 'vault'");
    assert.match(
      moved,
      /zone vault \{\n {2}subnet 10\.0\.1\.0\/24\n {2}component store[^\n]*\n {2}component second : acme\.server at 10\.0\.0\.2\n\}/,
    );
    assert.match(moved, /allow vault\.second -> store : tcp 1$/);
    assert.match(
      take("Extract 'second' to the new zone"),
      /zone office-second \{\n {2}component second : acme\.server at 10\.0\.0\.2\n\}/,
    );
  });

  it('offer the zones of its own site first, of more than a menu has room for', async () => {
    const sites = Array.from(
      { length: 9 },
      (_, n) =>
        `site s${n} {\n  zone near-${n} { subnet 10.${n + 20}.0.0/24 }\n  zone far-${n} { component host-${n} at 10.${n + 40}.0.1 }\n}\n`,
    );
    const { titles } = await offered(sites.join('\n'), 'component host<||>-8');
    const moves = titles.filter((title) => title.startsWith("Move 'host-8' to the zone"));
    assert.equal(moves[0], "Move 'host-8' to the zone 'near-8'");
    assert.equal(moves.length, 12);
  });

  it('add all rules that a component lacks, or two zones, as ports or as required, with what they are for', async () => {
    const { take, titles } = await offered('', 'component st<||>ore');
    assert.equal(take("Add the rule that 'store' lacks, as ports"), 'allow server, second -> store : acme.data "Moves data"');
    assert.equal(take("Add the rule that 'store' lacks, as 'required'"), 'allow server, second -> store : required "Moves data"');
    const zone = await offered('', 'zone va<||>ult');
    assert.ok(
      zone.titles.some((title) => title.startsWith("Add the rule missing from 'office' to 'vault'")),
      titles.join('; '),
    );
    const complete = await offered('allow office -> vault : required\n', 'component st<||>ore');
    assert.ok(!complete.titles.some((title) => title.startsWith('Add')));
  });

  it('offer nothing in a text with errors', async () => {
    assert.deepEqual((await offered('allow server, second -> : tcp\n', 'allow ser<||>ver')).titles, []);
  });

  it('take the role that a comment proposes, and all of them', async () => {
    const plan = (zone: string): string => `zone lab {\n  subnet 10.5.0.0/24\n${zone}}\n`;
    const one = '  component web "Web" at 10.5.0.1 // perhaps acme.server\n';
    const two = '  component disk at 10.5.0.2 // perhaps network.file-server-nfs\n';
    const { take, titles } = await offered(plan(one + two), '<||>component web');
    assert.equal(
      take('Take the proposed role acme.server'),
      plan(`  component web "Web" : acme.server at 10.5.0.1\n${two}`).trim(),
    );
    const all = take('Take all proposed roles of the file (2)');
    assert.match(all, /^use acme\nuse network$/m);
    assert.match(
      all,
      /web "Web" : acme\.server at 10\.5\.0\.1\n {2}component disk : network\.file-server-nfs at 10\.5\.0\.2\n\}/,
    );
    assert.equal(titles.filter((each) => /proposed/.test(each)).length, 2);
    // What proposes no role that there is, or stands behind one that has a role, is a comment like others.
    for (const other of ['perhaps acme.desk', 'perhaps', 'not perhaps acme.server'])
      assert.ok(
        !(await offered(plan(one.replace('perhaps acme.server', other)), '<||>component web')).titles.some((t) => /role/.test(t)),
      );
    const taken = one.replace('"Web"', '"Web" : acme.store');
    assert.ok(!(await offered(plan(taken), '<||>component web')).titles.some((each) => /role/.test(each)));
  });

  it('have a machine stand where it had another address, once it is moved there', async () => {
    const lab =
      'zone lab {\n  subnet 10.5.0.0/24\n  component hub at 10.5.0.1, 10.5.0.2 also at 10.0.1.9 in vault\n}\n\nallow lab.hub -> server : tcp 1\n';
    const { take } = await offered(lab, 'component <||>hub');
    const text = take("Move 'hub' to the zone 'vault'");
    assert.match(text, /\n {2}component hub at 10\.0\.1\.9 also at 10\.5\.0\.1, 10\.5\.0\.2 in lab\n\}/);
    assert.match(text, /^allow vault\.hub -> server : tcp 1$/m);
    // To a zone that it has no address in, it goes with all of them.
    assert.match(
      take("Move 'hub' to the zone 'office'"),
      /component hub at 10\.5\.0\.1, 10\.5\.0\.2 also at 10\.0\.1\.9 in vault\n/,
    );
  });

  it('name services after a zone that a rule leaves something out of by its name', async () => {
    const { take } = await offered('allow server -> vault except 10.0.1.9 : tcp 443, 80\n', 'tcp 4<||>43');
    assert.equal(
      take('Extract services'),
      'service vault-services = tcp 443, 80\n\nallow server -> vault except 10.0.1.9 : vault-services',
    );
  });
});

describe('a move to a new file', () => {
  const text = `// About all of it.
plan "Test"

use veeam 13
use vmware

// Who is where.
zone office {
  subnet 10.0.0.0/24
  component vbr : veeam.backup-server at 10.0.0.1
}

zone vault {
  subnet 10.0.1.0/24
  component store : veeam.hardened-repository at 10.0.1.1 // kept
}

group both = vbr, store
service web = tcp 80

allow vbr -> store : required, web
`;

  /** The offer for what is marked, and both files after it. */
  async function moved(marked: string, others?: Record<string, string>) {
    const { text: plain, parts } = unmarked(marked);
    const { document, services } = await loadPlan(plain, others);
    const [start, end] = [parts[0]!.start, parts[0]!.end].map((at) => document.textDocument.positionAt(at));
    const offer = refactorings(document, { start: start!, end: end! }, services).find(({ file }) => file);
    if (!offer) return undefined;
    return { ...offer, file: offer.file!, left: TextDocument.applyEdits(document.textDocument, [...offer.edits]) };
  }

  it('takes what is selected with its comments, imports it, and says what it uses', async () => {
    const both = text.slice(text.indexOf('zone office'), text.indexOf('\n\ngroup'));
    const zones = await moved(text.replace(both, `<|${both}|>`));
    assert.equal(zones?.title, "Move these 2 statements to the new file 'zones.segplan'");
    assert.equal(zones.file.text, `use veeam 13\n\n// Who is where.\n${both}\n`);
    assert.equal(
      zones.left,
      text.replace(`// Who is where.\n${both}\n\n`, '').replace('plan "Test"\n', 'plan "Test"\n\nimport "./zones.segplan"\n'),
    );
    const service = await moved(text.replaceAll('\n', '\r\n').replace('service web', 'service <||>web'), { 'web.segplan': '' });
    assert.deepEqual(service?.file, { name: 'web-2.segplan', text: 'service web = tcp 80\r\n' });
    // A selection within a statement means no file, and neither does a rule, which would make a plan of its own of it.
    for (const other of ['component <||>vbr', '<|subnet 10.0.1.0/24|>', 'all<||>ow vbr'])
      assert.equal(await moved(marking(text, other)), undefined, other);
    // What stays can't be named in it.
    assert.equal(await moved(marking(text, 'group bo<||>th')), undefined);
  });

  it('takes the levels of checks along that find something in it and nowhere else', async () => {
    const levels = `check missing-address off "not known yet"

// Odd for a reason.
check outside-zone off "moved in spring"

check duplicate-address off
check missing-role off "drawn for the map"
`;
    const odd = `zone odd {
  subnet 10.0.2.0/24
  component far at 10.9.9.9
  component here at 10.0.2.1
  component too at 10.0.2.1
}
`;
    const plan = text
      .replace('use vmware\n', `use vmware\n\n${levels}`)
      .replace('group both', `${odd}\ngroup both`)
      .replace('// kept', '// kept\n  component also at 10.0.1.1');
    const zone = await moved(marking(plan, 'zone <||>odd'));
    // What is told in plans stays with the plan, and so does what is about nothing here; what is about both is said in both.
    assert.equal(
      zone?.file.text,
      `// Odd for a reason.\ncheck outside-zone off "moved in spring"\ncheck duplicate-address off\n\n${odd}`,
    );
    assert.match(
      zone.left,
      /check missing-address off "not known yet"\n\ncheck duplicate-address off\ncheck missing-role off "drawn for the map"\n/,
    );
    assert.ok(!zone.left.includes('outside-zone'));
    const after = await loadPlan(zone.left, { [zone.file.name]: zone.file.text }, true);
    const codes = after.document.diagnostics!.map(({ code }) => code);
    assert.deepEqual(
      codes.filter((code) => /outside-zone|duplicate-address|missing-role/.test(`${code}`)),
      [],
    );
  });

  it('leaves what is permitted, and finds nothing else', async () => {
    const before = await loadPlan(text, {}, true);
    const zones = await moved(text.replace('zone office', '<|zone office').replace('// kept\n}', '// kept\n}|>'));
    const after = await loadPlan(zones!.left, { [zones!.file.name]: zones!.file.text }, true);
    const analysis = ({ document, services }: typeof before) => services.segplan.Plans.analysis(document.parseResult.value);
    const { opened, closed } = diff(analysis(before), analysis(after));
    assert.deepEqual([opened, closed], [[], []]);
    const found = ({ document }: typeof before) => document.diagnostics!.map(({ message }) => message).sort();
    assert.deepEqual(found(after), found(before));
    // A part of a plan is judged with it: it has all that it names.
    const uri = UriUtils.joinPath(UriUtils.dirname(after.document.uri), zones!.file.name);
    const part = after.services.shared.workspace.LangiumDocuments.getDocument(uri);
    assert.deepEqual(findingsOfImport(part!), []);
  });
});

describe('a name that is free', () => {
  it('is one, whatever is wanted', async () => {
    const { document, services } = await loadPlan('zone office { }\nzone new-1 { }\nzone größe-2 { }\n');
    const root = document.parseResult.value;
    const { plan } = services.segplan.Plans.analysis(root);
    const wanted = ['office', 'vault', 'dmz except 10.0.0.1', '1', '', '-', 'allow', 'größe 2', 'a--b', 'x\u00ad'];
    assert.deepEqual(
      wanted.map((each) => freeName(each, plan, root)),
      ['office-2', 'vault', 'dmz-except-10-0-0-1', 'new-1-2', 'new', 'new', 'allow-2', 'größe-2-2', 'a-b', 'x'],
    );
  });
});

import assert from 'node:assert/strict';
import type { TextEdit } from 'vscode-languageserver';
import { find } from '../../server/features/completion/matching.ts';
import { textPlaceAt } from '../../server/features/completion/text-place.ts';
import { applied, complete } from '../support/editor.ts';
import { atCursor } from '../support/marks.ts';

/** A plan of two vendors, of which it uses one. */
const plan = (parts: { role?: string; line?: string }): string => `plan "Typing"

use veeam 13

zone a "Management" {
  subnet 10.0.0.0/24, fd00::/64
  component vbr : veeam.backup-server at 10.0.0.10
  component y : ${parts.role ?? 'veeam.console at 10.0.0.11'}
}

zone b {
  subnet 10.0.1.0/24
  component store "Immutable copies" : veeam.hardened-repository at 10.0.1.2
}

${parts.line ?? ''}
`;

/**
 * What VS Code shows: of what begins with the typed text, as each item says it, the order of the sort texts. It compares with the filter text, else
 * with the label, from the beginning of any word on, and takes what fits exactly first.
 */
const shown = async (marked: string): Promise<string[]> => {
  const { text, offset } = atCursor(marked);
  const { items, document } = await complete(marked);
  return items
    .filter((item) => {
      const edit = item.textEdit as { range: { start: { line: number; character: number } } };
      const typed = text.slice(document.textDocument.offsetAt(edit.range.start), offset).toLowerCase();
      return (item.filterText ?? item.label).toLowerCase().startsWith(typed);
    })
    .map((item) => item.label);
};

describe('completion by any part of a name', () => {
  for (const [typed, role] of [
    ['hard', 'veeam.hardened-repository'],
    ['repo', 'veeam.hardened-repository'],
    ['proxy', 'veeam.vmware-proxy'],
    ['backup', 'veeam.backup-server'],
    ['veeam.repo', 'veeam.hardened-repository'],
    ['hrep', 'veeam.hardened-repository'],
    ['ository', 'veeam.hardened-repository'],
    ['immutable', 'veeam.hardened-repository'],
    ['vbr', 'veeam.backup-server'],
  ] as const)
    it(`finds ${role} by '${typed}'`, async () => {
      const labels = await shown(plan({ role: `${typed}<|>` }));
      assert.ok(labels.includes(role), labels.join());
      assert.ok(!labels.includes('veeam.nfs-file-share'), labels.join());
    });

  for (const [line, names] of [
    ['allow store-<|>', ['store-a', 'store-b']],
    ['allow vbr -> store-<|>', ['store-a', 'store-b']],
    ['allow vbr -> store, store-<|> : tcp 1', ['store-a', 'store-b']],
    ['allow vbr -> store : data-<|>', ['veeam.data-mover']],
    ['allow vbr -> store : veeam.data-<|>', ['veeam.data-mover']],
    ['zone d { component e : veeam.hardened-<|>', ['veeam.hardened-repository']],
  ] as const)
    it(`goes on with a name behind the hyphen in it: ${line}`, async () => {
      const more = 'zone c { component store-a at 10.0.2.1 component store-b at 10.0.2.2 }\n';
      const labels = await shown(plan({ line: `${more}${line}` }));
      for (const name of names) assert.ok(labels.includes(name), labels.join());
      assert.ok(!labels.includes('store'), labels.join());
      const { items, document } = await complete(plan({ line: `${more}${line}` }));
      const { textEdit } = items.find(({ label }) => label === names[0])!;
      const text = applied(document, [textEdit as TextEdit]);
      const written = line.replace(/[\w.]+-<\|>/, names[0]);
      assert.ok(text.includes(written), text);
    });

  it('an arrow is proposed behind the hyphen that begins it', async () => {
    assert.ok((await shown(plan({ line: 'allow vbr -<|>' }))).includes('->'));
    assert.ok((await shown(plan({ line: 'allow vbr-<|>' }))).includes('->'));
  });

  it('puts the whole name in the place of what was typed', async () => {
    const { items, document } = await complete(plan({ role: 'hard<|>' }));
    const item = items.find(({ label }) => label === 'veeam.hardened-repository');
    assert.match(applied(document, [item!.textEdit as never]), /component y : veeam\.hardened-repository\n/);
  });

  it('offers the exact name first, and what is in use before what is not', async () => {
    assert.equal((await shown(plan({ role: 'zvm<|>' })))[0], 'zerto.zvm');
    assert.deepEqual((await shown(plan({ role: 'proxy<|>' })))[0], 'veeam.proxy');
    const labels = await shown(plan({ role: 'server<|>' }));
    assert.ok(labels.indexOf('veeam.backup-server') < labels.indexOf('veeam-one.server'), labels.join());
  });

  for (const [line, wanted] of [
    ['allow vbr -> store : mover<|>', 'veeam.data-mover'],
    ['allow vbr -> store : transp<|>', 'veeam.transport'],
    ['allow vbr -> store : ss<|>', 'ssh'],
    ['allow vbr -> immu<|>', 'store'],
    ['allow vbr -> hardened<|>', 'store'],
    ['allow mana<|>', 'a'],
    ['enable recovery<|>', 'instant-recovery'],
    ['use replic<|>', 'vsphere-replication'],
    ['check flow<|>', 'missing-flow'],
  ] as const)
    it(`finds ${wanted} at '${line}'`, async () => {
      assert.ok((await shown(plan({ line }))).includes(wanted));
    });

  it('has a text for each that begins with what is typed', () => {
    for (const [typed, name, others, text] of [
      ['ZVM', 'zerto.zvm', [], 'ZVM'],
      ['repo', 'veeam.hardened-repository', [], 'repository'],
      ['veeam.repo', 'veeam.hardened-repository', [], 'veeam.repository'],
      ['immu', 'veeam.hardened-repository', ['Immutable repository'], 'immutable repository'],
      ['hrep', 'veeam.hardened-repository', [], 'hrep veeam.hardened-repository'],
      ['', 'ssh', [], 'ssh'],
    ] as const)
      assert.equal(find(typed, name, others)?.text, text);
    for (const [typed, name] of [
      ['zerto.repo', 'veeam.repository'],
      ['xyz', 'veeam.repository'],
      ['vbr', 'veeam.configuration-database-sql-server'],
      ['o', 'veeam.proxy'],
    ] as const)
      assert.equal(find(typed, name), undefined, typed);
  });
});

describe('places where nothing is offered', () => {
  const nothing: Record<string, string> = {
    'a comment that ends in a blank': '// what this is for <|>',
    'a comment between rules': 'allow vbr -> store : required\n// more <|>\nallow store -> vbr : required',
    'a comment behind a rule': 'allow vbr -> store : required // as <|>',
    'a block comment': '/* allow <|> */',
    'a block comment of several lines': '/* one\n a<|>\n*/',
    'a block comment without an end': '/* one\n <|>',
    'a reason': 'allow vbr -> store : required "for <|>"',
    'a reason without an end': 'allow vbr -> store : required "for <|>',
    'a title': 'zone c "the <|>" { }',
  };
  for (const [name, line] of Object.entries(nothing))
    it(name, async () => {
      assert.deepEqual((await complete(plan({ line }))).items, []);
    });

  it('knows texts from comments, whichever of them begins first', () => {
    const kindAt = (marked: string): string => {
      const { text, offset } = atCursor(marked);
      return textPlaceAt(text, offset).kind;
    };
    for (const [marked, kind] of [
      ['a "// b" <|>', 'code'],
      ['a "// <|>b"', 'text'],
      ['// "a" <|>', 'comment'],
      ["// it's\n<|>", 'code'],
      ['a "/*"\n<|> "*/"', 'code'],
      ['/* " */<|>', 'code'],
      ['/* \n " \n <|>*/', 'comment'],
      ['"a \\" <|>', 'text'],
      ['"a \\" "<|>', 'code'],
      ['<|>// a', 'code'],
      ['"a<|>', 'text'],
      ['', 'code'],
    ] as const)
      assert.equal(kindAt(marked || '<|>'), kind, marked);
  });

  /** What pops up once a blank was typed. */
  const afterBlank = (line: string) => complete(plan({ line: `${line} <|>` }), ' ');

  it('a blank behind what may be finished: Enter ends the line', async () => {
    for (const line of [
      'allow vbr -> store : required',
      'allow vbr -> store : tcp 22',
      'allow vbr -> store',
      'zone c',
      'zone c { }',
      'use vmware',
      'deny a -> b',
      '',
    ])
      assert.deepEqual(
        (await afterBlank(line)).items.map((i) => i.label),
        [],
        line,
      );
    const { items } = await complete(plan({ role: 'veeam.console at 10.0.0.11 <|>' }), ' ');
    assert.deepEqual(items, []);
  });

  it('a blank where something has to follow brings the list', async () => {
    for (const [line, label] of [
      ['allow', 'vbr'],
      ['allow vbr ->', 'store'],
      ['allow vbr', '->'],
      ['allow vbr -> store :', 'required'],
      ['allow vbr -> store : tcp', '6160'],
      ['use', 'vmware'],
      ['check', 'missing-flow'],
      ['check missing-flow', 'warning'],
    ] as const)
      assert.ok(
        (await afterBlank(line)).items.some((i) => i.label === label),
        line,
      );
  });

  it('offers statements on lines of their own, and what goes on with a rule behind it', async () => {
    const labels = async (line: string): Promise<string[]> => (await complete(plan({ line }))).items.map((i) => i.label);
    const behind = await labels('allow vbr -> store : tcp 22 <|>');
    assert.ok(behind.includes('during') && behind.includes('until'), behind.join());
    for (const word of ['allow', 'zone', 'group']) assert.ok(!behind.includes(word), word);
    const below = await labels('allow vbr -> store : tcp 22\n<|>');
    for (const word of ['allow', 'zone', 'group', 'use', 'check']) assert.ok(below.includes(word), word);
    assert.ok(!below.includes('plan'), 'a plan has one title');
    assert.ok((await labels('al<|>')).includes('allow'));
  });

  it('offers each statement once', async () => {
    for (const text of ['<|>', 'zone a {\n  <|>\n}', 'pl<|>', 'zone a {\n  comp<|>\n}']) {
      const { items } = await complete(text);
      const labels = items.map((i) => i.label);
      assert.equal(new Set(labels).size, labels.length, labels.join());
    }
    assert.equal((await complete('<|>')).items[0]?.label, 'plan');
  });
});

describe('completion of what has no name', () => {
  const labels = async (marked: string): Promise<string[]> => (await complete(marked)).items.map((i) => i.label);

  it('offers the checks whose level can be set, and the levels', async () => {
    const codes = await labels(plan({ line: 'check <|>' }));
    assert.ok(codes.includes('any-service') && !codes.includes('invalid-address'), codes.join());
    assert.deepEqual((await labels(plan({ line: 'check any-service <|>' }))).sort(), ['error', 'hint', 'info', 'off', 'warning']);
  });

  it('offers the next free addresses of the zone, of each network', async () => {
    const at = async (role: string): Promise<string[]> =>
      (await labels(plan({ role }))).filter((label) => /^[\da-f]+[.:]/.test(label));
    // .1 is mostly the router's, .10 is in use.
    assert.deepEqual(await at('veeam.console at <|>'), ['10.0.0.11', '10.0.0.2', 'fd00::2']);
    assert.deepEqual(await at('veeam.console at 10.0.0.11, <|>'), ['10.0.0.12', '10.0.0.2', 'fd00::2']);
    assert.deepEqual(await at('veeam.console at 10.0.<|>'), ['10.0.0.11', '10.0.0.2']);
    assert.deepEqual(await at('veeam.console at fd<|>'), ['fd00::2']);
    const small = 'zone p { subnet 10.9.0.0/30, 10.9.0.8/31 except 10.9.0.8 component a at 10.9.0.1 component b at <|> }';
    assert.deepEqual(await labels(small).then((all) => all.filter((l) => /\d/.test(l))), ['10.9.0.2', '10.9.0.9']);
  });

  it('begins a zone with a network, and a component with an address, that nothing has, and with no second server by itself', async () => {
    const begun = async (marked: string, word: string): Promise<string> =>
      (await complete(marked)).items.find(({ label }) => label === word)!.insertText!.replace(/\$\{\d+:([^}]*)\}/g, '$1');
    const zones = 'zone p { subnet 10.10.0.0/16 }\nzone q { subnet 10.20.0.128/25 }\n';
    assert.match(await begun('<|>', 'zone'), /subnet 10\.10\.0\.0\/24/);
    assert.match(await begun(`${zones}<|>`, 'zone'), /subnet 10\.30\.0\.0\/24/);
    assert.match(await begun(`${zones}<|>`, 'site'), /subnet 10\.30\.0\.0\/24/);
    const inside = 'zone p {\n  subnet 10.7.0.0/24\n  component a at 10.7.0.9\n  comp<|>\n}\nzone q { subnet 10.8.0.0/24 }\n';
    assert.match(await begun(inside, 'component'), /component server : acme\.server at 10\.7\.0\.10/);
    assert.match(await begun('zone p {\n  <|>\n}\n', 'component'), /component server : veeam\.backup-server at 10\.10\.0\.10/);
  });

  it('offers nothing that would be written into a number or an address, which Enter is to end', async () => {
    for (const role of ['veeam.console at 10.0.0.11<|>', 'veeam.console at 10.0.0.11 also at 10.0.1.7<|>'])
      assert.deepEqual(await labels(plan({ role })), [], role);
    for (const line of ['allow vbr -> store : tcp 6999<|>', 'allow vbr -> store : tcp 1 until 2027-01-31<|>', 'use zerto 8<|>'])
      assert.deepEqual(
        (await labels(plan({ line }))).filter((label) => !/^\d/.test(label)),
        [],
        line,
      );
    // Behind a blank all of it can follow.
    assert.ok((await labels(plan({ role: 'veeam.console at 10.0.0.11 <|>' }))).includes('runs'));
    assert.ok((await labels(plan({ line: 'allow vbr -> store : tcp 6999 <|>' }))).includes('during'));
  });

  it('puts what is in use first where a pair lacks nothing', async () => {
    // Within a zone nothing is required.
    const all = await labels(plan({ line: 'allow vbr -> y : <|>' }));
    assert.equal(all[0], 'required');
    const place = (name: string): number => {
      assert.ok(all.includes(name), name);
      return all.indexOf(name);
    };
    assert.ok(place('required') < place('veeam.data-mover'));
    assert.ok(place('veeam.data-mover') < place('ssh'));
    assert.ok(place('ssh') < place('acronis-cyber-protect.catalog'));
  });

  it('keeps roles of vendors that are not in use out of a rule until one is typed', async () => {
    const all = await labels(plan({ line: 'allow vbr -> <|>' }));
    assert.ok(all.includes('veeam.proxy') && !all.includes('zerto.zvm'), all.join());
    assert.ok((await labels(plan({ line: 'allow vbr -> zvm<|>' }))).includes('zerto.zvm'));
  });
});

// Where fixes write new lines: as statements of their own, wherever a file allows it.
import assert from 'node:assert/strict';
import { appendStatement } from '../../language/editing/edits.ts';
import { applied, openText } from '../support/editor.ts';

/** What is opened, and for what reason, is for the tests of the check: here counts where it stands. */
function placeOnly(text: string): string {
  return text.replace(/(allow admins -> (?:\w+\.)?zvm) : [^\r\n]*/g, '$1');
}

/** The text after everything in it is mended; it has to be the same when it is mended once more, and to have no syntax error. */
async function mended(text: string): Promise<string> {
  const { document, segplan } = await openText(text);
  const after = applied(document, await segplan.segplan.Mender.edits(document));
  const next = await openText(after);
  assert.equal(applied(next.document, await segplan.segplan.Mender.edits(next.document)), after);
  assert.deepEqual(
    (next.document.diagnostics ?? []).filter((d) => d.code === 'syntax-error').map((d) => d.message),
    [],
    after,
  );
  return placeOnly(after);
}

const zones = `zone a { subnet 10.0.0.0/24 component admins : zerto.user-interface at 10.0.0.1 }
zone b { subnet 10.0.1.0/24 component zvm : zerto.zvm at 10.0.1.1 }
`;
const NEW = 'allow admins -> zvm';
/** A rule that the missing one follows, with what stands behind it. */
const behind = (rest: string): string => `use zerto 10\n${zones}allow admins -> 10.9.9.9 : tcp 1${rest}`;

describe('new lines', () => {
  for (const [what, rest, expected] of [
    ['a line', '\n', `\n${NEW}\n`],
    ['a comment', ' // one\n', ` // one\n${NEW}\n`],
    ['a comment in the line', ' /* one */ /* two */\n', ` /* one */ /* two */\n${NEW}\n`],
    ['a comment of several lines', ' /* one\n two */\n', ` /* one\n two */\n${NEW}\n`],
    ['several comments of several lines', ' /* 1\n */ /* 2\n */ // 3\n', ` /* 1\n */ /* 2\n */ // 3\n${NEW}\n`],
    ['a zone on the same line', ' zone c { subnet 10.0.2.0/24 }\n', `\n${NEW}\nzone c { subnet 10.0.2.0/24 }\n`],
    ['a comment before a zone', ' /* of c */ zone c {}\n', `\n${NEW}\n/* of c */ zone c {}\n`],
    ['nothing', '', `\n${NEW}`],
    ['a comment at the end', ' // end', ` // end\n${NEW}`],
    ['a reason and a zone right behind', ' "why"zone c {}', ` "why"\n${NEW}\nzone c {}`],
  ] as const)
    it(`below a rule with ${what}`, async () => {
      assert.equal(await mended(behind(rest)), behind(expected));
    });

  it('behind hundreds of blank lines, at once', async () => {
    for (const eol of ['\r\n', '\n', '\r']) {
      const text = `use zerto 10\n${eol.repeat(300)}${zones.replaceAll('\n', eol)}`;
      assert.equal(await mended(text), `${text}${eol}${NEW}${eol}`);
      const blanks = eol.repeat(300);
      assert.equal(await mended(text + blanks), `${text}${blanks}${NEW}${eol}`);
    }
  });

  for (const [what, eol] of [
    ['carriage returns', '\r'],
    ['carriage returns and line feeds', '\r\n'],
  ] as const) {
    it(`end as the file's own: ${what}`, async () => {
      const text = behind(' // one\n\n// two\n').replaceAll('\n', eol);
      assert.equal(await mended(text), behind(` // one\n${NEW}\n\n// two\n`).replaceAll('\n', eol));
    });

    it(`behind everything and at the top: ${what}`, async () => {
      assert.equal(await mended(zones.replaceAll('\n', eol)), `use zerto\n\n${zones}\n${NEW}\n`.replaceAll('\n', eol));
    });
  }

  it('end as the line they follow, where a file has several endings', async () => {
    const text = behind(' // one\r\n// two\n').replace('10\n', '10\r');
    assert.equal(await mended(text), behind(` // one\r\n${NEW}\r\n// two\n`).replace('10\n', '10\r'));
  });

  it('of several statements end as those of the file', async () => {
    const { document } = await openText('plan "Mine"\r\n');
    const edit = appendStatement(document.parseResult.value, 'zone a {\n}\n\nzone b {\n}');
    assert.equal(applied(document, [edit]), 'plan "Mine"\r\n\r\nzone a {\r\n}\r\n\r\nzone b {\r\n}\r\n');
  });

  it('are indented as the line that they follow', async () => {
    assert.equal(
      await mended(behind('\n').replace('\nallow', '\n\t allow')),
      behind(`\n\t ${NEW}\n`).replace('\nallow admins -> 10', '\n\t allow admins -> 10'),
    );
  });

  it('leave a byte order mark where it is', async () => {
    assert.equal(await mended(`\uFEFF${zones}`), `\uFEFFuse zerto\n\n${zones}\n${NEW}\n`);
  });

  it('put to use behind the last use, and behind the title', async () => {
    assert.match(await mended(`use vmware /* a\n b */\n${zones}`), /^use vmware \/\* a\n b \*\/\nuse zerto\nzone a/);
    assert.match(await mended(`plan "p" // title\n${zones}`), /^plan "p" \/\/ title\n\nuse zerto\nzone a/);
  });

  it('keep away from a rule that is half typed', async () => {
    const text = `use zerto 10\n${zones}allow admins -> 10.9.9.9 : tcp 1\nallow admins -> 10.9.9.8 : tcp\n`;
    const { document, segplan } = await openText(text);
    const after = applied(document, await segplan.segplan.Mender.edits(document));
    assert.equal(placeOnly(after), text.replace('tcp 1\n', `tcp 1\n${NEW}\n`));
  });
});

describe('names that fixes write', () => {
  const two = `use zerto 10
zone a { subnet 10.0.0.0/24 component admins : zerto.user-interface at 10.0.0.1 }
zone b { subnet 10.0.1.0/24 component zvm : zerto.zvm at 10.0.1.1 }
zone c { subnet 10.0.2.0/24 component zvm : zerto.zvm at 10.0.2.1 }
`;

  it('are qualified where two components have the same', async () => {
    const after = await mended(two);
    assert.match(after, /\nallow admins -> (.+, )?b\.zvm\b/);
    assert.match(after, /\nallow admins -> (.+, )?c\.zvm\b/);
  });

  it('are qualified where a component is called as a zone, a site or a group is', async () => {
    for (const other of ['zone zvm { subnet 10.0.3.0/24 }', 'site zvm {}', 'group zvm = a'])
      assert.match(await mended(`use zerto 10\n${zones}${other}\n`), /\nallow admins -> b\.zvm\n/);
  });

  it('are not written where none leads there', async () => {
    const text = two.replace('zone c', 'zone b');
    assert.equal(await mended(text), text);
  });

  it('are not written where they are words of the language', async () => {
    const text = `use zerto 10\n${zones.replace('admins', 'group')}`;
    const { document, segplan } = await openText(text);
    assert.equal(applied(document, await segplan.segplan.Mender.edits(document)), text);
  });
});

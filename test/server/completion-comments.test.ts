import assert from 'node:assert/strict';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { checks } from '../../language/generated/checks.ts';
import { applied, complete, openText } from '../support/editor.ts';
import { atCursor } from '../support/marks.ts';

const ZONES = 'use network\nzone a { subnet 10.0.0.0/24 }\nzone b { subnet 10.0.1.0/24 }\n';
const labels = async (marked: string): Promise<string[]> => (await complete(ZONES + marked)).items.map((i) => i.label);

describe('completion of a comment that silences findings', () => {
  it('offers the checks by their codes with what they find, those first that find something on the next line', async () => {
    const { items, look } = await complete(`${ZONES}// segplan-disable-next-line <|>\n// as agreed\nallow any -> b : any\n`);
    assert.deepEqual(
      items.slice(0, 3).map((i) => i.label),
      ['any-endpoint', 'any-service', 'ambiguous-zone'],
    );
    assert.equal(items[1]?.detail, 'warning: A rule that opens every service');
    assert.match(look(items[1]), /any/);
    // Those that can be silenced, each once.
    const codes = checks.filter((check) => !check.essential && check.code !== 'unused-suppression').map(({ code }) => code);
    assert.deepEqual(items.map((i) => i.label).sort(), codes.sort());
  });

  it('leaves out what the comment says already, and replaces the code that the cursor is in', async () => {
    assert.equal((await labels('// segplan-disable-next-line any-service, <|>\nallow any -> b : any\n'))[0], 'any-endpoint');
    assert.ok(!(await labels('// segplan-disable-next-line any-service, <|>\n')).includes('any-service'));
    const line = '// segplan-disable-next-line any-s<|>ervice -- why\n';
    const { items, document } = await complete(`${ZONES}${line}allow any -> b : any\n`);
    assert.deepEqual(
      items.map((i) => i.label),
      ['any-service'],
    );
    const text = document.textDocument.getText();
    assert.equal(applied(document, [items[0]!.textEdit as never]), text);
  });

  it('offers its word where that is begun', async () => {
    assert.deepEqual(await labels('// seg<|>\n'), ['segplan-disable-next-line']);
  });

  for (const other of [
    '// segplan-disable-next-line any-service -- <|>',
    '// segplan-disable-next-line any-service --<|>',
    '// as segplan-<|>',
    '// <|>',
    '/* // segplan-disable-next-line <|> */',
    'plan "// segplan-disable-next-line <|>"',
  ])
    it(`offers nothing in ${other}`, async () => assert.deepEqual(await labels(`${other}\n`), []));

  it('knows what is found below while the comment is typed above it, and nothing of a line that is new', async () => {
    const firstAfter = async (before: string, changed: string): Promise<string | undefined> => {
      const { document, segplan } = await openText(ZONES + before);
      const { text, offset } = atCursor(ZONES + changed);
      TextDocument.update(document.textDocument, [{ text }], 2);
      const position = document.textDocument.positionAt(offset);
      const asked = { textDocument: { uri: document.textDocument.uri }, position };
      const list = await segplan.lsp.CompletionProvider!.getCompletion(document, asked);
      return list?.items
        .map(({ label, sortText }) => `${sortText} ${label}`)
        .sort()[0]
        ?.split(' ')[1];
    };
    const rules = 'allow a -> b : tcp 1\nallow a -> b : any\n';
    const typed = rules.replace('allow a -> b : any', '// one\n// segplan-disable-next-line <|>\nallow a -> b : any');
    assert.equal(await firstAfter(rules, typed), 'any-service');
    const added = rules.replace('tcp 1\n', 'tcp 1\n// segplan-disable-next-line <|>\nallow b -> a : any\n');
    assert.equal(await firstAfter(rules, added), 'ambiguous-zone');
  });
});

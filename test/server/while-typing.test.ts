import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import {
  type CodeAction,
  CodeActionRequest,
  type CompletionItem,
  CompletionRequest,
  DocumentFormattingRequest,
  DocumentSymbolRequest,
  FoldingRangeRequest,
  HoverRequest,
  type Position,
  SemanticTokensRequest,
} from 'vscode-languageserver-protocol/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { numbers } from '../support/numbers.ts';
import { TestClient } from './client.ts';
import { PLAN } from './plans.ts';

/** A plan of some hundred lines: components, and a rule for each. */
const plan = (count: number): string => {
  const numbers = Array.from({ length: count }, (_, n) => n);
  const hosts = numbers.map((n) => `  component host-${n} : acme.store at 10.1.${n >> 8}.${n & 255}`);
  const rules = numbers.map((n) => `allow server -> host-${n} : tcp ${6000 + n}`);
  return `${PLAN}zone large {\n  subnet 10.1.0.0/16\n${hosts.join('\n')}\n}\n${rules.join('\n')}\n`;
};

/** An editor with one document, which it keeps as the server should see it. */
class Editor {
  readonly client: TestClient;
  readonly uri: string;
  private document: TextDocument;
  private version = 1;

  constructor(client: TestClient, uri: string, text: string) {
    this.client = client;
    this.uri = uri;
    this.document = TextDocument.create(uri, 'segplan', 1, text);
  }

  get text(): string {
    return this.document.getText();
  }

  /** Replaces a part of the text, without waiting for anything. */
  edit(start: number, end: number, text: string): void {
    const change = { range: { start: this.at(start), end: this.at(end) }, text };
    this.client.change(this.uri, [change]);
    TextDocument.update(this.document, [change], ++this.version);
  }

  at(offset: number): Position {
    return this.document.positionAt(offset);
  }

  params(offset: number) {
    return { textDocument: { uri: this.uri }, position: this.at(offset) };
  }

  async hover(offset: number): Promise<{ text: string; of: string } | undefined> {
    const hover = await this.client.connection.sendRequest(HoverRequest.type, this.params(offset));
    return hover ? { text: JSON.stringify(hover.contents), of: this.document.getText(hover.range!) } : undefined;
  }

  async complete(offset: number): Promise<CompletionItem[]> {
    const list = await this.client.connection.sendRequest(CompletionRequest.type, this.params(offset));
    return Array.isArray(list) ? list : (list?.items ?? []);
  }

  /** The text once an item was taken. */
  taking(item: CompletionItem): string {
    const edit = item.textEdit as { range: { start: Position; end: Position }; newText: string };
    return TextDocument.applyEdits(this.document, [edit, ...(item.additionalTextEdits ?? [])]);
  }
}

describe('while somebody types', () => {
  let client: TestClient;
  before(async () => {
    client = await TestClient.start();
  });
  after(() => client.process.kill());

  const opened = async (name: string, text: string): Promise<Editor> => {
    const editor = new Editor(client, `file:///plans/${name}.segplan`, text);
    await client.open(editor.uri, text);
    return editor;
  };

  /** What comes first. */
  const order = (...all: [string, Promise<unknown>][]): Promise<string> =>
    Promise.race(all.map(([name, promise]) => promise.then(() => name)));

  it('completes the statement that was just begun, before the text is analyzed', async () => {
    const editor = await opened('begun', plan(100));
    const found = client.nextDiagnostics(editor.uri);
    editor.edit(0, 0, '// one more line\n');
    const before = editor.text.indexOf('allow server -> host-3 ');
    editor.edit(before, before, 'allow office -> \n');
    const place = before + 'allow office -> '.length;
    const items = editor.complete(place);
    assert.equal(await order(['items', items], ['findings', found]), 'items');
    const vault = (await items).find(({ label }) => label === 'vault');
    assert.ok(vault, 'vault');
    const wanted = editor.text.replace('allow office -> \n', 'allow office -> vault\n');
    assert.equal(editor.taking(vault), wanted);
    await found;
  });

  it("puts a vendor's use where it belongs, though lines came before it", async () => {
    const editor = await opened('use', plan(20));
    editor.edit(0, 0, '// one\n// two\n// three\n');
    const line = editor.text.indexOf('component host-7 ');
    editor.edit(line, line, 'component more : vmw\n  ');
    const items = await editor.complete(line + 'component more : vmw'.length);
    const esxi = items.find(({ label }) => label === 'vmware.esxi');
    assert.match(editor.taking(esxi!), /\nuse acme\nuse vmware\n[\s\S]*component more : vmware\.esxi\n/);
  });

  it('says of a port that was just typed what it serves', async () => {
    const editor = await opened('port', PLAN);
    const place = editor.text.indexOf('tcp 22 during');
    editor.edit(place + 4, place + 6, '5003');
    const hover = await editor.hover(place + 5);
    assert.deepEqual([hover?.of, /Moves data/.test(hover?.text ?? '')], ['5003', true]);
  });

  it('hovers over what stands under the cursor, whatever was typed around it', async () => {
    const editor = await opened('hovers', plan(60));
    const number = numbers(7);
    const typed = ['x', '\n', ' ', '// more\n', '{', '}', '"', 'allow server -> vault : tcp 9\n', '10.0.0.1', ''];
    for (let n = 0; n < 150; n++) {
      const start = number(editor.text.length);
      const end = Math.min(editor.text.length, start + (number(3) ? 0 : number(30)));
      editor.edit(start, end, typed[number(typed.length)]!);
      for (let asked = 0; asked < 3; asked++) {
        const words = [...editor.text.matchAll(/\b(?:host-\d+|acme\.store|server)\b/g)];
        const word = words[number(words.length)]!;
        const hover = await editor.hover(word.index + 1);
        // A name can be a part of a longer one by now; what is told about stands around the place.
        if (hover)
          assert.ok(hover.of.includes(word[0]) || word[0].includes(hover.of), `'${hover.of}' for '${word[0]}' after ${n} edits`);
      }
      if (number(10) === 0) await wait(number(300));
    }
    // With its own text back it is as at first.
    editor.edit(0, editor.text.length, plan(60));
    await client.settledDiagnostics(editor.uri);
    assert.match((await editor.hover(editor.text.indexOf('host-9 :') + 2))?.text ?? '', /host-9/);
  });

  it('is answered within a moment while keys follow one another', async () => {
    const editor = await opened('burst', plan(450));
    const place = editor.text.indexOf('allow server -> host-200 : tcp 6') + 'allow server -> host-200 : tcp 6'.length;
    const found = client.nextDiagnostics(editor.uri);
    const answers: Promise<unknown>[] = [];
    for (let n = 0; n < 20; n++) {
      editor.edit(place + n, place + n, '1');
      answers.push(editor.complete(place + n + 1));
      await wait(50);
    }
    // None of them waits for the analysis, which comes when the keys are over.
    assert.equal(await order(['answers', Promise.all(answers)], ['findings', found]), 'answers');
    // How late they are is what `npm run bench` measures.
    await found;
  });

  it('formats, outlines, folds, colors and mends the text of now', async () => {
    const editor = await opened('now', plan(30));
    const { connection } = client;
    const document = { textDocument: { uri: editor.uri } };
    const number = numbers(3);
    for (let n = 0; n < 8; n++) {
      const rules = [...editor.text.matchAll(/^allow/gm)];
      const at = rules[number(rules.length)]!.index;
      editor.edit(at, at, `allow   server->host-${n}:tcp  ${100 + n}\n`);
      const edits = await connection.sendRequest(DocumentFormattingRequest.type, {
        ...document,
        options: { tabSize: 2, insertSpaces: true },
      });
      const formatted = TextDocument.applyEdits(TextDocument.create('', '', 0, editor.text), edits ?? []);
      assert.ok(formatted.includes(`\nallow server -> host-${n} : tcp ${100 + n}\n`), `round ${n}`);
    }
    editor.edit(0, 0, 'zone first {\n}\n');
    const symbols = await connection.sendRequest(DocumentSymbolRequest.type, document);
    assert.equal(symbols?.[0]?.name, 'first');
    editor.edit(0, 0, 'zone before {\n  subnet 10.9.0.0/24\n\n}\n');
    assert.deepEqual((await connection.sendRequest(FoldingRangeRequest.type, document))?.[0]?.startLine, 0);
    editor.edit(0, 0, 'zone another {\n}\n');
    assert.deepEqual((await connection.sendRequest(SemanticTokensRequest.type, document))?.data.slice(0, 3), [0, 5, 7]);
    const line = editor.text.indexOf('allow server -> host-3 ');
    editor.edit(line, line, 'allow sever -> vault : tcp 7\n');
    const range = { start: editor.at(line), end: editor.at(line + 12) };
    const actions = await connection.sendRequest(CodeActionRequest.type, { ...document, range, context: { diagnostics: [] } });
    assert.ok(
      actions?.some((each) => (each as CodeAction).title === "Replace by 'server'"),
      JSON.stringify(actions),
    );
  });

  it('answers from the text of now where a document was closed and opened with another one', async () => {
    const editor = await opened('again', PLAN);
    client.close(editor.uri);
    const text = `// one\n// two\n// three\n${PLAN}`;
    const again = new Editor(client, editor.uri, text);
    void client.open(editor.uri, text);
    assert.equal((await again.hover(text.indexOf('component store') + 'component st'.length))?.of, 'store');
  });

  it('answers nothing about a document that was closed meanwhile', async () => {
    const editor = await opened('closed', plan(40));
    editor.edit(0, 0, '// more\n');
    const document = { textDocument: { uri: editor.uri } };
    const place = editor.params(editor.text.indexOf('host-7'));
    const asked = [
      client.connection.sendRequest(DocumentSymbolRequest.type, document),
      client.connection.sendRequest(SemanticTokensRequest.type, document),
    ];
    client.close(editor.uri);
    const failed = (error: { code: number }): number => error.code;
    // Canceled, answered before, or empty; never a failure of the server.
    for (const each of asked) assert.notEqual(await each.catch(failed), -32603);
    await client.settledDiagnostics(editor.uri);
    assert.equal(await client.connection.sendRequest(HoverRequest.type, place), null);
    assert.equal(await client.connection.sendRequest(DocumentSymbolRequest.type, document), null);
    const context = { diagnostics: [] };
    const range = { start: place.position, end: place.position };
    assert.equal(await client.connection.sendRequest(CodeActionRequest.type, { ...document, range, context }), null);
  });
});

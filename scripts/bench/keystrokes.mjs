// How many keys a plan takes: a typist who takes an item of the list as soon as it stands first, with one key.
import { spawn } from 'node:child_process';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-jsonrpc/node';

/** A backup server at the main site that serves a second one, as somebody writes it; the rules come from the fix of all. */
export const PLAN = `plan "Two sites"

use veeam 13

site main {
  zone management {
    subnet 10.1.0.0/24
    component vbr : veeam.backup-server at 10.1.0.10 runs windows
  }
  zone backup {
    subnet 10.1.1.0/24
    component proxy : veeam.vmware-proxy at 10.1.1.10 runs windows
    component repo : veeam.hardened-repository at 10.1.1.20
  }
  zone production {
    subnet 10.1.2.0/24
    component vcenter : vmware.vcenter at 10.1.2.5
    component esxi : vmware.esxi at 10.1.2.16/28
  }
}

site branch {
  zone branch-servers {
    subnet 10.2.0.0/24
    component files : veeam.windows-agent at 10.2.0.10
  }
  zone branch-backup {
    subnet 10.2.1.0/24
    component branch-repo : veeam.hardened-repository at 10.2.1.20
  }
}

pair main, branch
`;
const WORD = /[\w.-]/;

/** @param server the program that serves the language, another version's for a comparison */
export async function benchKeystrokes(server = 'dist/server.cjs') {
  const { keys, findings } = await typed(PLAN, server);
  console.log(`\nA plan of two sites, ${PLAN.length} characters, from an empty file: ${keys} keys`);
  console.log(`and one more for all of its rules, after which ${findings.length} errors are left`);
  for (const { message } of findings) console.log(`  ${message}`);
}

/**
 * Types a text into an empty file, and has everything mended then.
 * @param upTo how much of it is typed; the rest is pasted
 * @returns the keys that it took, and the errors that are left
 */
export async function typed(plan, server, upTo = plan.length) {
  const typist = new Typist(plan, server);
  await typist.begin();
  let at = 0;
  let keys = 0;
  while (at < upTo) {
    // Editors indent by themselves.
    if (plan[at] === ' ' && /(^|\n) *$/.test(plan.slice(0, at))) {
      at++;
      continue;
    }
    const begins = /[a-z]/i.test(plan[at]) && !WORD.test(plan[at - 1] ?? ' ');
    const taken = begins ? await typist.take(at) : undefined;
    if (begins && process.env.SEGPLAN_BENCH_LOG)
      console.log(taken?.keys ?? '-', plan.slice(at, taken?.end ?? at + 12).replaceAll('\n', ' '));
    keys += taken?.keys ?? 1;
    at = taken?.end ?? at + 1;
  }
  const findings = await typist.mend(plan);
  typist.end();
  return { keys, findings };
}

class Typist {
  uri = 'file:///keystrokes.segplan';
  version = 1;

  constructor(plan, server) {
    this.plan = plan;
    this.child = spawn(process.execPath, [server, '--stdio'], {
      env: { ...process.env, SEGPLAN_KEEP_FINDINGS: '0' },
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    this.connection = createMessageConnection(
      new StreamMessageReader(this.child.stdout),
      new StreamMessageWriter(this.child.stdin),
    );
    this.connection.onRequest('workspace/configuration', ({ items }) => items.map(() => ({})));
    this.connection.onRequest(() => null);
    this.connection.onNotification('textDocument/publishDiagnostics', ({ diagnostics }) => {
      this.diagnostics = diagnostics;
    });
    this.connection.listen();
  }

  async begin() {
    const completion = { completionItem: { snippetSupport: true, labelDetailsSupport: true } };
    const capabilities = { textDocument: { completion, publishDiagnostics: {} } };
    await this.connection.sendRequest('initialize', {
      processId: process.pid,
      rootUri: null,
      capabilities,
      workspaceFolders: null,
    });
    this.connection.sendNotification('initialized', {});
    const textDocument = { uri: this.uri, languageId: 'segplan', version: 1, text: '' };
    this.connection.sendNotification('textDocument/didOpen', { textDocument });
  }

  /** The fewest keys that bring the word at a place: some letters of it or of one of its parts, and one that takes the first item. */
  async take(at) {
    // Somebody who reads the list gives the server time to read the text.
    this.change(this.plan.slice(0, at));
    await this.connection.sendRequest('segplan/targets');
    const [word] = /^[\w.-]+/.exec(this.plan.slice(at));
    const parts = [...word.matchAll(/[.-]/g)].map(({ index }) => word.slice(index + 1));
    for (let typed = 0; typed < word.length - 1; typed++)
      for (const letters of new Set([word, ...parts].map((part) => part.slice(0, typed)))) {
        if (letters.length < typed) continue;
        const text = this.plan.slice(0, at) + letters;
        const first = this.first(await this.complete(text), letters);
        const edit = first && this.editOf(first, text);
        if (edit && edit.start >= at && edit.newText.length > typed + 1 && this.plan.startsWith(edit.newText, edit.start))
          return { keys: typed + 1, end: edit.start + edit.newText.length };
      }
    return undefined;
  }

  async complete(text) {
    this.change(text);
    const lines = text.split('\n');
    const position = { line: lines.length - 1, character: lines.at(-1).length };
    const answer = await this.connection.sendRequest('textDocument/completion', { textDocument: { uri: this.uri }, position });
    return Array.isArray(answer) ? answer : (answer?.items ?? []);
  }

  /** What an editor shows first. It leaves out what doesn't begin with what is typed; of the rest the server's order counts. */
  first(items, prefix) {
    const fits = items.filter((item) => (item.filterText ?? item.label).toLowerCase().startsWith(prefix.toLowerCase()));
    const key = ({ sortText, label }) => `${sortText ?? label}\0${label}`;
    return fits.sort((a, b) => (key(a) < key(b) ? -1 : Number(key(a) > key(b))))[0];
  }

  editOf({ textEdit, insertText, label, insertTextFormat }, text) {
    if (insertTextFormat === 2) return undefined;
    const newText = textEdit?.newText ?? insertText ?? label;
    const start = textEdit
      ? this.offset(text, (textEdit.range ?? textEdit.insert).start)
      : text.length - /[\w.-]*$/.exec(text)[0].length;
    return { newText: newText.trimEnd(), start };
  }

  offset(text, { line, character }) {
    return text.split('\n').slice(0, line).join('\n').length + (line ? 1 : 0) + character;
  }

  change(text) {
    this.version++;
    const textDocument = { uri: this.uri, version: this.version };
    this.connection.sendNotification('textDocument/didChange', { textDocument, contentChanges: [{ text }] });
  }

  /** Has everything mended that can be. @returns the errors that are left */
  async mend(text) {
    this.change(text);
    const end = { line: text.split('\n').length, character: 0 };
    const context = { diagnostics: [], only: ['source.fixAll.segplan'] };
    const range = { start: { line: 0, character: 0 }, end };
    const [action] = await this.connection.sendRequest('textDocument/codeAction', {
      textDocument: { uri: this.uri },
      range,
      context,
    });
    let mended = text;
    const edits = Object.values(action?.edit?.changes ?? {})[0] ?? [];
    for (const edit of edits.toSorted((a, b) => this.offset(text, b.range.start) - this.offset(text, a.range.start)))
      mended =
        mended.slice(0, this.offset(text, edit.range.start)) + edit.newText + mended.slice(this.offset(text, edit.range.end));
    this.change(mended);
    await this.connection.sendRequest('textDocument/codeAction', {
      textDocument: { uri: this.uri },
      range: { start: range.start, end: range.start },
      context: { diagnostics: [], only: ['quickfix'] },
    });
    return (this.diagnostics ?? []).filter(({ severity }) => severity === 1);
  }

  end() {
    this.connection.dispose();
    this.child.kill();
  }
}

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createSegplanServices } from '../../server/module.ts';

const root = join(import.meta.dirname, '../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

/** The method behind a capability that the server announces, where its name doesn't say so. */
const METHODS: Record<string, string> = {
  workspaceSymbol: 'workspace/symbol',
  documentFormatting: 'textDocument/formatting',
  documentRangeFormatting: 'textDocument/rangeFormatting',
  documentOnTypeFormatting: 'textDocument/onTypeFormatting',
  callHierarchy: 'textDocument/prepareCallHierarchy',
  semanticTokens: 'textDocument/semanticTokens',
};

describe('the page of features', () => {
  const page = read('docs/features.md');

  it('names tests that are there', () => {
    const tests = [...page.matchAll(/\[([^\]]+)\]\(\.\.\/(test\/[\w./-]+\.ts)\)/g)];
    assert.ok(tests.length > 25);
    for (const [, title, path] of tests) {
      assert.ok(existsSync(join(root, path!)), path);
      const titles = [...read(path!).matchAll(/\b(?:it|thoroughly)\(\s*(?:'((?:[^'\\]|\\.)*)'|`([^`]*)`)/g)].map(
        (m) => m[1] ?? m[2] ?? '',
      );
      assert.ok(
        titles.some((each) => each.startsWith(title!)),
        `${path}: ${title}`,
      );
    }
  });

  it('names every method that the server announces', async () => {
    const { shared } = createSegplanServices({ fileSystemProvider: () => ({}) as never });
    const { capabilities } = await shared.lsp.LanguageServer.initialize({
      processId: null,
      rootUri: null,
      workspaceFolders: null,
      capabilities: { textDocument: { diagnostic: {} } },
    });
    const announced = Object.entries(capabilities).flatMap(([name, value]) => {
      const feature = /^(\w+)Provider$/.exec(name)?.[1];
      return feature && value ? [METHODS[feature] ?? `textDocument/${feature}`] : [];
    });
    assert.ok(announced.length > 20, announced.join(' '));
    for (const method of announced) assert.ok(page.includes(`\`${method}\``), method);
  });

  it('names every command of the extension', () => {
    const { commands } = JSON.parse(read('package.json')).contributes as { commands: { command: string }[] };
    for (const { command } of commands) assert.ok(page.includes(`| \`${command}\` `), command);
  });
});

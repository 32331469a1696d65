import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as protocol from 'vscode-languageserver-protocol';
import * as connectionless from '../../api/connectionless.ts';

// The bundler gives programs without a connection this in place of the package of the protocol.
describe('what programs without a connection have of the protocol', () => {
  it('is what the package has under these names', () => {
    const { LSPErrorCodes, ...others } = connectionless;
    const there: Record<string, unknown> = { ...protocol };
    for (const [name, value] of Object.entries(others)) assert.equal(value, there[name], name);
    for (const [name, code] of Object.entries(LSPErrorCodes)) assert.equal(code, protocol.LSPErrorCodes[name as never], name);
  });

  it('is all that Langium asks of it', () => {
    const folder = join(import.meta.dirname, '../../node_modules/langium/lib');
    const asked = new Set<string>();
    for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      // Its language server is for programs with a connection.
      if (!file.endsWith('.js') || /(^|[\\/])(lsp|test)[\\/]/.test(file)) continue;
      const text = readFileSync(join(folder, file), 'utf8');
      for (const [, names] of text.matchAll(/(?:import|export) \{([^}]*)\} from 'vscode-languageserver-protocol'/g))
        for (const name of names!.split(',')) asked.add(name.trim());
      for (const [, name] of text.matchAll(/\bLSPErrorCodes\.(\w+)/g)) asked.add(name!);
    }
    const there = new Set([...Object.keys(connectionless), ...Object.keys(connectionless.LSPErrorCodes)]);
    assert.ok(asked.size > 4);
    assert.deepEqual(
      [...asked].filter((name) => !there.has(name)),
      [],
    );
  });
});

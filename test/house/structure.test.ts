import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { circles, type SourceFile, sourceFiles } from './imports.ts';

const root = join(import.meta.dirname, '../..');

// What ARCHITECTURE.md says of the house, as far as imports show it.
describe('the structure of the source', () => {
  const files = sourceFiles(['language', 'api', 'server', 'client', 'cli', 'mcp']);

  function offenders(inFolder: string, isWrong: (file: SourceFile) => boolean, except: readonly string[] = []): string[] {
    const inside = files.filter((f) => f.path.startsWith(`${inFolder}/`));
    assert.ok(inside.length > 5, `${inFolder} is not where it was`);
    return inside.filter((f) => isWrong(f) && !except.includes(f.path)).map((f) => f.path);
  }

  it('is read: a way through it leads from the command line to the address sets', () => {
    const arrows = new Map(files.map((f) => [f.path, f.files]));
    const reached = new Set<string>();
    const visit = (path: string): void => {
      if (reached.has(path)) return;
      reached.add(path);
      for (const next of arrows.get(path) ?? []) visit(next);
    };
    visit('cli/main.ts');
    assert.ok(reached.has('language/model/interval-set.ts'));
  });

  it('has no circles', () => {
    assert.deepEqual(circles(new Map(files.map((f) => [f.path, f.files]))), []);
  });

  it('a circle would be found', () => {
    const arrows = new Map([
      ['a', ['b']],
      ['b', ['c', 'd']],
      ['c', []],
      ['d', ['b']],
    ]);
    assert.deepEqual(circles(arrows), [['b', 'd', 'b']]);
  });

  it('the language knows neither an editor, nor a connection, nor the disk', () => {
    const foreign = /^(vscode$|vscode-languageclient|vscode-languageserver($|\/)|node:|fs$|path$|langium\/node|langium\/lsp)/;
    assert.deepEqual(
      offenders('language', (f) => f.packages.some((p) => foreign.test(p)) || f.files.some((t) => !t.startsWith('language/'))),
      // Langium has its formatter there, which knows no connection.
      ['language/formatting/formatter.ts', 'language/formatting/statement-formatter.ts'],
    );
    const lsp = /import (?:type )?\{([^}]*)\} from '(langium\/lsp|vscode-languageserver[^']*|node:[^']*)'/g;
    const taken = files
      .filter(({ path }) => path.startsWith('language/formatting/'))
      .flatMap(({ path }) => [...readFileSync(join(root, path), 'utf8').matchAll(lsp)])
      .filter(([, , from]) => from !== 'vscode-languageserver-types')
      .flatMap(([, names]) => names!.split(',').map((name) => name.trim().replace(/^type /, '')));
    assert.deepEqual([...new Set(taken)].sort(), ['AbstractFormatter', 'Formatting', 'FormattingAction']);
  });

  // What an earlier start has found is told on this ground (server/features/kept/inputs.ts).
  it('what is found comes of the texts that a document sees, by one way to them', () => {
    const ways = /\b(?:LangiumDocuments|TextDocuments|IndexManager|FileSystemProvider|builtInDocuments)\b/;
    const rooms = ['checks', 'checking', 'analysis', 'model', 'running', 'editing', 'syntax', 'generated'];
    const others = rooms.flatMap((room) =>
      offenders(`language/${room}`, ({ path }) => ways.test(readFileSync(join(root, path), 'utf8'))),
    );
    // Who extends a vendor is asked by those who look for references.
    assert.deepEqual(others, ['language/syntax/vendor-blocks.ts']);
    const looking = ({ path }: SourceFile): boolean => /\bextensionsOf\b/.test(readFileSync(join(root, path), 'utf8'));
    assert.deepEqual([...offenders('language/checks', looking), ...offenders('language/checking', looking)], []);
    // The day comes in by one place as well.
    assert.deepEqual(
      offenders('language', ({ path }) => /\bnew Date\(\)|\bDate\.now\b/.test(readFileSync(join(root, path), 'utf8'))),
      ['language/workspace/plans.ts'],
    );
  });

  it('only the client knows vscode', () => {
    for (const folder of ['server', 'cli', 'api'])
      assert.deepEqual(
        offenders(folder, (f) => f.packages.some((p) => p === 'vscode' || p.startsWith('vscode-languageclient'))),
        [],
      );
  });

  it('only the command line and the start of the server know the process and the disk', () => {
    const process = /^(node:|langium\/node)/;
    assert.deepEqual(
      offenders('server', (f) => f.packages.some((p) => process.test(p)), [
        'server/main.node.ts',
        'server/cached.node.ts',
        'server/cache-folder.node.ts',
        'server/kept-files.node.ts',
        'server/room.node.ts',
        'server/young-space.node.ts',
      ]),
      [],
    );
    // The part of the façade that a browser has as well.
    assert.deepEqual(
      offenders('api', (f) => f.packages.some((p) => process.test(p)), [
        'api/committed-files.ts',
        'api/committed-tree.ts',
        'api/disk-files.ts',
        'api/disk-source.ts',
        'api/find-plans.ts',
        'api/git.ts',
        'api/revisions.ts',
      ]),
      [],
    );
  });

  it('the façade knows no transport, and the server and the command line come after it', () => {
    const foreign = /^(vscode$|vscode-languageclient|vscode-languageserver($|\/)|langium\/lsp|commander|@modelcontextprotocol)/;
    assert.deepEqual(
      offenders('api', (f) => f.packages.some((p) => foreign.test(p)) || f.files.some((t) => !/^(api|language)\//.test(t))),
      [],
    );
    assert.deepEqual(
      offenders('server', (f) =>
        f.files.some((t) => /^api\/(committed-files|committed-tree|disk-source|find-plans|git|revisions|main)\.ts$/.test(t)),
      ),
      [],
    );
    assert.deepEqual(
      offenders('cli', (f) => f.files.includes('language/rulesets/generate.ts')),
      [],
    );
    // An assistant learns what any program can.
    assert.deepEqual(
      offenders('mcp', (f) => f.files.some((t) => !t.startsWith('mcp/') && t !== 'api/main.ts')),
      [],
    );
    assert.deepEqual(
      files.filter((f) => /^(api|server|client|language)\//.test(f.path) && f.files.some((t) => /^(mcp|cli)\//.test(t))),
      [],
    );
    // What is shipped as declarations stands by itself.
    assert.deepEqual(
      offenders('api/types', (f) => f.files.some((t) => !t.startsWith('api/types/'))),
      [],
    );
    for (const file of readdirSync(join(root, 'api/types'))) {
      const text = readFileSync(join(root, 'api/types', file), 'utf8');
      assert.ok(!/^import (?!type )|^export (?!type |interface )|^export .*\bfrom\b/m.test(text), file);
      assert.ok(readFileSync(join(root, 'api/types.ts'), 'utf8').includes(`'./types/${file}'`), file);
    }
  });

  it('a model knows no analysis, an analysis no check and no rule set', () => {
    const knows = (above: readonly string[]) => (f: SourceFile) =>
      f.files.some((t) => above.some((room) => t.startsWith(`language/${room}/`)));
    assert.deepEqual(
      offenders('language/model', knows(['analysis', 'checks', 'checking', 'editing', 'rulesets', 'workspace'])),
      [],
    );
    assert.deepEqual(offenders('language/analysis', knows(['checks', 'checking', 'editing', 'rulesets', 'workspace'])), []);
  });

  it('a target is one folder, and no target knows another one', () => {
    const targets = 'language/rulesets/targets';
    for (const name of readdirSync(join(root, targets))) assert.ok(existsSync(join(root, targets, name, `${name}.ts`)), name);
    const home = (path: string): string | undefined => /^language\/rulesets\/targets\/([^/]+)\//.exec(path)?.[1];
    assert.deepEqual(
      offenders(targets, (f) => f.files.some((t) => home(t) !== undefined && home(t) !== home(f.path))),
      [],
    );
  });

  it('no list is spread into arguments, of which a stack holds some ten thousand', () => {
    const spread = /\.(push|unshift|concat)\(\.\.\.|Math\.(max|min)\(\.\.\./;
    const read = (path: string): string => readFileSync(join(root, path), 'utf8');
    assert.deepEqual(
      files.map(({ path }) => path).filter((path) => !path.includes('/generated/') && spread.test(read(path))),
      [],
    );
  });
});

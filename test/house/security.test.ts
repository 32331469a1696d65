import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const sources = globSync('{api,cli,client,language,mcp,server}/**/*.ts', { cwd: root })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => !path.includes('/generated/'));
const having = (pattern: RegExp): string[] => sources.filter((path) => pattern.test(read(path))).sort();

describe('the sources', () => {
  it('start no program but git, open no connection and run no text', () => {
    assert.ok(sources.length > 200);
    assert.deepEqual(having(/child_process/), ['api/git.ts', 'cli/room.ts']);
    // The command line may start itself again, with what it was started with.
    assert.deepEqual(read('cli/room.ts').match(/\b(?:exec|execFile|spawn|fork)\w*\([^{]*/g), [
      'spawnSync(process.execPath, [...process.execArgv, ...process.argv.slice(1)], ',
    ]);
    assert.deepEqual(
      [...read('api/git.ts').matchAll(/\b(exec|execFile|spawn|fork)\w*\b(?=\(|\))/g)].map(([call]) => call),
      ['execFile'],
    );
    assert.deepEqual(
      having(
        /(?:from|import\(|require\()\s*'(?:node:)?(?:https?|http2|net|tls|dgram|dns|cluster|inspector|worker_threads)(?:\/\w+)?'/,
      ),
      [],
    );
    // One file starts the program that lies beside it, with what was compiled of it before, and nothing else.
    assert.deepEqual(having(/(?:from|import\(|require\()\s*'(?:node:)?vm'/), ['server/cached.node.ts']);
    const starter = read('server/cached.node.ts');
    assert.deepEqual(starter.match(/\bScript\([^,]*,|\brun\w*Context\(|\brunKept\([^)]*\)|const bytes = .*;/g), [
      'runKept(file: string, sum: (data: Buffer | string)',
      'const bytes = readFileSync(file);',
      'Script(HEAD + bytes.toString() + TAIL,',
      'runInThisContext(',
      'runKept(join(__dirname, PROGRAM)',
    ]);
    assert.deepEqual(
      having(/\b(?:fetch|eval|XMLHttpRequest|WebSocket|importScripts|Function|createTerminal|openExternal)\(/),
      [],
    );
    assert.deepEqual(having(/\bimport\((?!')/), []);
    // The extension in a browser starts its own server.
    // And the page of the map what lays it out, from a text that the extension sends it.
    assert.deepEqual(having(/\bnew Worker\(/), ['client/features/map/view/engine.ts', 'client/main.browser.ts']);
  });

  it('let no page run scripts but that of the map, and make them in three places', () => {
    assert.deepEqual(having(/createWebviewPanel|registerWebview\w+|registerCustomEditor\w+/), [
      'client/features/explain/answer-panel.ts',
      'client/features/generate/page-panel.ts',
      'client/features/map/map-panel.ts',
    ]);
    assert.deepEqual(having(/enableScripts/), ['client/features/map/map-panel.ts']);
    assert.deepEqual(having(/enableForms|isTrusted\s*[:=]\s*true|supportHtml/), []);
    // What a page shows is made of elements and texts, and of markup that escapes what a plan says.
    assert.deepEqual(having(/innerHTML|outerHTML\s*=|insertAdjacentHTML|document\.write/), []);
    assert.match(read('client/features/map/map-panel.ts'), /localResourceRoots: \[dist\]/);
    assert.doesNotMatch(read('client/features/map/map-panel.ts'), /enableCommandUris/);
    const pages = read('client/features/generate/page-panel.ts');
    assert.match(pages, /localResourceRoots: \[\]/);
    assert.match(pages, /default-src 'none'; style-src 'unsafe-inline'/);
    assert.doesNotMatch(pages, /enableCommandUris/);
    assert.match(read('client/features/explain/answer-panel.ts'), /enableCommandUris: \[SHOW_LINE\]/);
    assert.match(read('client/features/explain/answer-panel.ts'), /localResourceRoots: \[\]/);
  });
});

describe('the page about security', () => {
  const page = read('docs/security.md');

  it('names for each line tests that are there', () => {
    // Each threat is an item of a list; what is left to others is none.
    const [held = ''] = page.split('\n## What is left to others');
    const items = held.split(/\n(?=- )|\n\n/).filter((each) => each.startsWith('- '));
    assert.ok(items.length > 40);
    for (const item of items) {
      const tests = [...item.matchAll(/\[([^\]]+)\]\(\.\.\/(test\/[\w./-]+\.ts)\)/g)];
      assert.ok(tests.length, item);
      for (const [, title, path] of tests)
        assert.ok(
          titlesOf(path!).some((each) => each.startsWith(title!)),
          `${path}: ${title}`,
        );
    }
  });

  /** What its tests are called, those with something inserted up to there. */
  function titlesOf(path: string): string[] {
    return [...read(path).matchAll(/\b(?:it|thoroughly)\(\s*(?:'((?:[^'\\]|\\.)*)'|`([^`]*)`)/g)].map(
      ([, plain, made = '']) => plain ?? made,
    );
  }
});

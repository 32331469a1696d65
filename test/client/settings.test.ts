import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checks } from '../../language/generated/checks.ts';

interface Setting {
  readonly order?: number;
  readonly description?: string;
  readonly markdownDescription?: string;
}

interface Section {
  readonly title: string;
  readonly order: number;
  readonly properties: Readonly<Record<string, Setting>>;
}

describe('the settings', () => {
  const { contributes } = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8'));
  const sections = contributes.configuration as readonly Section[];
  const properties = sections.flatMap((section) => Object.entries(section.properties));

  it('stand in sections and in an order: what somebody looks for first, the checks by themes, and what helps to find faults of the extension', () => {
    const titles = [...sections].sort((a, b) => a.order - b.order).map(({ title }) => title);
    assert.deepEqual([...titles.slice(0, 2), ...titles.slice(-1)], ['Rule Sets', 'Editor', 'Server']);
    const ofChecks = titles.slice(2, -1);
    assert.ok(ofChecks.length > 3 && ofChecks.every((title) => title.endsWith(' (Checks)')), ofChecks.join());
    for (const { title, properties: own } of sections) {
      const all = Object.entries(own);
      // No more than somebody can look through, and of one kind.
      assert.ok(all.length > 0 && all.length < 25, title);
      assert.equal(new Set(all.map(([, { order }]) => order)).size, all.length, title);
      for (const [name, { order }] of all) {
        assert.ok(order !== undefined, name);
        assert.equal(name.startsWith('segplan.checks.'), title.endsWith(' (Checks)'), name);
      }
    }
    assert.equal(new Set(properties.map(([name]) => name)).size, properties.length);
  });

  it('stand in sections that can be told apart by what is seen of their names in the list beside the settings', () => {
    const beginnings = sections.map(({ title }) => title.slice(0, 11));
    assert.equal(new Set(beginnings).size, sections.length, beginnings.join());
  });

  it('have one for each check whose level can be changed', () => {
    const codes = checks.filter(({ essential }) => !essential).map(({ code }) => `segplan.checks.${code}`);
    const names = properties.map(([name]) => name).filter((name) => name.startsWith('segplan.checks.'));
    assert.deepEqual(names.sort(), codes.sort());
  });

  it('say what they do', () => {
    for (const [name, { description, markdownDescription }] of properties)
      assert.match(description ?? markdownDescription ?? '', /^[A-Z].*\.(?:\)|`)?$/s, name);
  });

  it('say by what messages to the server are logged: their setting alone logs nothing, and switches nothing off', () => {
    // What the library does with it: it logs where the output's level is Trace, and then takes 'off' for 'messages'.
    const library = readFileSync(
      join(import.meta.dirname, '../../node_modules/vscode-languageclient/lib/common/client.js'),
      'utf8',
    );
    assert.match(
      library,
      /let trace = this\._traceLogLevel !== vscode_1\.LogLevel\.Trace \? \S+\.Trace\.Off : \S+\.Trace\.Messages;/,
    );
    const [, trace] = properties.find(([name]) => name === 'segplan.trace.server')!;
    assert.match(trace.markdownDescription ?? '', /log level .*_Trace_.*Developer: Set Log Level…/);
    assert.ok(!(trace as { enum?: string[] }).enum?.includes('off'));
  });
});

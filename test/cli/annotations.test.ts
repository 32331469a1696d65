import assert from 'node:assert/strict';
import { buildCli, folderWith, planWith, removeFolders, segplan } from './segplan.ts';

/** A command of a workflow, read as the runner reads it. */
function read(line: string): { command: string; properties: Record<string, string>; message: string } {
  const [, command, list, message] = /^::(\w+) (.*?)::(.*)$/.exec(line)!;
  const readBack = (text: string, more: readonly [string, string][] = []): string =>
    [...more, ['%0D', '\r'] as const, ['%0A', '\n'] as const, ['%25', '%'] as const].reduce(
      (t, [from, to]) => t.replaceAll(from, to),
      text,
    );
  const properties = list!.split(',').map((each) => {
    const at = each.indexOf('=');
    return [
      each.slice(0, at),
      readBack(each.slice(at + 1), [
        ['%3A', ':'],
        ['%2C', ','],
      ]),
    ];
  });
  return { command: command!, properties: Object.fromEntries(properties), message: readBack(message!) };
}

describe('segplan check --format github', () => {
  before(() => {
    buildCli();
  });
  after(removeFolders);

  it('writes a command for each finding at its place, and a sum that is none', () => {
    const rule = 'allow vbr -> repo : tcp 2500-3300';
    const folder = folderWith({ 'plan.segplan': planWith(rule, 'allow vbr -> repo : tcp 9') });
    const { stdout, code } = segplan(['check', 'plan.segplan', '--format', 'github'], folder);
    const lines = stdout.trimEnd().split('\n');
    const { command, properties, message } = read(lines[0]!);
    const column = rule.indexOf('tcp') + 1;
    assert.equal(command, 'error');
    assert.deepEqual(properties, {
      file: 'plan.segplan',
      line: '12',
      endLine: '12',
      col: `${column}`,
      endColumn: `${column + 'tcp 2500-3300'.length - 1}`,
      title: 'segplan missing-flow',
    });
    assert.match(message, /^No rule permits vbr -> repo on tcp 6162\b/);
    assert.equal(read(lines[1]!).command, 'warning');
    assert.match(lines.at(-1)!, /^1 file checked: 1 error, 1 warning$/);
    assert.equal(code, 1);
  });

  it('lets no name and no text of a plan end a command or begin another', () => {
    const name = 'a,b::100%3A.segplan';
    const folder = folderWith({ [name]: 'zone a { component x : "::error::100%0A" }\n' });
    const { stdout } = segplan(['check', name, '--format', 'github'], folder);
    const lines = stdout.trimEnd().split('\n').slice(0, -1);
    assert.ok(lines.length > 0);
    for (const line of lines) assert.equal(read(line).properties.file, name);
  });
});

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import type { Log, Region, Result } from 'sarif';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { buildCli, folderWith, planWith, removeFolders, segplan } from './segplan.ts';

/** The schema of the standard, as a tool of its makers ships it. */
const { $schema, id, ...schema } = createRequire(import.meta.url)('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json');
const isAddress = (text: string): boolean => URL.canParse(text);
const ajv = new Ajv({
  strict: false,
  // Its patterns are older than the flag.
  unicodeRegExp: false,
  allErrors: true,
  formats: {
    uri: isAddress,
    'uri-reference': (text) => !/[\s<>"{}|\\^`]/.test(text) && URL.canParse(text, 'file:///'),
    'date-time': (text) => !Number.isNaN(Date.parse(text)),
  },
});
const isLog = ajv.compile(schema);

const SHORT = 'allow vbr -> repo : tcp 2500-3300';

function check(folder: string, ...files: string[]): { log: Log; results: Result[]; code: number | null } {
  const { stdout, code } = segplan(['check', '--format', 'sarif', ...files], folder);
  const log = JSON.parse(stdout) as Log;
  assert.ok(isLog(log), ajv.errorsText(isLog.errors));
  return { log, results: log.runs[0]!.results!, code };
}

const regionOf = (result: Result | undefined): Region => result!.locations![0]!.physicalLocation!.region!;
const uriOf = (result: Result | undefined): string => result!.locations![0]!.physicalLocation!.artifactLocation!.uri!;

describe('segplan check --format sarif', () => {
  before(() => {
    buildCli();
  });
  after(removeFolders);

  it('is valid against the schema of SARIF 2.1.0, for clean plans and for others, and ends as check does', () => {
    const folder = folderWith({
      'good.segplan': planWith('allow vbr -> repo : tcp 6162, 2500-3300'),
      'bad.segplan': planWith(SHORT, 'allow nobody -> repo : tcp 70000', 'allow } {'),
    });
    assert.deepEqual([check(folder, 'good.segplan').results, check(folder, 'good.segplan').code], [[], 0]);
    const { results, code } = check(folder, 'good.segplan', 'bad.segplan');
    assert.ok(results.length >= 4);
    assert.equal(code, 1);
  });

  it('is valid as well for what an audit finds: what is cut off, open, unknown and without effect', () => {
    const rule = (more: string): string => `-A FORWARD -s 10.1.0.0/24 -d 10.2.0.0/24 -p tcp ${more}`;
    const rules = [rule('--dport 80 -j ACCEPT'), rule('--dport 80 -j DROP'), rule('-m frobnicate -j ACCEPT')].join('\n');
    const folder = folderWith({
      'plan.segplan': 'zone a { subnet 10.1.0.0/24 }\nzone b { subnet 10.2.0.0/24 }\nallow a -> b : tcp 443\n',
      'rules.v4': `*filter\n:FORWARD DROP [0:0]\n${rules}\nCOMMIT\n`,
    });
    const { stdout, code } = segplan(['audit', 'plan.segplan', 'rules.v4', '--format', 'sarif'], folder);
    const log = JSON.parse(stdout) as Log;
    assert.ok(isLog(log), ajv.errorsText(isLog.errors));
    const results = log.runs[0]!.results!;
    assert.deepEqual([...new Set(results.map(({ ruleId }) => ruleId))].sort(), [
      'dead-rule',
      'drift-closed',
      'drift-open',
      'drift-unknown',
    ]);
    const said = results.map(({ message }) => message.text).join('\n');
    assert.match(said, /^Open beyond the plan: a -> b: tcp 80 \(http\)\. By line 3: -A FORWARD/m);
    assert.match(said, /^Without effect, shadowed by line 3: -A FORWARD/m);
    assert.equal(code, 1);
    // What no file speaks of has no line, and keeps it from being in step all the same.
    const dual = folderWith({
      'plan.segplan': 'zone a { subnet 10.1.0.0/24, fd00:1::/64 }\nzone b { subnet 10.2.0.0/24, fd00:2::/64 }\n',
      'rules.v4': '*filter\n:FORWARD DROP [0:0]\n-A FORWARD -m state --state ESTABLISHED -j ACCEPT\nCOMMIT\n',
    });
    const noted = segplan(['audit', 'plan.segplan', 'rules.v4', '--format', 'sarif'], dual);
    const run = (JSON.parse(noted.stdout) as Log).runs[0]!;
    assert.ok(isLog(JSON.parse(noted.stdout)), ajv.errorsText(isLog.errors));
    assert.deepEqual([noted.code, run.results!.map(({ ruleId, level }) => [ruleId, level])], [1, [['drift-unsaid', 'warning']]]);
    assert.match(run.results![0]!.message.text!, /^No file says anything of IPv6/);
    const notes = run.invocations![0]!.toolExecutionNotifications!.map(({ message }) => message.text).join('\n');
    assert.match(notes, /^rules\.v4: No file says anything of IPv6/m);
  });

  it('says where a finding is in UTF-16, from 1, and which check it is of, with its help', () => {
    const folder = folderWith({ 'plan.segplan': planWith(`/* ü🔥 */ ${SHORT}`) });
    const { log, results } = check(folder, 'plan.segplan');
    const [result] = results;
    const { columnKind, tool } = log.runs[0]!;
    assert.equal(columnKind, 'utf16CodeUnits');
    // The lamp of fire is two units.
    const column = '/* ü🔥 */ allow vbr -> repo : '.length + 1;
    assert.deepEqual(regionOf(result), {
      startLine: 12,
      startColumn: column,
      endLine: 12,
      endColumn: column + 'tcp 2500-3300'.length,
    });
    const rule = tool.driver.rules![result!.ruleIndex!]!;
    assert.deepEqual([result!.ruleId, rule.id, result!.level], ['missing-flow', 'missing-flow', 'error']);
    const page = readFileSync(join(import.meta.dirname, '../../docs/checks/missing-flow.md'), 'utf8');
    for (const paragraph of page.split('\n\n').slice(3)) assert.ok(rule.help!.markdown!.includes(paragraph.trim()), paragraph);
  });

  it('has fixes that mend what they say', () => {
    const text = planWith(SHORT);
    const folder = folderWith({ 'plan.segplan': text });
    const [fix] = check(folder, 'plan.segplan').results[0]!.fixes!;
    const [change] = fix!.artifactChanges;
    assert.equal(change!.artifactLocation.uri, 'plan.segplan');
    const edits = change!.replacements.map(({ deletedRegion: r, insertedContent }) => ({
      range: {
        start: { line: r.startLine! - 1, character: r.startColumn! - 1 },
        end: { line: r.endLine! - 1, character: r.endColumn! - 1 },
      },
      newText: insertedContent!.text!,
    }));
    const mended = TextDocument.applyEdits(TextDocument.create('x', 'segplan', 0, text), edits);
    assert.equal(segplan(['check', 'mended.segplan'], folderWith({ 'mended.segplan': mended })).code, 0);
  });

  it('names files as addresses that are seen from the working folder, and whole ones elsewhere', () => {
    const folder = folderWith({ 'my plans/ä#%.segplan': planWith(SHORT), 'in/x': '' });
    assert.deepEqual(check(folder, 'my plans').results.map(uriOf), ['my%20plans/%C3%A4%23%25.segplan']);
    const [elsewhere] = check(join(folder, 'in'), '../my plans').results;
    assert.match(uriOf(elsewhere), /^file:\/\/\/.*\/my%20plans\//);
  });

  it('leads to the other places, and names the rows of catalogs beside', () => {
    const folder = folderWith({
      'plan.segplan': `use veeam 13
zone m { subnet 10.1.0.0/24 component vbr : veeam.backup-server at 10.1.0.1 }
zone b { subnet 10.2.0.0/24 component repo : veeam.hardened-repository at 10.2.0.1 }
`,
    });
    const result = check(folder, 'plan.segplan').results.find((r) => r.ruleId === 'missing-flow')!;
    assert.ok(result.relatedLocations!.every((each) => each.physicalLocation!.artifactLocation!.uri === 'plan.segplan'));
    assert.match(result.properties!.catalogs[0], /^catalog veeam\S*\.segplan:\d+: /);
  });

  it('knows a finding again where lines came before it, and tells equal ones apart', () => {
    const marks = (text: string): string[] =>
      check(folderWith({ 'plan.segplan': text }), 'plan.segplan').results.map(
        (r) => r.partialFingerprints!['segplanFinding/v1']!,
      );
    const twice = planWith(SHORT, 'allow vbr -> nobody : tcp 1', 'allow vbr -> nobody : tcp 1');
    const before = marks(twice);
    assert.equal(new Set(before).size, before.length);
    assert.ok(before.length >= 3);
    assert.deepEqual(marks(`// one\n// more\n${twice}`), before);
    assert.notDeepEqual(marks(planWith('allow vbr -> repo : tcp 2500-3200')), marks(planWith(SHORT)));
  });

  it('tells what comments silence, as suppressed, with the reason', () => {
    const quiet = planWith('// segplan-disable-next-line any-service -- a test', 'allow vbr -> repo : any');
    const { results, code } = check(folderWith({ 'plan.segplan': quiet }), 'plan.segplan');
    const [suppressed] = results.filter((r) => r.suppressions);
    assert.deepEqual(
      [suppressed?.ruleId, suppressed?.suppressions],
      ['any-service', [{ kind: 'inSource', justification: 'a test' }]],
    );
    assert.deepEqual([regionOf(suppressed).startLine, code], [13, 0]);
  });
});

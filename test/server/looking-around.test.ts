import assert from 'node:assert/strict';
import {
  CallHierarchyIncomingCallsRequest,
  type CallHierarchyItem,
  CallHierarchyOutgoingCallsRequest,
  CallHierarchyPrepareRequest,
  type CodeLens,
  CodeLensRequest,
  CodeLensResolveRequest,
  DefinitionRequest,
  DidChangeConfigurationNotification,
  DocumentDiagnosticRequest,
  DocumentOnTypeFormattingRequest,
  FoldingRangeRequest,
  InlayHintRequest,
  type Location,
  type LocationLink,
  SelectionRangeRequest,
  type SemanticTokens,
  type SemanticTokensDelta,
  SemanticTokensDeltaRequest,
  SemanticTokensRequest,
  SignatureHelpRequest,
  TypeDefinitionRequest,
  WillRenameFilesRequest,
  WorkspaceDiagnosticRequest,
} from 'vscode-languageserver-protocol/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { TestClient } from './client.ts';
import { PLAN, positionOf, rangeOf } from './plans.ts';

const URI = 'file:///plans/plan.segplan';
const document = { textDocument: { uri: URI } };

describe('looking around in a plan', () => {
  let client: TestClient;
  before(async () => {
    client = await TestClient.start({ initializationOptions: { commands: true } });
    await client.open(URI, PLAN);
  });
  after(() => client.process.kill());

  /** Opens another text as a document of its own. */
  async function opened(name: string, text: string) {
    const uri = `file:///plans/${name}.segplan`;
    await client.open(uri, text);
    return { textDocument: { uri } };
  }
  const at = (marked: string) => ({ ...document, position: positionOf(PLAN, marked) });
  /** What of a text lies in a range. */
  const textIn = (text: string, range: LocationLink['targetRange']) => TextDocument.create('', '', 0, text).getText(range);

  it('leads from a component to its roles, where it is declared and where rules name it', async () => {
    for (const place of ['allow ser<|>ver ->', 'component ser<|>ver']) {
      const links = (await client.connection.sendRequest(TypeDefinitionRequest.type, at(place))) as Location[] | null;
      assert.deepEqual(
        links?.map(({ range }) => textIn(PLAN, range)),
        ['server'],
      );
      assert.equal(links?.[0]?.range.start.line, positionOf(PLAN, '<|>role server').line);
    }
    assert.equal(await client.connection.sendRequest(TypeDefinitionRequest.type, at('zone va<|>ult')), null);
  });

  it('leads from an import to its file', async () => {
    const text = 'import "./plan.segplan"\n';
    const params = { ...(await opened('importing', text)), position: { line: 0, character: 12 } };
    const links = (await client.connection.sendRequest(DefinitionRequest.type, params)) as LocationLink[] | null;
    assert.deepEqual(
      links?.map(({ targetUri }) => targetUri),
      [URI],
    );
  });

  it('grows a selection from a word to its statement, its block and the text', async () => {
    const params = { ...document, positions: [positionOf(PLAN, 'component ser<|>ver')] };
    const [selection] = (await client.connection.sendRequest(SelectionRangeRequest.type, params)) ?? [];
    const texts: string[] = [];
    for (let each = selection; each; each = each.parent) texts.push(textIn(PLAN, each.range));
    assert.equal(texts[0], 'server');
    assert.ok(texts.includes('component server : acme.server at 10.0.0.1'), texts.join('\n--\n'));
    assert.ok(texts.some((text) => text.startsWith('zone office {') && text.endsWith('}')));
    assert.equal(texts.at(-1), PLAN);
    for (const [n, text] of texts.entries()) if (n) assert.ok(text.includes(texts[n - 1]!) && text !== texts[n - 1]);
  });

  it('selects what stands between quotes before the quotes', async () => {
    const params = { ...document, positions: [positionOf(PLAN, '"Moves <|>data"')] };
    const [selection] = (await client.connection.sendRequest(SelectionRangeRequest.type, params)) ?? [];
    assert.equal(textIn(PLAN, selection!.range), 'Moves data');
    assert.equal(textIn(PLAN, selection!.parent!.range), '"Moves data"');
  });

  it('folds sections, comments, regions, vendors in use and long rules', async () => {
    const text = [
      'import "./a.segplan"', // 0
      'use veeam',
      'use network', // 2
      '',
      '// ---- zones', // 4
      '// all of them',
      'zone a {', // 6
      '  // ---- not a section: within a zone',
      '  subnet 10.0.0.0/24',
      '}', // 9
      '',
      '/* a comment', // 11
      '   of two lines */',
      '// ==== rules ====', // 13
      '// #region open',
      'allow any', // 15
      '  -> a : tcp 443',
      '// #endregion', // 17
      '',
    ].join('\n');
    const ranges = (await client.connection.sendRequest(FoldingRangeRequest.type, await opened('folds', text))) ?? [];
    const found = ranges.map(({ startLine, endLine, kind }) => `${startLine}-${endLine} ${kind ?? 'block'}`).sort();
    assert.deepEqual(found, [
      '0-2 imports',
      '11-12 comment',
      '13-14 comment',
      '13-17 region',
      '14-17 region',
      '15-16 block',
      '4-12 region',
      '4-5 comment',
      '6-8 block',
    ]);
  });

  it('tells of colors only what has changed', async () => {
    const params = await opened('colors', PLAN);
    const first = (await client.connection.sendRequest(SemanticTokensRequest.type, params)) as SemanticTokens;
    client.change(params.textDocument.uri, [{ text: PLAN.replace('allow server -> store', 'allow store -> store') }]);
    const previousResultId = first.resultId!;
    const delta = await client.connection.sendRequest(SemanticTokensDeltaRequest.type, { ...params, previousResultId });
    const whole = (await client.connection.sendRequest(SemanticTokensRequest.type, params)) as SemanticTokens;
    const { edits } = delta as SemanticTokensDelta;
    assert.ok(edits.length && edits.every(({ data = [] }) => data.length < whole.data.length / 4));
    const data = [...first.data];
    for (const edit of edits) data.splice(edit.start, edit.deleteCount, ...(edit.data ?? []));
    assert.deepEqual(data, whole.data);
    const unknown = await client.connection.sendRequest(SemanticTokensDeltaRequest.type, { ...params, previousResultId: 'x' });
    assert.deepEqual((unknown as SemanticTokens).data, whole.data);
  });

  it('shows whom a component reaches and who reaches it, with the rules for it', async () => {
    const [item] = (await client.connection.sendRequest(CallHierarchyPrepareRequest.type, at('server -> sto<|>re : acme'))) ?? [];
    assert.equal(item?.name, 'store');
    assert.match(item?.detail ?? '', /vault.*acme\.store/);
    const incoming = await client.connection.sendRequest(CallHierarchyIncomingCallsRequest.type, { item: item! });
    assert.deepEqual(
      incoming?.map(({ from }) => [from.name, from.detail]),
      [['server', 'office · tcp 5000-5010']],
    );
    assert.deepEqual(
      incoming?.[0]?.fromRanges.map((range) => textIn(PLAN, range)),
      ['allow server -> store : acme.data'],
    );
    assert.deepEqual(await client.connection.sendRequest(CallHierarchyOutgoingCallsRequest.type, { item: item! }), []);
    const server: CallHierarchyItem = incoming![0]!.from;
    const outgoing = await client.connection.sendRequest(CallHierarchyOutgoingCallsRequest.type, { item: server });
    assert.deepEqual(
      outgoing?.map(({ to }) => to.name),
      ['store'],
    );
  });

  it('shows nothing for the zone in front of a component, as for the zone itself', async () => {
    const text = PLAN.replace('server -> store : acme.data', 'office.server -> vault.store : acme.data');
    const params = await opened('zone-in-front', text);
    const shown = async (marked: string): Promise<string[] | undefined> =>
      (
        await client.connection.sendRequest(CallHierarchyPrepareRequest.type, { ...params, position: positionOf(text, marked) })
      )?.map(({ name }) => name);
    assert.deepEqual(await shown('allow office.ser<|>ver -> vault.store'), ['server']);
    for (const marked of ['allow off<|>ice.server -> vault.store', '-> vau<|>lt.store', 'zone off<|>ice'])
      assert.equal((await shown(marked)) ?? null, null);
  });

  it('shows what a component should reach and does not', async () => {
    const text = PLAN.replace('allow server -> store : acme.data\n', '');
    const params = { ...(await opened('lacking', text)), position: positionOf(text, 'component ser<|>ver') };
    const [item] = (await client.connection.sendRequest(CallHierarchyPrepareRequest.type, params)) ?? [];
    const outgoing = await client.connection.sendRequest(CallHierarchyOutgoingCallsRequest.type, { item: item! });
    assert.deepEqual(
      outgoing?.map(({ to }) => to.detail),
      ['vault · not permitted: tcp 5000-5010'],
    );
  });

  it('shows behind required what it opens, and behind a port what it is known as where that is switched on', async () => {
    const text = `${PLAN}allow server -> store : required, tcp 443\nallow store -> server : required\nallow store -> server : tcp 25 "Sends reports"\n`;
    const params = await opened('hints', text);
    const range = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
    const shown = async () => {
      const hints = await client.connection.sendRequest(InlayHintRequest.type, { ...params, range });
      return hints?.map(({ position, label }) => ({ position, label }));
    };
    const set = (inlayHints: object) =>
      client.connection.sendNotification(DidChangeConfigurationNotification.type, { settings: { segplan: { inlayHints } } });
    const end = (marked: string) => rangeOf(text, marked).end;
    const opens = { position: end('store : <|required|>, tcp'), label: '= tcp 5000-5010' };
    const nothing = { position: end('server : <|required|>'), label: '= nothing' };
    assert.deepEqual(await shown(), [opens, nothing]);
    await set({ required: true, ports: true });
    assert.deepEqual(await shown(), [
      { position: end('tcp <|22|>'), label: 'ssh' },
      opens,
      { position: end('required, tcp <|443|>'), label: 'https' },
      nothing,
    ]);
    await set({ required: false, ports: false });
    assert.deepEqual(await shown(), []);
    // What is not spoken of is as usual.
    await set({ ports: false });
    assert.deepEqual(await shown(), [opens, nothing]);
    await set({ required: true, ports: false });
    const first = { start: { line: 0, character: 0 }, end: { line: 3, character: 0 } };
    assert.deepEqual(await client.connection.sendRequest(InlayHintRequest.type, { ...params, range: first }), []);
  });

  it('counts above plan and zones, and leads to the rules', async () => {
    const lenses = (await client.connection.sendRequest(CodeLensRequest.type, document)) ?? [];
    const resolved: CodeLens[] = [];
    for (const lens of lenses) resolved.push(await client.connection.sendRequest(CodeLensResolveRequest.type, lens));
    assert.deepEqual(
      resolved.map(({ range, command }) => [textIn(PLAN, range), command?.title]),
      [
        ['"Test"', '1 flow required, all permitted'],
        ['"Test"', 'Generate Rule Set…'],
        ['office', '2 rules'],
        ['office', '1 flow required, all permitted'],
        ['vault', '2 rules'],
        ['vault', '1 flow required, all permitted'],
      ],
    );
    const [, , rules] = resolved[2]!.command!.arguments as [string, unknown, Location[]];
    assert.deepEqual(
      rules.map(({ range }) => textIn(PLAN, range)),
      ['allow server -> store : acme.data', 'allow office.server -> vault : tcp 22 during set-up'],
    );
    const lacking = await opened('lenses', PLAN.replace('acme.data\n', 'tcp 1\n'));
    const [plan] = (await client.connection.sendRequest(CodeLensRequest.type, lacking)) ?? [];
    const { command } = await client.connection.sendRequest(CodeLensResolveRequest.type, plan!);
    assert.equal(command?.title, '1 flow required, 1 pair of components lacks a rule');
  });

  it('says above nothing how a plan can begin', async () => {
    const empty = await opened('empty', '\n  \n');
    const lenses = (await client.connection.sendRequest(CodeLensRequest.type, empty)) ?? [];
    assert.deepEqual(
      lenses.map(({ range, command }) => [range.start.line, command?.title, command?.command, command?.arguments]),
      [
        [0, 'Begin with Your Products…', 'segplan.newPlan', [null, empty.textDocument.uri]],
        [0, 'Import What a Firewall Runs…', 'segplan.importRunning', []],
        [0, 'Play with an Example', 'segplan.openExample', []],
      ],
    );
    const begun = await opened('begun', '// Our plan\n');
    assert.deepEqual(await client.connection.sendRequest(CodeLensRequest.type, begun), []);
  });

  it('formats a block when its brace is closed, and a line when it is left', async () => {
    const options = { tabSize: 2, insertSpaces: true };
    const text = 'zone a {\n    subnet   10.0.0.0/24\n}\nallow   a->any:tcp 443\n\n';
    const params = await opened('typing', text);
    const format = async (ch: string, line: number, character: number) => {
      const position = { line, character };
      const edits = await client.connection.sendRequest(DocumentOnTypeFormattingRequest.type, {
        ...params,
        position,
        ch,
        options,
      });
      return TextDocument.applyEdits(TextDocument.create('', '', 0, text), edits ?? []);
    };
    assert.equal(await format('}', 2, 1), text.replace('    subnet   ', '  subnet '));
    assert.equal(await format('\n', 4, 0), text.replace('allow   a->any:tcp', 'allow a -> any : tcp'));
    // The line that was made for what comes next stays.
    const begun = 'zone a {\n  subnet   10.0.0.0/24\n  \n}\n';
    const block = await opened('block', begun);
    const position = { line: 2, character: 2 };
    const asked = { ...block, position, ch: '\n', options };
    const edits = await client.connection.sendRequest(DocumentOnTypeFormattingRequest.type, asked);
    const left = TextDocument.applyEdits(TextDocument.create('', '', 0, begun), edits ?? []);
    assert.equal(left, begun.replace('subnet   ', 'subnet '));
  });

  it('shows how a statement goes on, and where in it one is', async () => {
    const text =
      'zone a { subnet 10.0.0.0/24 }\nallow a, "x.example.com" -> any : tcp 443 during set-up "why" // not here\nuse network\nassert a never reaches any not during works\n';
    const params = await opened('signatures', text);
    const active = async (marked: string): Promise<string | undefined> => {
      const help = await client.connection.sendRequest(SignatureHelpRequest.type, {
        ...params,
        position: positionOf(text, marked),
      });
      if (!help) return undefined;
      const [signature] = help.signatures;
      const part = signature?.parameters?.[help.activeParameter ?? 0]?.label as [number, number];
      return `${signature?.label.split(' ')[0]}: ${signature?.label.slice(...part)}`;
    };
    assert.equal(await active('allow <|>a,'), 'allow: SOURCES');
    assert.equal(await active('"x.exam<|>ple.com"'), 'allow: SOURCES');
    assert.equal(await active('-> <|>any'), 'allow: DESTINATIONS');
    assert.equal(await active(': <|>tcp 443'), 'allow: SERVICES');
    assert.equal(await active('during <|>set-up'), 'allow: PHASE');
    assert.equal(await active('"wh<|>y"'), 'allow: "reason"');
    assert.equal(await active('// not <|>here'), undefined);
    assert.equal(await active('use <|>network'), undefined);
    assert.equal(await active('{ subnet <|>10'), 'subnet: NETWORKS');
    assert.equal(await active('not during <|>works'), 'assert: PHASE');
  });

  it('has imports follow files that are renamed', async () => {
    await opened('sub/rules', 'import "../shared/zones.segplan"\nimport "./other.segplan"\n');
    await opened('shared/zones', 'zone z { subnet 10.9.0.0/24 }\n');
    const renames = async (from: string, to: string) => {
      const files = [{ oldUri: `file:///plans/${from}`, newUri: `file:///plans/${to}` }];
      const edit = await client.connection.sendRequest(WillRenameFilesRequest.type, { files });
      return Object.entries(edit?.changes ?? {}).map(([uri, edits]) => [uri, ...edits.map(({ newText }) => newText)]);
    };
    const rules = 'file:///plans/sub/rules.segplan';
    assert.deepEqual(await renames('shared/zones.segplan', 'shared/all.segplan'), [[rules, '"../shared/all.segplan"']]);
    assert.deepEqual(await renames('shared', 'common'), [[rules, '"../common/zones.segplan"']]);
    assert.deepEqual(await renames('sub/rules.segplan', 'rules.segplan'), [
      [rules, '"./shared/zones.segplan"', '"./sub/other.segplan"'],
    ]);
    assert.deepEqual(await renames('sub', 'site'), []);
  });
});

describe('an editor that fetches findings', () => {
  let client: TestClient;
  const faulty = PLAN.replace('allow server -> store : acme.data\n', '');
  before(async () => {
    client = await TestClient.start({ capabilities: { textDocument: { diagnostic: {} } } });
    // Nobody waits for what is never sent.
    void client.open(URI, faulty);
  });
  after(() => client.process.kill());

  it('gets them when it asks, and no second time', async () => {
    assert.equal(client.result.capabilities.diagnosticProvider?.workspaceDiagnostics, true);
    const report = await client.connection.sendRequest(DocumentDiagnosticRequest.type, document);
    assert.ok(report.kind === 'full' && report.items.some(({ code }) => code === 'missing-flow'), JSON.stringify(report));
    const previousResultId = report.resultId!;
    const again = await client.connection.sendRequest(DocumentDiagnosticRequest.type, { ...document, previousResultId });
    assert.equal(again.kind, 'unchanged');
    assert.deepEqual(client.lastDiagnostics(URI), undefined);
  });

  it('gets those of the whole workspace', async () => {
    const all = await client.connection.sendRequest(WorkspaceDiagnosticRequest.type, { previousResultIds: [] });
    const [own] = all.items.filter(({ uri }) => uri === URI);
    assert.ok(own?.kind === 'full' && own.items.some(({ code }) => code === 'missing-flow'));
    client.change(URI, [{ text: PLAN }]);
    const report = await client.connection.sendRequest(DocumentDiagnosticRequest.type, document);
    assert.ok(report.kind === 'full' && !report.items.some(({ code }) => code === 'missing-flow'), JSON.stringify(report));
  });
});

describe('an editor that is sent findings', () => {
  it('is not told to fetch them as well', async () => {
    const capabilities = { textDocument: { diagnostic: {}, publishDiagnostics: {} } };
    const client = await TestClient.start({ capabilities });
    assert.equal(client.result.capabilities.diagnosticProvider, undefined);
    client.process.kill();
  });
});

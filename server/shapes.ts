// What messages have to look like: a request that doesn't is answered with what is wrong with it, and a notification is left out, before anybody works with it.

/** Whether a value is one of a kind, and what it is called. */
interface Kind {
  readonly is: (value: unknown) => boolean;
  readonly name: string;
}

/** Some fields of parameters, each with its kind; those that end in `?` may be missing. */
type Fields = Readonly<Record<string, Kind>>;

/** The largest number of the protocol. */
const MOST = 2 ** 31 - 1;

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const isCount = (value: unknown): boolean => Number.isInteger(value) && (value as number) >= 0 && (value as number) <= MOST;
const isPosition = (value: unknown): boolean => isObject(value) && isCount(value.line) && isCount(value.character);
const isRange = (value: unknown): boolean => isObject(value) && isPosition(value.start) && isPosition(value.end);
const isText = (value: unknown): boolean => typeof value === 'string';

const TEXT: Kind = { is: isText, name: 'a text' };
const OBJECT: Kind = { is: isObject, name: 'an object' };
const POSITION: Kind = { is: isPosition, name: 'a position with a line and a character from 0 on' };
const RANGE: Kind = { is: isRange, name: 'a range of two positions' };
const DOCUMENT: Kind = { is: (value) => isObject(value) && isText(value.uri), name: 'an object with a uri' };
const TABS: Kind = {
  is: (value) =>
    isObject(value) && isCount(value.tabSize) && (value.tabSize as number) <= 100 && typeof value.insertSpaces === 'boolean',
  name: 'an object with a tabSize up to 100 and insertSpaces',
};

function listOf({ is, name }: Kind): Kind {
  return { is: (value) => Array.isArray(value) && value.every(is), name: `a list, each of it ${name}` };
}

const ASKED: Kind = {
  is: (value) =>
    isObject(value) &&
    Array.isArray(value.diagnostics) &&
    value.diagnostics.every((each) => isObject(each) && isRange(each.range)) &&
    (value.only === undefined || (Array.isArray(value.only) && value.only.every(isText))),
  name: 'an object with diagnostics',
};

const TEXTS = listOf(TEXT);
const CONTEXT: Kind = {
  is: (value) => isObject(value) && typeof value.includeDeclaration === 'boolean',
  name: 'an object with includeDeclaration',
};
const RESULT_ID: Kind = {
  is: (value) => isObject(value) && isText(value.uri) && isText(value.value),
  name: 'a uri with a value',
};

const AT: Fields = { textDocument: DOCUMENT, position: POSITION };
const WHERE: Fields = { textDocument: DOCUMENT, range: RANGE };
const OF: Fields = { uri: TEXT };
const ITEM: Fields = { item: OBJECT };
const FILES: Fields = {
  files: listOf({ is: (value) => isObject(value) && isText(value.oldUri ?? value.uri), name: 'an object with an address' }),
};

/** What each request needs. All others about a document need nothing but that. */
const NEEDED: Readonly<Record<string, Fields>> = {
  ...Object.fromEntries(
    [
      ...['hover', 'completion', 'signatureHelp', 'definition', 'typeDefinition', 'implementation', 'declaration', 'references'],
      ...['documentHighlight', 'prepareRename', 'prepareCallHierarchy', 'prepareTypeHierarchy', 'linkedEditingRange', 'moniker'],
    ].map((name) => [`textDocument/${name}`, AT]),
  ),
  'textDocument/references': { ...AT, context: CONTEXT },
  'textDocument/rename': { ...AT, newName: TEXT },
  'textDocument/onTypeFormatting': { ...AT, ch: TEXT, options: TABS },
  'textDocument/formatting': { textDocument: DOCUMENT, options: TABS },
  'textDocument/rangeFormatting': { ...WHERE, options: TABS },
  'textDocument/rangesFormatting': { textDocument: DOCUMENT, ranges: listOf(RANGE), options: TABS },
  'textDocument/codeAction': { ...WHERE, context: ASKED },
  'textDocument/inlayHint': WHERE,
  'textDocument/semanticTokens/range': WHERE,
  'textDocument/selectionRange': { textDocument: DOCUMENT, positions: listOf(POSITION) },
  'callHierarchy/incomingCalls': ITEM,
  'callHierarchy/outgoingCalls': ITEM,
  'typeHierarchy/supertypes': ITEM,
  'typeHierarchy/subtypes': ITEM,
  'codeAction/resolve': {},
  'codeLens/resolve': {},
  'completionItem/resolve': {},
  'documentLink/resolve': {},
  'inlayHint/resolve': {},
  'workspace/symbol': { query: TEXT },
  'workspace/diagnostic': { previousResultIds: listOf(RESULT_ID) },
  'workspace/executeCommand': { command: TEXT },
  'workspace/textDocumentContent': OF,
  'workspace/willRenameFiles': FILES,
  'workspace/willCreateFiles': FILES,
  'workspace/willDeleteFiles': FILES,
  'segplan/device-commands': OF,
  'segplan/diff': { ...OF, text: TEXT, name: TEXT, 'phases?': TEXTS },
  'segplan/explain': { ...OF, question: TEXT },
  'segplan/firewalls': OF,
  'segplan/generate': { ...OF, 'target?': TEXT, 'firewall?': TEXT, 'scope?': TEXT, 'phases?': TEXTS },
  'segplan/importInventory': { name: TEXT, content: TEXT, 'into?': TEXT },
  'segplan/importRunning': {
    files: listOf({
      is: (value) => isObject(value) && isText(value.name) && isText(value.text),
      name: 'an object with name and text',
    }),
  },
  'segplan/map': { ...OF, 'phases?': TEXTS },
  'segplan/map/edit': { ...OF, edit: OBJECT },
  'segplan/outline': { products: TEXTS, 'sites?': { is: isCount, name: 'a number from 0 on' }, 'zones?': TEXTS },
  'segplan/overview': { 'uri?': TEXT, 'first?': TEXT },
  'segplan/phases': OF,
  'segplan/question': { ...OF, position: POSITION },
};

const OPENED: Kind = {
  is: (value) =>
    isObject(value) &&
    isText(value.uri) &&
    isText(value.text) &&
    (value.version === undefined || value.version === null || isCount(value.version)),
  name: 'an object with a uri, a version from 0 on and a text',
};
const CHANGE: Kind = {
  is: (value) =>
    isObject(value) && isText(value.text) && (value.range === undefined || value.range === null || isRange(value.range)),
  name: 'an object with a text, and a range where it is a part',
};
const EVENT: Kind = {
  is: (value) => isObject(value) && isText(value.uri) && [1, 2, 3].includes(value.type as number),
  name: 'an object with a uri and a type from 1 to 3',
};
const FOLDER: Kind = { is: (value) => isObject(value) && isText(value.uri), name: 'an object with a uri' };
const FOLDERS: Kind = {
  is: (value) => isObject(value) && listOf(FOLDER).is(value.added) && listOf(FOLDER).is(value.removed),
  name: 'an object with folders that are added and removed',
};

/** What each notification needs that anybody listens to. */
const TOLD: Readonly<Record<string, Fields>> = {
  'textDocument/didOpen': { textDocument: OPENED },
  'textDocument/didChange': { textDocument: DOCUMENT, contentChanges: listOf(CHANGE) },
  'textDocument/didClose': { textDocument: DOCUMENT },
  'textDocument/didSave': { textDocument: DOCUMENT },
  'workspace/didChangeWatchedFiles': { changes: listOf(EVENT) },
  'workspace/didChangeConfiguration': {},
  'workspace/didChangeWorkspaceFolders': { event: FOLDERS },
};

/** What is wrong with the parameters of a notification, as a sentence; nothing where they are as the protocol has them. */
export function wrongNotification(method: string, params: unknown): string | undefined {
  return Object.hasOwn(TOLD, method) ? wrongFields(method, params, TOLD[method]!) : undefined;
}

/** What is wrong with the parameters of a request, as a sentence; nothing where they are as the protocol has them. */
export function wrongShape(method: string, params: unknown): string | undefined {
  const needed = Object.hasOwn(NEEDED, method)
    ? NEEDED[method]!
    : method.startsWith('textDocument/')
      ? { textDocument: DOCUMENT }
      : undefined;
  return needed && wrongFields(method, params, needed);
}

function wrongFields(method: string, params: unknown, needed: Fields): string | undefined {
  if (!isObject(params)) return `The parameters of ${method} have to be an object.`;
  for (const [key, { is, name }] of Object.entries(needed)) {
    const field = key.replace(/\?$/, '');
    if (field !== key && params[field] === undefined) continue;
    if (!is(params[field])) return `'${field}' of ${method} has to be ${name}.`;
  }
  return undefined;
}

/** A message of JSON-RPC, as it was read. */
interface Read {
  readonly id?: unknown;
  readonly method?: unknown;
  readonly params?: unknown;
}

/** Answers requests that can't be: a second handshake, those after the end, and those of another shape than the protocol gives them. */
export class Refusals {
  private begun = false;
  private ended = false;

  /** Whether the server was asked to shut down, so that nothing is handled any more but `exit`. */
  get isOver(): boolean {
    return this.ended;
  }

  /** @returns what a message is answered in place of those that would handle it; nothing where they are to */
  of({ id, method, params }: Read): { readonly code: number; readonly message: string } | undefined {
    if (id === undefined || typeof method !== 'string') return undefined;
    if (this.ended) return { code: -32600, message: 'The server has been shut down.' };
    this.ended = method === 'shutdown';
    if (method === 'initialize') {
      if (this.begun) return { code: -32600, message: 'The server has been initialized already.' };
      this.begun = true;
    }
    const message = wrongShape(method, params);
    return message === undefined ? undefined : { code: -32602, message };
  }
}

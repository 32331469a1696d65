import { ofWord } from '../../../../model/word-tables.ts';
import { type JsonNode, saysNothing } from '../../../../running/forms/json.ts';

/** Names of values as `ConvertTo-Json` of Windows PowerShell writes them: as numbers, from the reference of MSFT_NetFirewallRule. */
const NUMBERS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  enabled: { 1: 'true', 2: 'false' },
  direction: { 1: 'inbound', 2: 'outbound' },
  action: { 0: 'notconfigured', 2: 'allow', 3: 'allowbypass', 4: 'block' },
  authentication: { 0: 'notrequired', 1: 'required', 2: 'noencap' },
  encryption: { 0: 'notrequired', 1: 'required', 2: 'dynamic' },
  interfacetype: { 0: 'any', 1: 'wired', 2: 'wireless', 4: 'remoteaccess' },
  dynamictarget: { 0: 'any' },
  dynamictransport: { 0: 'any' },
  policystoresourcetype: { 1: 'local', 2: 'grouppolicy', 3: 'dynamic', 4: 'generated', 5: 'hardcoded', 6: 'mdm' },
  networkcategory: { 0: 'public', 1: 'private', 2: 'domainauthenticated' },
  defaultinboundaction: { 0: 'notconfigured', 2: 'allow', 4: 'block' },
  defaultoutboundaction: { 0: 'notconfigured', 2: 'allow', 4: 'block' },
  // Of a profile; that of a rule begins at 1.
  isenabled: { 0: 'false', 1: 'true', 2: 'notconfigured' },
  allowinboundrules: { 0: 'false', 1: 'true', 2: 'notconfigured' },
  allowlocalfirewallrules: { 0: 'false', 1: 'true', 2: 'notconfigured' },
  inboundsecurity: { 0: 'none', 1: 'request', 2: 'require' },
};

/** Profiles by their bits. */
const PROFILES = ['domain', 'private', 'public'] as const;
export type Profile = (typeof PROFILES)[number];
export const ALL_PROFILES: readonly Profile[] = PROFILES;

/** The members of an object and of the objects in it, such as the filters of a rule, by their names in lower case. */
export class Fields {
  readonly node: JsonNode;
  private readonly own = new Map<string, JsonNode>();

  /** @param parts the names of members whose own members count as well */
  constructor(node: JsonNode, parts: ReadonlySet<string> = new Set()) {
    this.node = node;
    for (const [key, value] of node.members)
      if (!parts.has(key) || !(value.members.size || value.items.length)) this.own.set(key, value);
    for (const part of parts)
      for (const each of [node.members.get(part), ...(node.members.get(part)?.items ?? [])])
        for (const [name, inner] of each?.members ?? []) if (!this.own.has(name)) this.own.set(name, inner);
  }

  get all(): ReadonlyMap<string, JsonNode> {
    return this.own;
  }

  has(key: string): boolean {
    return this.own.has(key);
  }

  /** The texts of a member: one, a list, a list in commas, or what `ConvertTo-Json` makes of a list (`value`, `Count`). */
  texts(key: string): string[] {
    const found = this.own.get(key);
    if (!found) return [];
    return textsOf(found);
  }

  /** The first text of a member in its own letters, commas and all. */
  text(key: string): string | undefined {
    const found = this.own.get(key);
    if (!found || saysNothing(found)) return undefined;
    return found.kind === 'object' || found.kind === 'list' ? textsOf(found)[0] : found.text;
  }

  /** The value of a member as a word in lower case; numbers become the words that they stand for. */
  word(key: string, meaning = key): string | undefined {
    const text = this.text(key)?.toLowerCase();
    return text === undefined ? undefined : (ofWord(ofWord(NUMBERS, meaning) ?? {}, text) ?? text);
  }

  /** Whether a member names nothing in particular: it is missing, empty, or `Any`. */
  isAny(key: string): boolean {
    const texts = this.texts(key);
    return texts.every((text) => /^(?:any|all|none|notrequired|false|0)$/i.test(text)) || this.word(key) === 'any';
  }
}

function textsOf(node: JsonNode): string[] {
  if (saysNothing(node)) return [];
  if (node.kind === 'object') {
    const list = node.members.get('value');
    if (list && list.kind !== 'object') return textsOf(list);
    node.isOther = true;
    return [];
  }
  if (node.kind === 'list') {
    for (const item of node.items) if (item.kind === 'object' || item.kind === 'list') item.isOther = true;
    return node.items.flatMap((item) => (item.kind === 'object' || item.kind === 'list' ? [] : textsOf(item)));
  }
  return node.text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part);
}

/** The profiles that a rule or a setting is about; nothing where that isn't known. */
export function profilesOf(texts: readonly string[]): readonly Profile[] | undefined {
  if (!texts.length) return ALL_PROFILES;
  const found = texts.map((text): readonly Profile[] | undefined => {
    const word = text.toLowerCase();
    if (/^(?:any|all|0|2147483647)$/.test(word)) return ALL_PROFILES;
    if (/^\d+$/.test(word)) return Number(word) < 8 ? PROFILES.filter((_, bit) => Number(word) & (1 << bit)) : [];
    if (word === 'domainauthenticated') return ['domain'];
    if (word === 'notapplicable') return [];
    return PROFILES.filter((each) => each === word).length ? [word as Profile] : undefined;
  });
  return found.includes(undefined) ? undefined : PROFILES.filter((each) => found.some((some) => some!.includes(each)));
}

// Texts that are grown from the grammar itself: whatever it holds, they hold, from the day on which it does.
import { type AstNode, AstUtils, GrammarAST } from 'langium';
import { SegplanGrammar } from '../../language/generated/grammar.ts';

type Numbers = (below: number) => number;

const grammar = SegplanGrammar();
const statement = ruleOf('Statement');

/** The words that may be names as well. */
const WORDS = AstUtils.streamAllContents(ruleOf('Name'))
  .filter(GrammarAST.isKeyword)
  .map(({ value }) => value)
  .toArray();

const HOSTS: readonly string[] = [
  ...['10.0.0.0', '10.0.0.5', '10.0.1.0', '10.0.1.7', '192.168.0.1', '203.0.113.10', '0.0.0.0', '255.255.255.255'],
];

/** What stands for words that the lexer makes of letters. */
const TERMINALS: Readonly<Record<string, readonly string[]>> = {
  STRING: [
    ...['"why"', "'it\\'s'", '"a.example.com"', '"*.example.com"', '"host.example"', '"Storage.WestEurope"', '"AzureBackup"'],
    ...['"10.0.0.0/24"', '"./shared.segplan"', '"core.cfg"', '"a \\"b\\" ${c} %s"', '""', '"ü 🔥"', '"__proto__"'],
  ],
  IPV4: HOSTS,
  IPV6: ['fd00::', 'fd00::5', 'fd00:1::', '::', '2001:db8::1'],
  INT: ['0', '1', '2', '8', '22', '24', '25', '32', '64', '443', '1024', '4005', '65535', '70000'],
  DECIMAL: ['1.5', '12.3', '13.0.1'],
  DATE: ['2026-11-20', '2026-11-21', '2027-02-28', '2027-02-29', '9999-12-31'],
};

/** The names that things of each kind get, few enough that most are found. */
function nameOf(type: string, number: Numbers, isWord = true): string {
  const kept = { Vendor: 'v', Phase: 'p', Feature: 'f' } as Readonly<Record<string, string>>;
  const few = type === 'Vendor' ? 2 : 4;
  if (isWord && number(14) === 0)
    return number(4) ? WORDS[number(WORDS.length)]! : ['veeam', 'constructor', '__proto__', 'größe'][number(4)]!;
  return `${kept[type] ?? type.toLowerCase().slice(0, 4)}${number(few)}`;
}

/** Kinds of things that stand in a vendor's block, and are named with it from outside. */
const OF_VENDORS: readonly string[] = ['Role', 'Feature', 'Source', 'Service'];

/** What is known of the built-in catalogs. */
const BUILT_IN: Readonly<Record<string, readonly string[]>> = {
  Vendor: ['veeam', 'network', 'vmware'],
  Role: ['veeam.proxy', 'veeam.repository', 'veeam.backup-server', 'vmware.vcenter'],
  Service: ['network.dns', 'network.ntp'],
};

function referenceTo(
  { type: { $refText: type }, terminal }: GrammarAST.CrossReference,
  inVendor: boolean,
  number: Numbers,
): string {
  const types = typesOf(type);
  const one = types[number(types.length)]!;
  const by = GrammarAST.isRuleCall(terminal) ? terminal.rule.$refText : '';
  if (by === 'Name' || by === 'ID') return nameOf(one, number, by === 'Name');
  const known = BUILT_IN[one];
  if (known && number(5) === 0) return known[number(known.length)]!;
  const name = nameOf(one, number);
  if (by === 'ServiceName')
    return number(2) && inVendor ? nameOf(one, number, false) : `v${number(2)}.${nameOf(one, number, false)}`;
  if (OF_VENDORS.includes(one)) return inVendor ? name : `v${number(2)}.${name}`;
  if (one === 'Property') return `role${number(4)}.${name}`;
  return one === 'Component' && number(4) === 0 ? `zone${number(4)}.${name}` : name;
}

/** What a name may lead to. */
function typesOf(type: string): readonly string[] {
  const union = grammar.types.find(({ name }) => name === type)?.type;
  if (!union) return [type];
  return AstUtils.streamAst(union)
    .filter(GrammarAST.isSimpleType)
    .map(({ typeRef, stringType }) => typeRef?.$refText ?? stringType ?? '')
    .toArray();
}

function ruleOf(name: string): GrammarAST.ParserRule {
  return grammar.rules.find((rule): rule is GrammarAST.ParserRule => GrammarAST.isParserRule(rule) && rule.name === name)!;
}

function ruleAround(element: AstNode): string {
  return AstUtils.getContainerOfType(element, GrammarAST.isParserRule)!.name;
}

/** How deep what a piece of the grammar makes is at least: what goes on within itself ends by going the least deep way. */
const heights = new Map<AstNode, number>();
for (let changed = true; changed; ) {
  changed = false;
  for (const rule of grammar.rules.filter(GrammarAST.isParserRule)) {
    const height = 1 + heightOf(rule.definition);
    if (height >= (heights.get(rule) ?? 1000)) continue;
    heights.set(rule, height);
    changed = true;
  }
}

function heightOf(element: GrammarAST.AbstractElement): number {
  if (element.cardinality === '?' || element.cardinality === '*') return 0;
  if (GrammarAST.isAlternatives(element)) return Math.min(...element.elements.map(heightOf));
  if (GrammarAST.isGroup(element)) return Math.max(0, ...element.elements.map(heightOf));
  if (GrammarAST.isAssignment(element)) return heightOf(element.terminal);
  if (GrammarAST.isRuleCall(element)) {
    const rule = element.rule.ref!;
    return GrammarAST.isParserRule(rule) ? (heights.get(rule) ?? 1000) : 0;
  }
  return 0;
}

class Growing {
  private readonly number: Numbers;
  private readonly words: string[] = [];
  private inVendor = false;

  constructor(number: Numbers) {
    this.number = number;
  }

  /** @returns the words of something that a rule can read */
  of(rule: GrammarAST.AbstractRule, inVendor = false): readonly string[] {
    this.inVendor = inVendor;
    this.rule(rule, 0);
    return this.words;
  }

  private rule(rule: GrammarAST.AbstractRule, depth: number): void {
    if (GrammarAST.isParserRule(rule)) {
      const wasIn = this.inVendor;
      this.inVendor ||= rule.name === 'Vendor';
      if (rule.name === 'Name') this.words.push(nameOf('Phase', this.number));
      else this.element(rule.definition, depth + 1);
      this.inVendor = wasIn;
    } else this.words.push(this.terminal(rule.name));
  }

  private terminal(name: string): string {
    const some = TERMINALS[name] ?? [nameOf('Thing', this.number, false)];
    return some[this.number(some.length)]!;
  }

  private element(element: GrammarAST.AbstractElement, depth: number): void {
    const { number } = this;
    const most = depth > 18 ? 0 : 1 + number(2);
    const { cardinality } = element;
    const times =
      cardinality === '*'
        ? number(1 + most * 2)
        : cardinality === '?'
          ? depth > 18
            ? 0
            : number(2)
          : cardinality === '+'
            ? 1 + number(1 + most)
            : 1;
    for (let n = times; n > 0; n--) this.once(element, depth);
  }

  private once(element: GrammarAST.AbstractElement, depth: number): void {
    const { number } = this;
    if (GrammarAST.isKeyword(element)) this.words.push(element.value);
    else if (GrammarAST.isGroup(element)) for (const each of element.elements) this.element(each, depth);
    else if (GrammarAST.isAlternatives(element)) {
      const least = Math.min(...element.elements.map(heightOf));
      const ways = depth > 11 ? element.elements.filter((each) => heightOf(each) <= least) : element.elements;
      this.element(ways[number(ways.length)]!, depth);
    } else if (GrammarAST.isAssignment(element)) {
      const { feature, terminal } = element;
      const isName = feature === 'name' && GrammarAST.isRuleCall(terminal);
      if (isName) this.words.push(nameOf(ruleAround(element), number, terminal.rule.$refText === 'Name'));
      else this.element(terminal, depth);
    } else if (GrammarAST.isCrossReference(element)) this.words.push(referenceTo(element, this.inVendor, number));
    else if (GrammarAST.isRuleCall(element)) this.rule(element.rule.ref!, depth);
  }
}

/** Statements that are more of a plan than others. */
const COMMON: readonly string[] = ['Zone', 'Zone', 'Site', 'Rule', 'Rule', 'Vendor', 'Flow', 'Flow', 'Firewall', 'Assertion'];

/** Up to so many statements, with a blank between all words but within lists and what a lexer takes as one. */
export function grownText(number: Numbers, most = 14): string {
  const statements = Array.from({ length: 1 + number(most) }, () => {
    const rule = number(2) ? statement : ruleOf(COMMON[number(COMMON.length)]!);
    if (rule.name === 'Flow') return `extend vendor v${number(2)} { ${new Growing(number).of(rule, true).join(' ')} }`;
    return new Growing(number).of(rule).join(' ');
  });
  // A version, a range and a network are written without blanks.
  return `${statements.join('\n').replace(/ ?([./|-]) ?(?=[\dA-Za-z_])/g, (all, mark) => (mark === '.' || mark === '/' ? mark : all))}\n`;
}

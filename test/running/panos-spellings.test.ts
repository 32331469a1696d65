// Attributes of security rules of PAN-OS and of what they name, each with the packets that pass: as commands, and the same in the braces and the XML that the device gives out.
import { readRunning } from '../../language/running/detect.ts';
import type { RunningDevice } from '../../language/running/running.ts';
import { holds } from './words.ts';

/** A configuration as a tree: what has a word, and words below it. */
type Tree = Map<string, Tree>;

const BASE = `zone a network layer3 ethernet1/1
zone b network layer3 ethernet1/2
address web ip-netmask 10.1.0.5/32
address net ip-netmask 10.9.0.0/16
address range ip-range 10.9.0.1-10.9.0.9
address wild ip-wildcard 10.9.0.1/0.0.255.0
address-group webs static [ web ]
address-group tagged dynamic filter tag
service https protocol tcp port 443
service both protocol tcp port 443,8443
service from protocol tcp port 443
service from protocol tcp source-port 1000-2000
service dns protocol udp port 53
service-group some members [ https dns ]`;

/** The rule, with what a row says of it in place of what it says otherwise. */
function linesOf(row: string): string[] {
  const defaults: Record<string, string> = {
    from: 'a',
    to: 'b',
    source: 'any',
    destination: 'any',
    application: 'any',
    service: 'https',
    action: 'allow',
  };
  const own: string[] = [];
  for (const part of row.split('|').filter(Boolean)) {
    const [, key = '', value = ''] = /^(\S+) (.*)$/.exec(part)!;
    if (key === '+') own.push(value);
    else defaults[key] = value;
  }
  const rule = Object.entries(defaults).filter(([, value]) => value !== '-');
  return [...BASE.split('\n'), ...rule.map(([key, value]) => `rulebase security rules r ${key} ${value}`), ...own];
}

const wordsOf = (line: string): string[] => line.match(/"[^"]*"|\S+/g)!.filter((word) => word !== '[' && word !== ']');

/** What is listed, or has a name that somebody gave, goes below what comes before it. */
function treeOf(lines: readonly string[]): Tree {
  const root: Tree = new Map();
  for (const line of lines) {
    const [path, list] = line.includes('[') ? line.split('[') : [line, undefined];
    let at = root;
    for (const word of wordsOf(path!)) {
      if (!at.has(word)) at.set(word, new Map());
      at = at.get(word)!;
    }
    for (const word of list ? wordsOf(list) : []) at.set(word, new Map());
  }
  return root;
}

/** Below these stand entries with names. */
const isNamed = (word: string, depth: number): boolean =>
  word === 'rules' || (depth === 0 && /^(zone|address|address-group|service|service-group)$/.test(word));
/** These are lists of values. */
const LISTS = /^(from|to|source|destination|application|service|static|members|layer3|source-user|category|source-hip)$/;

const areValues = (below: Tree): boolean => below.size > 0 && [...below.values()].every(({ size }) => !size);

function bracesOf(tree: Tree, depth = 0): string {
  return [...tree]
    .map(([word, below]) => {
      const all = [...below.keys()];
      if (areValues(below) && !isNamed(word, depth)) return `${word} ${all.length > 1 ? `[ ${all.join(' ')} ]` : all[0]};\n`;
      return below.size ? `${word} {\n${bracesOf(below, depth + 1)}}\n` : `${word};\n`;
    })
    .join('');
}

function xmlOf(tree: Tree, depth = 0): string {
  return [...tree]
    .map(([word, below]) => {
      if (isNamed(word, depth)) {
        const entries = [...below].map(([name, inner]) => `<entry name="${name}">\n${xmlOf(inner, depth + 2)}</entry>\n`);
        return `<${word}>\n${entries.join('')}</${word}>\n`;
      }
      if (areValues(below)) {
        const all = [...below.keys()];
        return `<${word}>${LISTS.test(word) ? all.map((each) => `<member>${each}</member>`).join('') : all[0]}</${word}>\n`;
      }
      return `<${word}>\n${xmlOf(below, depth + 1)}</${word}>\n`;
    })
    .join('');
}

/** A row in each of the forms; a part that begins with `+` is a line beside the rule. */
const ROWS = `
 => tcp 443, !tcp 444, !udp 443, !b 10.9.0.1 -> a 10.1.0.5 tcp 443, a 10.9.0.1 -> a 10.9.0.2 tcp 22
action deny => !tcp 443
action drop => !tcp 443
action reset-client => !tcp 443
action reset-both => !tcp 443
disabled yes => !tcp 443
disabled no => tcp 443
source net => tcp 443, !a 10.8.0.1 -> b 10.1.0.5 tcp 443
source 10.9.0.0/16 => tcp 443, !a 10.8.0.1 -> b 10.1.0.5 tcp 443
source 10.9.0.1-10.9.0.9 => tcp 443, !a 10.9.0.10 -> b 10.1.0.5 tcp 443
source range => tcp 443, !a 10.9.0.10 -> b 10.1.0.5 tcp 443
source wild => tcp 443, a 10.9.7.1 -> b 10.1.0.5 tcp 443, !a 10.9.0.2 -> b 10.1.0.5 tcp 443
destination webs => tcp 443, !a 10.9.0.1 -> b 10.1.0.6 tcp 443
destination tagged => ?tcp 443
destination gone => ?tcp 443
source net|negate-source yes => !tcp 443, a 10.8.0.1 -> b 10.1.0.5 tcp 443
source net|negate-source no => tcp 443
destination web|negate-destination yes => !tcp 443, a 10.9.0.1 -> b 10.1.0.6 tcp 443
destination gone|negate-destination yes => ?tcp 443
service any => tcp 1, udp 1, icmp 8, other 50
service some => tcp 443, udp 53, !udp 443
service both => tcp 443, tcp 8443, !tcp 444
service from => tcp 443 from 1000, !tcp 443 from 999
service [ https dns ] => tcp 443, udp 53, !tcp 53
service service-http => tcp 80, tcp 8080, !tcp 443
service service-https => tcp 443, !tcp 80
service application-default => ?tcp 443, ?tcp 9
application ssl => ?tcp 443, !tcp 444
application ssl|service application-default => ?tcp 443, !tcp 444
application ping|service application-default => icmp 8, !icmp 3, !tcp 443
application ping|service any => icmp 8, !icmp 3, !tcp 443
application frobnicate|service application-default => ?tcp 9
from any => tcp 443, x 10.9.0.1 -> b 10.1.0.5 tcp 443
to any => tcp 443, a 10.9.0.1 -> x 10.1.0.5 tcp 443
from [ a b ]|to [ a b ] => tcp 443, b 10.9.0.1 -> a 10.1.0.5 tcp 443
rule-type interzone|from [ a b ]|to [ a b ]|action deny => !tcp 443, a 10.9.0.1 -> a 10.9.0.2 tcp 443
rule-type intrazone|from a|to -|action deny => !tcp 443, !a 10.9.0.1 -> a 10.9.0.2 tcp 443, b 10.1.0.1 -> b 10.1.0.2 tcp 443
rule-type universal|from [ a b ]|to [ a b ]|action deny => !tcp 443, !a 10.9.0.1 -> a 10.9.0.2 tcp 443
source-user any => tcp 443
source-user known-user => ?tcp 443
category any => tcp 443
category gambling => ?tcp 443
source-hip any => tcp 443
source-hip managed => ?tcp 443
schedule nights => ?tcp 443
log-end no => tcp 443
+ rulebase default-security-rules rules interzone-default action allow => tcp 443, tcp 22
+ rulebase default-security-rules rules intrazone-default action deny => tcp 443, !a 10.9.0.1 -> a 10.9.0.2 tcp 22
`;

const FORMS: Readonly<Record<string, (lines: readonly string[]) => string>> = {
  commands: (lines) => `${lines.map((line) => `set ${line}`).join('\n')}\n`,
  braces: (lines) => bracesOf(treeOf(lines)),
  XML: (lines) =>
    `<config><devices><entry name="d"><vsys><entry name="vsys1">\n${xmlOf(treeOf(lines))}</entry></vsys></entry></devices></config>\n`,
};

describe('a security rule of PAN-OS', () => {
  for (const [form, textOf] of Object.entries(FORMS))
    it(`is read as it is documented, attribute by attribute, in ${form}`, () => {
      for (const row of ROWS.slice(1).trimEnd().split('\n')) {
        const [rule, packets] = row.split(' => ');
        const device: RunningDevice = readRunning(textOf(linesOf(rule!.trim())), 'fw.txt', 'panos')[0]!;
        holds(device, packets!, `${form}: ${row}`, 'a 10.9.0.1 -> b 10.1.0.5');
      }
    });
});

import assert from 'node:assert/strict';
import { NearNames, namesOnly, nearestNames } from '../../language/syntax/near-names.ts';
import { servicesCalled } from '../../language/syntax/said-services.ts';
import { picker } from '../support/changed-lines.ts';
import { actions } from '../support/editor.ts';
import { diagnose } from '../support/language.ts';

const around = (line: string): string => `use veeam
zone a { subnet 10.0.0.0/24 component vbr : veeam.backup-server at 10.0.0.1 }
zone b { subnet 10.0.1.0/24 component vpn at 10.0.1.1 }
${line}
`;

/** Names that lead nowhere, and what is offered in their place. */
const CASES: [line: string, ...meant: string[]][] = [
  ['allow <|VBR|> -> b : tcp 1', 'vbr'],
  ['allow <|vrb|> -> b : tcp 1', 'vbr'],
  ['allow <|vbr1|> -> b : tcp 1', 'vbr'],
  ['allow <|v13|> -> b : tcp 1'],
  ['allow <|all|> -> b : tcp 1', 'any'],
  ['allow <|Any|> -> b : tcp 1', 'any'],
  ['allow a -> <|everything|> : tcp 1', 'any'],
  ['allow a -> b : <|Required|>', 'required'],
  ['allow a -> b : <|ICMP|>', 'icmp'],
  ['allow a -> b : <|SSH|>', 'ssh'],
  ['allow a -> b : <|rpd|>', 'rdp'],
  ['allow a -> b : <|all|>', 'any'],
  ['allow a -> b : <|tcp443|>', 'tcp 443'],
  ['allow a -> b : <|UDP-53|>', 'udp 53'],
  ['allow a -> b : <|port22|>', 'tcp 22', 'udp 22'],
  ['allow a -> b : <|tcpp|> 443', 'tcp', 'tftp'],
  ['allow a -> b : ssh, <|tpc|> 443, 444', 'tcp'],
  ['service s = <|upd|>  53', 'udp'],
  ['vendor v { role r { property p = port } flow r -> r : <|tcpp|> set by r.p }', 'tcp', 'tftp'],
  ['allow a -> b : <|htps|>', 'https', 'ftps', 'http'],
  ['allow a -> b : <|mssql|>', 'sql-server'],
  ['allow a -> b : <|Microsoft-DS|>', 'smb-over-tcp'],
  ['allow a -> b : <|ms-wbt-server|>', 'rdp'],
  ['allow a -> b : <|rpc|>', 'rpc-endpoint-mapper', 'dynamic-rpc'],
  ['service web = tcp 81 allow a -> b : <|www|>', 'http'],
  ['zone c { subnet 10.0.2.0/24 component x : <|veeam.vbr|> at 10.0.2.1 }', 'veeam.backup-server'],
  ['zone c { subnet 10.0.2.0/24 component x : <|VBR|> at 10.0.2.1 }', 'veeam.backup-server'],
  ['zone c { subnet 10.0.2.0/24 component x : <|Veeam.Backup-Server|> at 10.0.2.1 }', 'veeam.backup-server'],
  ['zone c { subnet 10.0.2.0/24 component x : <|hardened-repositroy|> at 10.0.2.1 }', 'veeam.hardened-repository'],
  // One that its vendor calls otherwise, and one that only the product beside it has.
  ['use veeam-m365 zone c { subnet 10.0.2.0/24 component x : <|veeam-m365.backup-server|> at 10.0.2.1 }', 'veeam-m365.server'],
  ['use veeam-m365 zone c { subnet 10.0.2.0/24 component x : <|veeam-m365.backup-proxy|> at 10.0.2.1 }', 'veeam-m365.proxy'],
  ['use veeam-aws zone c { subnet 10.0.2.0/24 component x : <|veeam-aws.browser|> at 10.0.2.1 }', 'veeam.browser'],
  ['zone c { subnet 10.0.2.0/24 component x : <|veeam.bakup-proxy|> at 10.0.2.1 }', 'veeam.proxy'],
  ['zone c { subnet 10.0.2.0/24 component x : <|veeam.hardened-repositry|> at 10.0.2.1 }', 'veeam.hardened-repository'],
  // As people call it, with hyphens for blanks.
  ['use azure zone c external { component x : <|azure.resource-manager|> }', 'azure.rest-service'],
  ['zone c { subnet 10.0.2.0/24 component x : <|veeam.web-browser|> at 10.0.2.1 }', 'veeam.browser'],
  // A source is named alone, and a service behind no word of the language.
  ['vendor v { source guide "g.pdf" } vendor x { role r flow r -> r : tcp 1 from <|guide|> "1" }'],
  ['vendor site { service shop = tcp 1 } allow a -> b : <|sites.shop|>'],
];

describe('a name that leads nowhere', () => {
  for (const [line, ...meant] of CASES)
    it(`${line.replace(/<\||\|>/g, "'")}: ${meant.join() || 'nothing is near'}`, async () => {
      const { list, diagnostics } = await actions(around(line), ['quickfix'], (d) => `${d.code}`.startsWith('unknown-'));
      assert.deepEqual(
        list.map(({ title }) => title),
        meant.map((name) => `Replace by '${name}'`),
      );
      const said = /Did you mean (.*)\?$/.exec(`${diagnostics[0]?.message}`)?.[1] ?? '';
      assert.deepEqual(said ? said.split(' or ').map((each) => each.slice(1, -1)) : [], meant);
    });

  it('that is a protocol without ports is replaced by nothing else by itself', async () => {
    const fixesOf = async (service: string): Promise<[title: string, isPreferred: boolean | undefined][]> => {
      const { list } = await actions(around(`allow a -> b : <|${service}|>`), ['quickfix'], (d) => d.code === 'unknown-service');
      return list.map(({ title, isPreferred }) => [title, isPreferred]);
    };
    assert.deepEqual(await fixesOf('tcpp 443'), [
      ["Replace by 'tcp'", true],
      ["Replace by 'tftp'", undefined],
    ]);
    assert.deepEqual(await fixesOf('tcpp'), [["Replace by 'tftp'", undefined]]);
    assert.deepEqual(await fixesOf('tftpp'), [["Replace by 'tftp'", true]]);
  });

  it('of no service that is near can be its ports, or be declared, and is told until these are written', async () => {
    const said = async (line: string): Promise<[message: string, ...titles: string[]]> => {
      const { list, diagnostics } = await actions(around(line), ['quickfix'], (d) => d.code === 'unknown-service');
      return [`${diagnostics[0]?.message}`, ...list.map(({ title, isPreferred }) => `${title}${isPreferred ? ' at once' : ''}`)];
    };
    const ports = "Write a protocol with its ports in its place, such as 'tcp 443'";
    assert.deepEqual(await said('allow a -> b : <|qqqxxx|>'), [
      `There is no service named 'qqqxxx'. ${ports}, or declare it: 'service qqqxxx = tcp 443'.`,
      'Declare the service qqqxxx, whose port is to be written',
    ]);
    assert.deepEqual(await said('allow a -> b : <|veeam.qqqxxx|>'), [`There is no service named 'veeam.qqqxxx'. ${ports}.`]);
    assert.deepEqual(await said('vendor v { role r flow r -> r : <|qqqxxx|> }'), [
      `There is no service named 'qqqxxx'. ${ports}, or declare it in this vendor: 'service qqqxxx = tcp 443'.`,
    ]);
    const { list } = await actions(
      around('service web = tcp 80\nallow a -> b : <|qqqxxx|>'),
      ['quickfix'],
      ({ code }) => code === 'unknown-service',
    );
    const after = `${Object.values(list[0]!.edit!.changes!)[0]!.map(({ newText }) => newText)}`;
    assert.equal(after, '\nservice qqqxxx = tcp 0');
    const declared = await diagnose(around(`service qqqxxx = tcp 0\nallow a -> b : qqqxxx`));
    assert.deepEqual(
      declared.flatMap(({ severity, code }) => (severity === 1 ? [code] : [])),
      ['invalid-port'],
    );
  });

  it('is one behind a condition with parentheses, where an alternative to a role begins with a word of the language', async () => {
    const flow = (when: string): string => `vendor v { role a role b role c flow a -> b : tcp 5 when ${when} }\n`;
    const said = async (when: string): Promise<string> => {
      const { diagnostics } = await actions(around(flow(when)), ['quickfix'], ({ code }) => code === 'unknown-role');
      return diagnostics.map(({ message }) => message).join('\n');
    };
    assert.match(
      await said('no a or <|no|> c'),
      /^There is no role named 'no'\..* put this one in parentheses: '\(no …\) or …'\.$/,
    );
    assert.match(await said('no a or <|same|> site'), /in parentheses/);
    assert.equal(await said('<|(no a) or (no c)|>'), '');
  });
});

describe('names that are near a mistyped one', () => {
  // Each pair is equally many letters away, and the one that comes first in the alphabet is not the one that was meant.
  const LIKELIER: [slip: string, typed: string, first: string, second: string][] = [
    ['a letter that was left out', 'htps', 'https', 'ftps'],
    ['a letter that was left out, within', 'srver', 'server', 'driver'],
    ['two letters that changed places', 'prxoy', 'proxy', 'proxo'],
    ['a letter that was struck twice', 'vbrr', 'vbr', 'abrr'],
    ['the first letter, before the alphabet', 'nfx', 'nfs', 'mfx'],
    ['what was left out, before another first letter', 'ackup', 'backup', 'acku1'],
    ['the name behind a vendor or a site', 'serer', 'depot.server', 'alfa.seres'],
  ];
  for (const [slip, typed, first, second] of LIKELIER)
    it(`begin with the likelier slip of the hand: ${slip}`, () => {
      assert.equal(nearestNames(typed, [second, first])[0], first);
      assert.deepEqual(nearestNames(typed, [second, first], 1), [first]);
    });

  it('come in the order of the alphabet where nothing tells them apart', () =>
    assert.deepEqual(nearestNames('zone-x', ['zone-c', 'zone-a', 'zone-b']), ['zone-a', 'zone-b', 'zone-c']));

  const pick = picker(7);
  const LETTERS = 'abe1-.';
  const word = (): string => {
    const own = `${['server', 'zone-', 'vbr', 'backup-proxy'][pick(4)]}${pick(400)}`;
    return pick(3) ? own : `site${pick(3)}.${own}`;
  };
  /** A word with a few slips: a letter too many, one too few, another one, or two that changed places. */
  const mistyped = (name: string): string => {
    let text = name;
    for (let n = pick(3); n >= 0; n--) {
      const at = pick(text.length);
      const [before, letter, behind] = [text.slice(0, at), text.slice(at, at + 1), text.slice(at + 1)];
      const other = LETTERS[pick(LETTERS.length)]!;
      text = [
        before + behind,
        before + other + letter + behind,
        before + other + behind,
        before + behind.slice(0, 1) + letter + behind.slice(1),
      ][pick(4)]!;
    }
    return text;
  };

  it('are the same whichever others there are that are not proposed, and however many names were asked about', () => {
    let proposed = 0;
    for (let round = 0; round < 12; round++) {
      const names = [...new Set(Array.from({ length: 200 }, word))];
      const near = new NearNames([{ names: namesOnly(names) }]);
      for (let n = 0; n < 40; n++) {
        const typed = mistyped(names[pick(names.length)]!);
        const meant = near.nearest(typed);
        if (meant.length) proposed++;
        // What stands for several is another question.
        if (meant.some((name) => name.endsWith(`.${typed}`))) continue;
        const some = names.filter((name) => meant.includes(name) || pick(2));
        const last = (name: string): string => name.slice(name.lastIndexOf('.') + 1);
        // Of a name and the same one behind a site the first is proposed.
        const kept = names.filter((name) => some.includes(name) || some.some((each) => each !== name && last(each) === name));
        assert.deepEqual(nearestNames(typed, kept), meant, `${typed} among ${kept.join()}`);
      }
    }
    assert.ok(proposed > 200, `${proposed}`);
  });
});

describe('services as they are called elsewhere', () => {
  it('are all in the catalog by the name that is proposed', async () => {
    const names = [
      'bootps',
      'cifs',
      'domain',
      'epmap',
      'gc',
      'isakmp',
      'kpasswd',
      'mail',
      'mongo',
      'nat-t',
      'postgres',
      'quic',
      'sunrpc',
      'tls',
      'web',
      'wsmans',
    ];
    for (const name of names) {
      const meant = servicesCalled(name);
      assert.ok(meant.length, name);
      const { diagnostics } = await actions(around(`allow a -> b : <|${meant.join(', ')}|>`), ['quickfix'], (d) =>
        `${d.code}`.startsWith('unknown-'),
      );
      assert.deepEqual(diagnostics, [], name);
    }
  });

  it('no name is taken for one that an object has by itself', () => assert.deepEqual(servicesCalled('constructor'), []));
});

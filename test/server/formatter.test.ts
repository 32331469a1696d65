import assert from 'node:assert/strict';
import { applied, formatted, openText } from '../support/editor.ts';

const messy = `plan   "x"   // title

// uses
use veeam   13
enable veeam.surebackup,instant-recovery
zone a "Zone A" isolated{ subnet 10.0.0.0/24 ,fd00::/64
// about x
component x "X":veeam.console   at 10.0.0.1 - 10.0.0.5,fd00::1   // trailing
  component longer:veeam.vmware-proxy,veeam.windows-server at 10.0.0.9 {transport=nbd }
}
zone c external
group g=x,longer , 10.1.0.0 / 16
allow x->g:tcp 443,9419,udp 1 , tcp + udp 53 during deployment until 2027-01-01   "reason"
deny   g -> a
assert a,g   never   reaches c on tcp 1 , 2   through
  relays
service s = one of ( tcp 25,tcp 465 )
`;

const neat = `plan "x"   // title

// uses
use veeam 13
enable veeam.surebackup, instant-recovery
zone a "Zone A" isolated {
  subnet 10.0.0.0/24, fd00::/64
  // about x
  component x "X"  : veeam.console at 10.0.0.1-10.0.0.5, fd00::1   // trailing
  component longer : veeam.vmware-proxy, veeam.windows-server at 10.0.0.9 { transport = nbd }
}
zone c external
group g = x, longer, 10.1.0.0/16
allow x -> g : tcp 443, 9419, udp 1, tcp+udp 53 during deployment until 2027-01-01 "reason"
deny g -> a
assert a, g never reaches c on tcp 1, 2 through
  relays
service s = one of (tcp 25, tcp 465)
`;

describe('formatting', () => {
  it('puts spaces, indentation and columns in order and keeps comments', async () => assert.equal(await formatted(messy), neat));
  it('changes nothing the second time', async () => assert.equal(await formatted(neat), neat));
  for (const [name, eol] of [
    ['CRLF', '\r\n'],
    ['CR', '\r'],
  ] as const)
    it(`ends the lines of a document with ${name} as the others of it, and changes nothing the second time`, async () => {
      assert.equal(await formatted(messy.replaceAll('\n', eol)), neat.replaceAll('\n', eol));
      assert.equal(await formatted(neat.replaceAll('\n', eol)), neat.replaceAll('\n', eol));
    });
  it('ends lines so while somebody types, too', async () => {
    const text = 'zone a {\r\n    subnet   10.0.0.0/24\r\n}\r\nallow   a->any:tcp 443,\r\n444\r\n';
    const { document, segplan } = await openText(text);
    const typed = async (ch: string, line: number, character: number): Promise<string> => {
      const asked = { textDocument: { uri: document.uri.toString() }, position: { line, character }, ch };
      const options = { tabSize: 2, insertSpaces: true };
      return applied(document, (await segplan.lsp.Formatter!.formatDocumentOnType(document, { ...asked, options })) ?? []);
    };
    assert.equal(await typed('}', 2, 1), text.replace('    subnet   ', '  subnet '));
    assert.equal(await typed('\n', 5, 0), text.replace('\r\n444', '\r\n  444'));
  });
  it('keeps a service tag in one piece', async () =>
    assert.equal(
      await formatted('zone e external {\ncomponent c at   tag"Sql",tag   "Storage" }\nallow c->tag  "Sql":tcp 1\n'),
      'zone e external {\n  component c at tag "Sql", tag "Storage"\n}\nallow c -> tag "Sql" : tcp 1\n',
    ));
  it('puts colons in one column behind titles with signs that are escaped', async () => {
    const plan =
      'zone z {\n  component a "say \\"hi\\""  : veeam.console at 10.0.0.1\n  component longer-name : veeam.console at 10.0.0.2\n}\n';
    const columns = (await formatted(plan))
      .split('\n')
      .slice(1, 3)
      .map((line) => line.indexOf(' : '));
    assert.deepEqual(columns, [26, 26]);
  });
  it('puts what goes on with a clause one level deeper than the clause', async () => {
    const text = `allow a,
b -> c,
   d : tcp 1,
2
service s =
    tcp 1
vendor v {
source g "t" "T"
role r at "a.example.com",
"b.example.com"
flow r -> r : tcp 1
when a =
b and (c = d
    or e = f)
"purpose"
from g "1", "2",
"3",
"4"
}
`;
    const laidOut = `allow a,
  b -> c,
  d : tcp 1,
  2
service s =
  tcp 1
vendor v {
  source g "t" "T"
  role r at "a.example.com",
    "b.example.com"
  flow r -> r : tcp 1
    when a =
      b and (c = d
      or e = f)
    "purpose"
    from g "1", "2",
      "3",
      "4"
}
`;
    assert.equal(await formatted(text), laidOut);
    assert.equal(await formatted(laidOut), laidOut);
  });
  it('leaves a file with syntax errors alone', async () => {
    const broken = 'zone   a {\nallow ->';
    assert.equal(await formatted(broken), broken);
  });

  it('leaves names that are words of the language as they are', async () => {
    const text = 'vendor v {\n  role each { property port = port }\n  service s = tcp 1 (set by each.port)\n}\n';
    assert.equal(await formatted(text), text);
  });
});

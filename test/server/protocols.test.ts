import assert from 'node:assert/strict';
import { questionAt } from '../../server/features/question.ts';
import { editorServices, formatted, hover, openText } from '../support/editor.ts';
import { atCursor } from '../support/marks.ts';

const ZONES = `zone lab { subnet 10.0.0.0/24 }
zone shop { subnet 10.0.1.0/24 }
`;

describe('types of icmp, protocols and source ports in the editor', () => {
  it('are formatted as other services are, and stay so', async () => {
    const messy = `zone lab { subnet 10.0.0.0/24 }
zone shop { subnet 10.0.1.0/24 }
allow lab -> shop:icmp   echo-request ,protocol   47,udp 67   source  port 68 , tcp 514 source port 512 - 1023
`;
    const neat = `zone lab { subnet 10.0.0.0/24 }
zone shop { subnet 10.0.1.0/24 }
allow lab -> shop : icmp echo-request, protocol 47, udp 67 source port 68, tcp 514 source port 512-1023
`;
    assert.equal(await formatted(messy), neat);
    assert.equal(await formatted(neat), neat);
  });

  it('say their numbers in hovers', async () => {
    assert.match(
      await hover(`${ZONES}allow lab -> shop : icmp echo-re<|>quest`),
      /icmp echo-request \\\(ICMPv4 type 8, ICMPv6 type 128\\\)/,
    );
    assert.match(await hover(`${ZONES}allow lab -> shop : protocol g<|>re`), /protocol gre \\\(IP protocol 47\\\)/);
    assert.match(await hover(`${ZONES}allow lab -> shop : protocol 4<|>7`), /protocol gre \\\(IP protocol 47\\\)/);
    assert.doesNotMatch(await hover(`${ZONES}allow lab -> shop : ic<|>mp`), /type/);
    assert.match(await hover(`${ZONES}allow lab -> shop : udp 67 source port 6<|>8`), /udp 67 source port 68/);
  });

  it('are what a question asks about at the cursor', async () => {
    const asked = async (marked: string): Promise<string> => {
      const { text, offset } = atCursor(marked);
      const { document } = await openText(text);
      return questionAt(document, await editorServices(), document.textDocument.positionAt(offset));
    };
    assert.equal(
      await asked(`${ZONES}allow lab -> shop : udp 6<|>7 source port 68, icmp 8`),
      'lab -> shop : udp 67 source port 68',
    );
    assert.equal(await asked(`${ZONES}allow lab -> shop : protocol gre, icmp <|>8`), 'lab -> shop : protocol gre, icmp 8');
  });
});

import assert from 'node:assert/strict';
import { complete, formatted, hover, references, renamed } from '../support/editor.ts';

const PLAN = `zone internet external
zone dmz { subnet 10.20.0.0/24 component gateway at 10.20.0.10 component bare }
firewall edge : asa {
  zones internet, dmz
  nat 203.0.113.10 tcp 443 -> gateway port 8443
}
allow internet -> gateway : tcp 8443
`;

describe('translations at a firewall in the editor', () => {
  it('are completed with the zones of the firewall and with components that have an address', async () => {
    const labels = async (text: string): Promise<string[]> => (await complete(text)).items.map((i) => i.label);
    assert.ok((await labels(PLAN.replace('zones internet, dmz', 'zones internet, dmz\n  <|>'))).includes('nat'));
    const sides = await labels(PLAN.replace('443 -> gateway', '443 from <|> -> gateway'));
    assert.deepEqual(sides.filter((each) => ['internet', 'dmz', 'gateway'].includes(each)).sort(), ['dmz', 'internet']);
    const machines = await labels(PLAN.replace('-> gateway port', '-> <|> port'));
    assert.ok(machines.includes('gateway') && !machines.includes('bare') && !machines.includes('dmz'), machines.join());
  });

  it('are told in hovers over the line, the address, the component and the firewall', async () => {
    assert.match(
      await hover(PLAN.replace('nat 203', 'n<|>at 203')),
      /203\.0\.113\.10 tcp 443.*gateway.* at 10\.20\.0\.10 tcp 8443, translated by edge/,
    );
    assert.match(await hover(PLAN.replace('203.0.113.10', '203<|>.0.113.10')), /comes to edge by internet/);
    assert.match(
      await hover(PLAN.replace('component gateway', 'component <|>gateway')),
      /Known as 203\.0\.113\.10 tcp 443 outside of edge/,
    );
    assert.match(await hover(PLAN.replace('firewall edge', 'firewall <|>edge')), /Translates 203\.0\.113\.10 tcp 443 to gateway/);
  });

  it('are references to the component, and follow when it gets another name', async () => {
    assert.equal((await references(PLAN.replace('component gateway', 'component <|>gateway'))).match(/<\|/g)?.length, 3);
    assert.match(await renamed(PLAN.replace('component gateway', 'component <|>gateway'), 'door'), /-> door port 8443/);
  });

  it('are formatted like the rest', async () => {
    const text = 'firewall edge : asa {\n  zones a,b\n    nat  203.0.113.10   tcp 443 , 445 - 447   from a->c   port  8443\n}\n';
    assert.match(await formatted(text), /\n {2}nat 203\.0\.113\.10 tcp 443, 445-447 from a -> c port 8443\n/);
  });
});

import assert from 'node:assert/strict';
import { TestClient } from './client.ts';

const URI = 'file:///plans/plan.segplan';
const ZONES = 'zone a { subnet 10.1.0.0/24 }\nzone b { subnet 10.2.0.0/24 }\nallow a -> b : tcp 443\n';

describe('hover on a rule that was just written', () => {
  let client: TestClient;
  afterEach(() => client.process.kill());

  it('is answered, with nothing or with what it is, whatever was worked in by then', async () => {
    client = await TestClient.start();
    await client.open(URI, ZONES);
    for (let n = 1; n < 12; n++) {
      client.change(URI, [{ text: `${ZONES}${'// above\n'.repeat(n)}allow b -> a : tcp ${8000 + n}\n` }]);
      // The word `allow`, and the port.
      for (const character of [1, 21])
        await client.connection.sendRequest('textDocument/hover', {
          textDocument: { uri: URI },
          position: { line: 3 + n, character },
        });
    }
    await client.settledDiagnostics(URI);
    const hover = await client.connection.sendRequest<{ contents: { value: string } }>('textDocument/hover', {
      textDocument: { uri: URI },
      position: { line: 14, character: 1 },
    });
    assert.match(hover.contents.value, /`b-to-a-[a-z0-9]{4}` · its id in rule sets/);
  });
});

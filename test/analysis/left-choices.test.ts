import assert from 'node:assert/strict';
import { formatAddresses } from '../../language/model/addresses.ts';
import { formatServices } from '../../language/model/services.ts';
import { analysisOf, diagnose } from '../support/language.ts';

// What docs/language.md says: `except` leaves out what a deny of the same words would close, "a moved port where it was moved to (towards whoever shares that address)", and of several
// alternatives an allow opens the first of which anything is left.
const text = (rules: string): string => `use acme
vendor acme {
  role client
  role server { property port = port }
  service files = tcp 22 (set by server.port)
  flow client -> server : one of (tcp 22, tcp 2222) "Moves data"
}
zone a { subnet 10.0.0.0/24 component c : acme.client at 10.0.0.1 }
zone b {
  subnet 10.0.1.0/24
  component moved : acme.server at 10.0.1.1 { port = 2222 }
  component usual : acme.server at 10.0.1.2
}
${rules}
`;

/** What is open to which addresses: `10.0.1.1 tcp 22`. */
async function opened(rules: string): Promise<string[]> {
  const { allows } = await analysisOf(text(rules));
  return allows.map((box) => `${formatAddresses(box.destinations).join(' ')} ${formatServices(box.services)}`).sort();
}

const BOTH = 'one of (tcp 22, tcp 2222)';

describe('alternatives of which some are left out', () => {
  it('are chosen for each destination, since a moved port is left out where it was moved to', async () => {
    assert.deepEqual(await opened(`allow c -> moved : ${BOTH} except acme.files`), ['10.0.1.1 tcp 22']);
    assert.deepEqual(await opened(`allow c -> usual : ${BOTH} except acme.files`), ['10.0.1.2 tcp 2222']);
    assert.deepEqual(await opened(`allow c -> moved, usual : ${BOTH} except acme.files`), [
      '10.0.1.1 tcp 22',
      '10.0.1.2 tcp 2222',
    ]);
    assert.deepEqual(await opened(`allow c -> moved, usual : ${BOTH} except tcp 22`), ['10.0.1.1-10.0.1.2 tcp 2222']);
    assert.deepEqual(await opened('allow c -> acme.server in b : first of (tcp 2222, tcp 22, tcp 99) except acme.files'), [
      '10.0.1.1 tcp 22',
      '10.0.1.2 tcp 2222',
    ]);
  });

  it('leave nothing towards a zone in which both of them are left out, and the other one to the rest of it', async () => {
    // Towards a zone the usual port is left out of all of it, and the moved one where it was moved to.
    assert.deepEqual(await opened(`allow c -> b : ${BOTH} except acme.files`), ['10.0.1.0 10.0.1.2-10.0.1.255 tcp 2222']);
  });

  it('are closed by a deny where they are left, all of them', async () => {
    const { denies } = await analysisOf(text(`deny c -> moved, usual : ${BOTH} except acme.files`));
    assert.deepEqual(
      denies.map((box) => `${formatAddresses(box.destinations).join(' ')} ${formatServices(box.services)}`).sort(),
      ['10.0.1.1 tcp 22', '10.0.1.2 tcp 2222'],
    );
  });

  it('are chosen so in what is required, and one of them is enough for an assertion', async () => {
    assert.deepEqual(await opened('allow c -> moved, usual : required except acme.files'), [
      '10.0.1.1 tcp 22',
      '10.0.1.2 tcp 2222',
    ]);
    const failed = async (rules: string): Promise<boolean> =>
      (await diagnose(text(rules))).some(({ code }) => code === 'assertion-failed');
    const claim = `assert c reaches moved, usual on ${BOTH} except acme.files\n`;
    assert.equal(await failed(`${claim}allow c -> moved : tcp 22\nallow c -> usual : tcp 2222`), false);
    assert.equal(await failed(`${claim}allow c -> moved : tcp 2222\nallow c -> usual : tcp 2222`), true);
    assert.equal(await failed(`${claim}allow c -> moved : tcp 22\nallow c -> usual : tcp 22`), true);
  });

  it('are not told to be unneeded or empty where something is left of them', async () => {
    const codes = (await diagnose(text(`allow c -> moved : ${BOTH} except acme.files\nallow c -> usual : tcp 22`))).map(
      ({ code }) => code,
    );
    assert.ok(!codes.includes('empty-rule') && !codes.includes('missing-flow') && !codes.includes('unneeded-port'), codes.join());
  });
});

// What a key ends while names are linked, and what another text comes after.
import assert from 'node:assert/strict';
import { Cancellation, isOperationCancelled } from 'langium';
import { createEditedLanguage, type EditedLanguage } from '../support/edited-language.ts';

const ZONE = 'zone a {\n  subnet 10.0.0.0/24\n  component x at 10.0.0.1\n}\n';
const OTHER = 'zone b {\n  subnet 10.0.1.0/24\n  component y at 10.0.1.1\n}\n';
const RULES = 'allow x -> y : tcp 1\nallow y -> x : tcp 2\n';

/** Gives a file a text, and ends linking it before its fourth statement. */
async function editInPart({ services, edit }: EditedLanguage, text: string): Promise<void> {
  const { Linker } = services.references;
  const link = Linker.link.bind(Linker);
  const { now } = performance;
  let [time, asked] = [now.call(performance), 0];
  const token: Cancellation.CancellationToken = {
    // Asked before each statement.
    get isCancellationRequested(): boolean {
      return ++asked > 3;
    },
    onCancellationRequested: Cancellation.CancellationToken.None.onCancellationRequested,
  };
  Linker.link = async (document) => {
    // As if each statement took longer than is waited for.
    performance.now = () => (time += 20);
    try {
      await link(document, token);
    } finally {
      performance.now = now;
    }
  };
  try {
    await assert.rejects(edit('plan.segplan', text), (error) => isOperationCancelled(error));
  } finally {
    Linker.link = link;
  }
}

describe('linking that a key ends', () => {
  for (const [name, begun, then, count] of [
    ['a name that comes leads where it does', `${ZONE}${RULES}use network\n`, `${ZONE}${RULES}use network\n${OTHER}`, 0],
    ['a name that goes leads nowhere', `${ZONE}${RULES}${OTHER}`, `${ZONE}${RULES}`, 2],
  ] as const)
    it(`${name}, whatever was linked by then`, async () => {
      const language = await createEditedLanguage();
      await editInPart(language, begun);
      const { diagnostics = [] } = await language.edit('plan.segplan', then);
      const found = diagnostics.filter(({ code }) => code === 'unknown-name');
      const fresh = await (await createEditedLanguage()).edit('plan.segplan', then);
      assert.deepEqual(diagnostics.map(({ message }) => message).sort(), fresh.diagnostics!.map(({ message }) => message).sort());
      assert.equal(found.length, count, JSON.stringify(found));
    });
});

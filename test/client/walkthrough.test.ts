import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

interface Step {
  readonly id: string;
  readonly description: string;
  readonly media: { readonly markdown: string };
  readonly completionEvents: readonly string[];
}

describe('the walkthrough', () => {
  const { contributes } = JSON.parse(read('package.json'));
  const steps: readonly Step[] = contributes.walkthroughs[0].steps;
  const commands = new Set<string>(contributes.commands.map(({ command }: { command: string }) => command));

  for (const { id, description, media, completionEvents } of steps)
    it(`${id}: leads to a command that is there, is done with it or with what comes of it, and shows its page`, () => {
      const [, linked = ''] = /\(command:([\w.]+)\)/.exec(description) ?? [];
      assert.ok(commands.has(linked), linked);
      assert.ok(completionEvents.length);
      for (const [kind, what] of completionEvents.map((each) => each.split(':')))
        if (kind === 'onCommand') assert.equal(what, linked);
        else {
          assert.equal(kind, 'onContext');
          assert.match(read('client/features/walkthrough/walkthrough.ts'), new RegExp(`^const [A-Z]+ = '${what}';$`, 'm'));
        }
      assert.ok(existsSync(join(root, media.markdown)), media.markdown);
    });
});

// What `import { … } from 'segplan'` gives. The types are those of `types.ts`, and the build ships them.
import { URI } from 'vscode-uri';
import { withArguments } from './arguments.ts';
import { assertMeaning } from './compare.ts';
import { DiskSource } from './disk-source.ts';
import { SegplanError } from './errors.ts';
import { findPlans } from './find-plans.ts';
import { createLanguage, dayOf, loadPlans } from './load.ts';
import { TextSource } from './plan-source.ts';
import { loadRevision } from './revisions.ts';
import type { OpenOptions, OpenWorkspace } from './types.ts';
import { type Places, PlanWorkspace } from './workspace.ts';

export type * from './types.ts';
export { SegplanError };

/** Plans on the disk, or in texts that a program has, which can be asked. Nothing is read before a question is. */
export const openWorkspace: OpenWorkspace = (options = {}) =>
  withArguments((own) => new PlanWorkspace(own.texts ? fromTexts(own.texts, own) : fromDisk(own), own), options);

function fromTexts(texts: Readonly<Record<string, string>>, { phases, today }: OpenOptions): Places {
  const source = new TextSource(texts);
  return {
    source,
    find: async (names) => names.map((file) => ({ file, found: false })),
    revision: async (name) => {
      const services = await createLanguage(source.files, phases, dayOf(today));
      const [loaded] = await loadPlans(services, source, [name]);
      const plan = { document: loaded!.document, services };
      assertMeaning(plan, name);
      return plan;
    },
  };
}

function fromDisk({ folder, bounded = false, phases, today }: OpenOptions): Places {
  const source = new DiskSource(folder, bounded);
  const isReadable = (file: string): Promise<boolean> =>
    source.files.assertReadable(URI.file(file)).then(
      () => true,
      () => false,
    );
  return {
    source,
    find: async (names) => {
      for (const name of names) await source.assertReadable(name);
      const plans = findPlans(names, source.folder);
      const readable = await Promise.all(plans.map(({ file, found }) => !found || isReadable(source.uriOf(file).fsPath)));
      return plans.filter((_, n) => readable[n]);
    },
    revision: (name) => loadRevision(name, source, { phases, today, bounded }),
  };
}

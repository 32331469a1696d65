// Sessions of chance within one process: what is kept of several files that import one another is what a fresh start makes of them.
import assert from 'node:assert/strict';
import { AstUtils, isReference, type LangiumDocument } from 'langium';
import type * as ast from '../../../language/generated/ast.ts';
import type { SegplanCoreServices } from '../../../language/module.ts';
import { type Pick, picker } from '../../support/changed-lines.ts';
import { createEditedLanguage, type EditedLanguage } from '../../support/edited-language.ts';
import { createTestLanguage, type TestLanguage } from '../../support/language.ts';
import { shown } from '../../support/shown-plan.ts';
import type { Faults } from '../faults.ts';
import { editedCatalog } from './catalog-edits.ts';
import { editedText, filesOfChance, moved, NAMES } from './files.ts';
import { editedSmall, SMALL, type Small, smallFilesOf, textOf } from './small-files.ts';

type Texts = ReadonlyMap<string, string>;
type Changes = Map<string, string | undefined>;

/**
 * What somebody does next to one or two files, which the language gets to see at once.
 * @param first the texts that files had first: one that was broken is mended again, and most edits are of files that mean something
 */
export function changesOfChance(now: Texts, first: Texts, pick: Pick): Changes {
  const any = (): string => NAMES[pick(NAMES.length)]!;
  const there = [...now.keys()];
  const name = there[pick(there.length || 1)] ?? any();
  const text = now.get(name) ?? '';
  const what = pick(25);
  if (what < 8) return new Map([[name, editedText(text, name, pick)]]);
  if (what < 14) return new Map([[name, editedCatalog(text, [...now.values()].join('\n'), pick)]]);
  const other = any();
  if (what < 16) {
    if (name === other) return new Map();
    const [less, more] = moved(text, now.get(other) ?? '', pick);
    return new Map([
      [name, less],
      [other, more],
    ]);
  }
  if (what < 17) return new Map([[name, undefined]]);
  if (what < 20 && first.has(name)) return new Map([[name, first.get(name)]]);
  // A file gets the name of another one, or two change theirs.
  if (what < 21) return new Map([[name, now.get(other)]]).set(other, text);
  return new Map([[other, pick(3) ? (first.get(other) ?? text) : text]]);
}

/** A language that is edited, and one that has each state as its first one. */
export interface Languages {
  readonly kept: EditedLanguage;
  readonly fresh: TestLanguage;
}

export async function bothLanguages(): Promise<Languages> {
  return { kept: await createEditedLanguage(), fresh: await createTestLanguage() };
}

/** Files in a folder of its own, of which nobody else sees any. */
export class Edited {
  private readonly kept: EditedLanguage;
  private readonly fresh: TestLanguage;
  private readonly folder: string;
  private readonly now = new Map<string, string>();
  private steps = 0;

  constructor({ kept, fresh }: Languages, folder = 'files') {
    this.kept = kept;
    this.fresh = fresh;
    this.folder = folder;
  }

  get texts(): Texts {
    return this.now;
  }

  /** Files get other texts, come and go. */
  async change(changes: ReadonlyMap<string, string | undefined>): Promise<void> {
    for (const [name, text] of changes) {
      if (text === undefined) this.now.delete(name);
      else this.now.set(name, text);
    }
    await this.kept.change(new Map([...changes].map(([name, text]) => [`${this.folder}/${name}`, text])));
  }

  /** @throws where anything is shown of a file that a fresh start does not show */
  async compare(places: number): Promise<void> {
    const folder = `${this.folder}-${this.steps++}`;
    await this.fresh.load(Object.fromEntries([...this.now].map(([name, text]) => [`${folder}/${name}`, text])));
    const uris = [...this.now.keys()].map((name) => this.kept.uriOf(`${folder}/${name}`));
    for (const name of this.now.keys()) {
      const [one, other] = [
        shownOf(this.kept.services, this.kept.uriOf(`${this.folder}/${name}`).toString(), places),
        shownOf(this.fresh.services, this.kept.uriOf(`${folder}/${name}`).toString(), places),
      ];
      assert.deepEqual(one, other, name);
    }
    await this.fresh.services.shared.workspace.DocumentBuilder.update([], uris);
  }
}

/** What is shown of a file, and where one of its names leads with all that leads there. */
function shownOf(services: SegplanCoreServices, address: string, places: number): unknown {
  const { LangiumDocuments, IndexManager } = services.shared.workspace;
  const document = LangiumDocuments.all.find(({ uri }) => uri.toString() === address) as LangiumDocument<ast.Document>;
  const folder = /^.*?\/plans\/[^/]*\//.exec(address)![0];
  const near = (uri: string): string => (uri.startsWith(folder) ? uri.slice(folder.length) : uri);
  const references = document.references.filter(isReference);
  const reference = references[places % (references.length || 1)];
  const target = reference?.ref;
  const who = target
    ? IndexManager.findAllReferences(target, '')
        .map(({ sourceUri, segment }) => `${near(sourceUri.toString())} ${segment.offset}`)
        // Another start of the same files is beside them.
        .filter((each) => !each.startsWith('file:'))
        .toArray()
        .sort()
    : [];
  const leads = references.map((each) =>
    each.ref ? `${near(AstUtils.getDocument(each.ref).uri.toString())} ${each.ref.$cstNode?.offset}` : each.error?.message,
  );
  const { vpns, nats, firewalls, uses, features, trusted, phases, directions } = services.segplan.Plans.plan(
    document.parseResult.value,
  );
  const more = [...vpns, ...nats, ...firewalls, ...directions, ...uses.values()].map(({ node }) => [
    node.$cstNode?.text,
    node.$cstNode?.range.start,
  ]);
  return { shown: shown(services, document), leads, who, more, stated: [[...features], [...trusted], [...phases]] };
}

/** One thing that happens to the files of a session: all that changes at once. */
type Step = (now: Texts) => Changes;

/** Two to five files with the statements of a plan of chance among them, and what happens to these. */
function ofPlan(seed: number, pick: Pick): { readonly first: Texts; readonly step: Step } {
  const files = filesOfChance(seed, pick);
  for (const [name, text] of files) {
    let now = text;
    for (let n = pick(6); n; n--) now = editedCatalog(now, [...files.values()].join('\n'), pick);
    files.set(name, now);
  }
  return { first: files, step: (now) => changesOfChance(now, files, pick) };
}

/** Up to four small files, and what happens to these. */
function ofSmall(pick: Pick): { readonly first: Texts; readonly step: Step } {
  const files: Map<string, Small> = smallFilesOf(pick);
  const first = new Map([...files].map(([name, file]) => [name, textOf(file)]));
  const step: Step = (now) => {
    const [name, other] = [SMALL[pick(SMALL.length)]!, SMALL[pick(SMALL.length)]!];
    const file = files.get(name)!;
    switch (pick(12)) {
      case 0:
        // It goes, or comes back as it was.
        return new Map([[name, now.has(name) ? undefined : textOf(file)]]);
      case 1: {
        // A statement goes from one to another.
        const at = pick(file.statements.length || 1);
        const into = files.get(other)!;
        if (name === other || !file.statements.length) return new Map();
        files.set(other, { ...into, statements: [...into.statements, file.statements[at]!] });
        files.set(name, { ...file, statements: file.statements.filter((_, n) => n !== at) });
        return new Map([name, other].map((each) => [each, textOf(files.get(each)!)]));
      }
      case 2:
        files.set(other, file);
        return new Map([[name, undefined] as const, [other, textOf(file)] as const]);
      default:
        files.set(name, editedSmall(file, pick));
        return new Map([[name, textOf(files.get(name)!)]]);
    }
  };
  return { first, step };
}

/**
 * A session of a seed with several files that import one another, of so many edits.
 * @throws where one shows what a fresh start does not show
 */
export async function editsOf(seed: number, steps: number, languages: Languages): Promise<void> {
  const pick = picker(seed);
  const { first, step } = seed % 4 ? ofSmall(pick) : ofPlan(seed, pick);
  const edited = new Edited(languages, `files-${seed}`);
  await edited.change(new Map([...first].filter(() => pick(6))));
  for (let n = 1; n <= steps; n++) {
    await edited.change(step(edited.texts));
    if (pick(2) && n < steps) continue;
    try {
      await edited.compare(pick(1_000_000));
    } catch (error) {
      throw new Error(`seed ${seed}, edit ${n}: ${(error as Error).message}`, { cause: error });
    }
  }
  await edited.change(new Map([...edited.texts.keys()].map((name) => [name, undefined])));
}

/** So many edits a session takes. */
export const STEPS = 20;

/** After so many sessions languages are given up, with what they hold. */
const MOST = 40;

/** @param faults notes the seeds of sessions in which files showed what a fresh start does not show */
export async function runEdits(first: number, count: number, faults: Faults): Promise<void> {
  let languages = await bothLanguages();
  for (let n = 0; n < count; n++) {
    if (n % MOST === MOST - 1) languages = await bothLanguages();
    await faults.attempt('edits', first + n, () => editsOf(first + n, STEPS, languages));
  }
  console.log(`${count} sessions of edits: ${faults.size} faults`);
}

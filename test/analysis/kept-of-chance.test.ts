// Plans that hold whatever the language has are edited, they and what they import: what is kept is what a fresh start would find.
import assert from 'node:assert/strict';
import type { LangiumDocument } from 'langium';
import type * as ast from '../../language/generated/ast.ts';
import { EVERYTHING, planOfChance } from '../reading/plans.ts';
import { ofChance } from '../support/chance.ts';
import { changed, picker } from '../support/changed-lines.ts';
import { createEditedLanguage, type EditedLanguage } from '../support/edited-language.ts';
import { createTestLanguage, type TestLanguage } from '../support/language.ts';
import { shown } from '../support/shown-plan.ts';

const PLANS = Number(process.env.SEGPLAN_CHANCE ?? ofChance(60, 2));
const FIRST = Number(process.env.SEGPLAN_CHANCE_FROM ?? 1);
const EDITS = 6;

/** After so many plans languages are given up, with what they hold. */
const MOST = 40;

type Files = Readonly<Record<string, string>>;

describe('a plan of chance that is edited', () => {
  let kept: EditedLanguage;
  let fresh: TestLanguage;

  /** What is shown of a plan after an edit, with the texts that it has then. */
  interface Seen {
    readonly files: Files;
    readonly shown: ReturnType<typeof shown>;
    readonly what: string;
  }

  /** Gives files their texts one after the other, and holds what was shown of the plan after each against a fresh start. */
  async function follow(folder: string, former: Files, edits: Iterable<readonly [name: string, text: string]>): Promise<void> {
    for (const [name, text] of Object.entries(former).toReversed()) await kept.edit(`${folder}/${name}`, text);
    const { services, uriOf } = kept;
    const seen: Seen[] = [];
    let files = former;
    for (const [name, text] of edits) {
      files = { ...files, [name]: text };
      await kept.edit(`${folder}/${name}`, text);
      const document = services.shared.workspace.LangiumDocuments.getDocument(uriOf(`${folder}/plan.segplan`));
      const what = `${folder}: ${name}: ${JSON.stringify(files)}`;
      seen.push({ files, shown: shown(services, document as LangiumDocument<ast.Document>), what });
    }
    // A file that is new has everything linked again that is known anywhere: between two edits it would hide what these leave as it was.
    for (const [n, was] of seen.entries()) {
      const texts = Object.fromEntries(Object.entries(was.files).map(([name, text]) => [`${folder}-${n}/${name}`, text]));
      assert.deepEqual(was.shown, shown(fresh.services, await fresh.load(texts)), was.what);
    }
  }

  /** Edits of any of some files; now and then what was done is taken back. */
  function* editsOf(former: Files, seed: number): Iterable<readonly [string, string]> {
    const pick = picker(seed);
    const names = Object.keys(former);
    const texts = new Map(names.map((name) => [name, [former[name]!]]));
    for (let n = 0; n < EDITS; n++) {
      const name = pick(3) ? 'plan.segplan' : names[pick(names.length)]!;
      const all = texts.get(name)!;
      const text = pick(5) ? changed(all.at(-1)!, pick) : all[pick(all.length)]!;
      all.push(text);
      yield [name, text];
    }
  }

  async function begin(): Promise<void> {
    kept = await createEditedLanguage();
    fresh = await createTestLanguage();
  }
  beforeEach(begin);

  it('shows after each edit, of it or of what it imports, what a fresh start shows', async function () {
    this.timeout(0);
    for (let seed = FIRST; seed < FIRST + PLANS; seed++) {
      if (seed % MOST === 0) await begin();
      const { text, others } = planOfChance(seed, EVERYTHING);
      const files = { 'plan.segplan': text, ...others };
      await follow(`plan-${seed}`, files, editsOf(files, seed));
    }
  });

  it('tells a property that nothing has any more, whether the role that it was of stands before or behind', async () => {
    const role = '  role base { property mode = slow | fast }\n';
    const vendor = `vendor v {\n${role}  role agent : base { property other = number }\n}\n`;
    const zone = 'zone a { component x : v.agent { mode = slow } }\n';
    for (const [n, text] of [`${zone}${vendor}`, `${vendor}${zone}`].entries())
      await follow(`roles-${n}`, { 'plan.segplan': text }, [
        ['plan.segplan', text.replace(role, '')],
        ['plan.segplan', text],
      ]);
  });

  it('finds the address of a leg at the edge of a subnet that its zone has by now', async () => {
    const text = 'zone a { component x at 10.0.0.1 also at 10.5.1.7 in b }\nzone b { }\n';
    await follow('edges', { 'plan.segplan': text }, [['plan.segplan', text.replace('b { }', 'b { subnet 10.5.1.0/29 }')]]);
  });

  it('finds a leg in the first of two zones with its name, and in the only one once there is one', async () => {
    const vendor = 'use v\nvendor v { role one role two flow two -> one : udp 1002 }\n';
    const zones =
      'zone b { component y : v.two at 10.4.0.80 also at 10.1.0.1 in a }\nzone a { component x : v.one at 10.1.0.2, 10.1.0.1 }\n';
    const text = `${vendor}${zones}`;
    const twice = text.replace('zone a', 'zone a {\n}\nzone a');
    await follow('legs', { 'plan.segplan': text }, [
      ['plan.segplan', twice],
      ['plan.segplan', text],
      ['plan.segplan', twice.replace('a {\n}', 'a { subnet 10.1.0.0/24 }')],
    ]);
  });

  it('finds the role of a component whose file has come to see it by an import', async () => {
    const zone = 'zone e { component c : v.r at 10.0.0.1 }\n';
    const plan = 'import "./zones.segplan"\nallow g -> v.r in e : any\nvendor v { role r }\n';
    const files = { 'plan.segplan': plan, 'zones.segplan': zone };
    await follow('seen', files, [
      ['zones.segplan', `import "./plan.segplan"\n${zone}`],
      ['zones.segplan', zone],
      ['zones.segplan', `import "./plan.segplan"\n${zone}`],
    ]);
  });
});

// Sessions of chance with a workspace of several files.
import assert from 'node:assert/strict';
import { type Pick, picker } from '../../support/changed-lines.ts';
import { editedCatalog } from './catalog-edits.ts';
import { editedText, filesOfChance, moved, NAMES, RUNNING, runningText } from './files.ts';
import { AT_PLACES, moreOf, OF_DOCUMENTS, placeIn } from './shown.ts';
import { type Act, Workspace } from './workspace.ts';

/** After so many steps it is looked what is shown. */
const REST = 25;

const CHECKS = ['missing-flow', 'unknown-name', 'unused-definition', 'any-service', 'shadowed-rule', 'missing-subnet'];
const LEVELS = ['error', 'warning', 'hint', 'off', 'no level'];

/** What somebody does next: one thing, or several without a pause. */
function actsOfChance({ open, disk }: Workspace, pick: Pick): Act[] {
  const any = (): string => NAMES[pick(NAMES.length)]!;
  const name = any();
  const [opened, saved] = [open.get(name), disk.get(name)];
  const tell = (): Act[] => (pick(2) ? [{ do: 'tell', most: pick(4) ? 1000 : 1 + pick(2), again: !pick(4) }] : []);
  const edit = (file: string, text: string): Act => ({ do: pick(6) ? 'change' : 'replace', name: file, text });
  const what = pick(24);
  if (what < 9) {
    if (opened === undefined) return [{ do: 'open', name, text: pick(3) ? (saved ?? '') : editedText(saved ?? '', name, pick) }];
    const acts: Act[] = [];
    let text = opened;
    for (let n = 1 + pick(3); n; n--) {
      text = pick(4) ? editedText(text, name, pick) : editedCatalog(text, [...open.values(), ...disk.values()].join('\n'), pick);
      acts.push(edit(name, text));
    }
    return acts;
  }
  if (what < 12) return questionsOfChance(name, opened ?? saved ?? '', pick);
  if (what < 14) return [{ do: 'save', name }, ...tell()];
  if (what < 15) return [{ do: 'close', name }];
  if (what < 16)
    return [
      saved !== undefined && !pick(3)
        ? { do: 'remove', name }
        : { do: 'write', name, text: editedText(saved ?? opened ?? '', name, pick) },
      ...tell(),
    ];
  if (what < 17) return [...renamingOfChance(name, any(), opened, pick), ...tell()];
  if (what < 18) {
    const to = any();
    const into = open.get(to);
    if (opened === undefined || into === undefined || name === to) return [];
    const [less, more] = moved(opened, into, pick);
    return [edit(name, less), edit(to, more)];
  }
  if (what < 19) {
    const chosen = CHECKS.filter(() => !pick(3));
    return [
      { do: 'set', checks: Object.fromEntries(chosen.map((each) => [each, LEVELS[pick(LEVELS.length)]])), isSent: !!pick(2) },
    ];
  }
  if (what < 20) {
    const file = RUNNING[pick(RUNNING.length)]!;
    return [
      disk.has(file) && !pick(3) ? { do: 'remove', name: file } : { do: 'write', name: file, text: runningText(pick) },
      ...tell(),
    ];
  }
  if (what < 22) return tell();
  return [{ do: 'wait', milliseconds: pick(120) }];
}

/** A file gets another name; most often an editor that has it open closes it under the old one, and opens it under the new one. */
function renamingOfChance(name: string, to: string, opened: string | undefined, pick: Pick): Act[] {
  return [
    ...(pick(2) ? [{ do: 'ask', method: 'workspace/willRenameFiles', name, more: { files: [] } } as const] : []),
    { do: 'rename', name, to },
    ...(opened !== undefined && pick(3)
      ? ([
          { do: 'close', name },
          { do: 'open', name: to, text: opened },
        ] as const)
      : []),
  ];
}

function questionsOfChance(name: string, text: string, pick: Pick): Act[] {
  const methods = [...AT_PLACES, ...OF_DOCUMENTS];
  const method = methods[pick(methods.length)]!;
  const withdrawn = () => (pick(4) ? {} : { until: pick(40) });
  const acts: Act[] = [{ do: 'ask', method, name, more: moreOf(method, placeIn(text, pick)), ...withdrawn() }];
  if (!pick(6)) acts.push({ do: 'ask', method: 'workspace/symbol', more: { query: 'z' }, ...withdrawn() });
  if (!pick(6)) acts.push({ do: 'ask', method: 'segplan/generate', name, more: { target: 'nftables' }, ...withdrawn() });
  if (!pick(8)) acts.push({ do: 'ask', method: 'workspace/diagnostic', more: { previousResultIds: [] }, ...withdrawn() });
  return acts;
}

/**
 * A session of a seed with a workspace of two to five files that import one another: they are opened, edited, saved, closed, renamed and removed, by
 * the editor and beside it, in whatever order it tells. At rest, the server shows of each file what one shows that begins with the same files and texts.
 * @param goesOn whether one more step is to follow so many
 * @returns how many steps there were
 * @throws where it does not
 */
export async function workspaceOf(seed: number, goesOn: (steps: number) => boolean): Promise<number> {
  const pick = picker(seed);
  const pulls = seed % 5 === 4;
  const all = [...filesOfChance(seed, pick)].map(([name, text]): Act => ({ do: 'write', name, text }));
  const files = all.filter(() => pick(6));
  const workspace = new Workspace(pulls);
  let steps = 0;
  try {
    for (const file of files) await workspace.act(file);
    await workspace.begin();
    while (goesOn(steps) && !workspace.failed.length) {
      steps++;
      for (const each of actsOfChance(workspace, pick)) await workspace.act(each);
      if (steps % REST === 0) await workspace.act({ do: 'rest', places: pick(1_000_000) });
    }
    if (!workspace.failed.length) assert.ok(await workspace.end(!!pick(2)), 'the server stays when its editor is gone');
    assert.deepEqual(workspace.failed, []);
    return steps;
  } catch (error) {
    throw new Error(`seed ${seed}, step ${steps}: ${(error as Error).message}`, { cause: error });
  } finally {
    workspace.leave();
  }
}

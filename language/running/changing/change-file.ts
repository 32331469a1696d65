import type { Analysis } from '../../analysis/analyze.ts';
import { asOf } from '../as-of.ts';
import { type AuditOptions, auditBy, type DeviceAudit, sideOf } from '../audit.ts';
import { reachedLists } from '../dead-rules.ts';
import { Evaluator } from '../evaluate.ts';
import type { RunningDevice } from '../running.ts';
import { TOO_MUCH } from '../walk.ts';
import type { ChangeWriter, NoChange, WrittenChange } from './change.ts';
import { Draft } from './draft.ts';
import { additionsFor, deletionsFor, driftOf, harmless } from './steps-for.ts';

/** Control characters, those that turn or hide what stands beside them, and ends of lines. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;
/** So often what a change leaves is mended as well. */
const MOST_ROUNDS = 4;

/** Of more new rules it is not looked at which of them others settle. */
const MOST_LOOKED_AT = 500;

/**
 * The smallest change after which what a file says runs is what the plan says. Nothing is opened that the plan doesn't allow, and what the plan lacks stays closed.
 * @param devices what the file says
 * @param read reads a text as the file was read, to hold the change against the plan once more as it was written
 * @returns no commands where there is nothing to change; or why there is no such change
 */
export function changeOf(
  analysis: Analysis,
  devices: readonly RunningDevice[],
  text: string,
  writer: ChangeWriter,
  read: (text: string) => readonly RunningDevice[],
  options: AuditOptions = {},
): WrittenChange | NoChange {
  const side = sideOf(analysis, options);
  const audits = (draft: Draft): readonly DeviceAudit[] => auditBy(side, draft.devices, options);
  const running = asOf(devices, analysis.moment.today);
  const isHeld = auditBy(side, running, options).some(
    ({ device, cutOff }) => device.howBack === undefined && cutOff.some(({ onceOpen }) => onceOpen),
  );
  if (isHeld) return { why: 'its rules drop packets of open connections, which no rule for new ones mends' };
  // Rules that are put in or taken away are about all packets of a connection: what becomes of those behind the first one is asked of the file as it was written.
  let draft = Draft.of(running.map(({ answering: _, following: __, ...device }) => device));
  let found = audits(draft);
  const stateless = found.find((each) => hasDrift(each) && each.device.replies !== 'tracked');
  if (stateless) return { why: 'its rules keep no state, so that each of them needs another one for the way back' };
  // What a firewall lets come to itself is not looked at: rules that decide that as well stay.
  const others = new Set(found.flatMap((each) => (each.skipped ? [...reachedLists(each.device)] : [])));
  for (let round = 0; found.some(hasDrift); round++) {
    if (round === MOST_ROUNDS) return { why: whyLeft(found) };
    if (found.some((each) => driftOf(each).opens.some(({ isPart }) => isPart)))
      return { why: 'it opens more than can be closed rule by rule' };
    if (round === 0) {
      const deletions = deletionsFor(found).filter(({ list }) => !others.has(list.name));
      const gone = deletions.length ? harmless(deletions, found, audits(draft.without(deletions))) : [];
      if (gone.length) {
        draft = draft.without(gone);
        found = audits(draft);
        continue;
      }
    }
    const next = (isWide: boolean): Draft =>
      found.reduce((made, each) => {
        const { added, gone } = additionsFor(each, side, { isFirst: round > 1, isWide, others });
        // First what is new, since it stands where the others stood.
        return made.with(added).without(gone);
      }, draft);
    const wide = next(true);
    const then = audits(wide);
    // What a rule of the plan says is not always what passes: denies and other rules lie before it.
    const isRight = !then.some((each) => driftOf(each).opens.length > 0);
    draft = isRight ? wide : next(false);
    found = isRight ? then : audits(draft);
  }
  draft = withoutIdle(draft, found, analysis);
  const changes = draft.changes(found.map(({ placing }) => placing));
  if (!changes.length) return { commands: [], after: text };
  const written = writer.write(text, changes);
  if ('why' in written) return written;
  // Rules go by their own words: those of a file that holds what nobody sees, or what a terminal obeys, are not repeated.
  if (written.commands.some((line) => HIDDEN.test(line)))
    return { why: 'a rule that would have to go holds characters that nobody can see: take them out of it on the device' };
  if (written.after === undefined) return written;
  // What was written is read again: nothing is given out that doesn't do what it is there for.
  const left = auditBy(side, read(written.after), options);
  if (left.some(hasDrift)) return { why: whyLeft(left) };
  const added = changes.flatMap(({ steps }) => steps.flatMap((step) => step.added));
  return { ...written, passing: new Map(added.flatMap(({ id, stays }) => (stays === undefined ? [] : [[id, stays] as const]))) };
}

/** The same without new rules that decide nothing: one traffic may be cut off in several places, and what is put before the first of them settles the others. */
function withoutIdle(draft: Draft, audits: readonly DeviceAudit[], { names }: Analysis): Draft {
  const idle = draft.added();
  if (idle.size < 2 || idle.size > MOST_LOOKED_AT) return draft;
  for (const { device, placing, skipped } of audits) {
    if (skipped) continue;
    const evaluator = new Evaluator(device, placing, names);
    for (const stages of [device.stages, device.outbound ?? []])
      for (const rule of idle.keys()) {
        const { permits, denies } = evaluator.judge(rule.traffic, stages);
        const decides = [...permits, ...denies].some((each) =>
          [each, ...(each.before ?? [])].some((one) => one.rule === rule || one.perhaps === TOO_MUCH),
        );
        if (decides) idle.delete(rule);
      }
  }
  return draft.without([...idle].map(([rule, list]) => ({ rule, list })));
}

export function hasDrift(audited: DeviceAudit): boolean {
  const { cuts, opens } = driftOf(audited);
  return cuts.length + opens.length > 0;
}

function whyLeft(audits: readonly DeviceAudit[]): string {
  const drift = audits.flatMap((each) => [...driftOf(each).cuts, ...driftOf(each).opens]);
  const why = drift.find(({ perhaps }) => perhaps !== undefined)?.perhaps;
  return why === undefined
    ? 'single rules do not bring it in step with the plan'
    : `what it does is not certain, whatever rules it gets: ${why}`;
}

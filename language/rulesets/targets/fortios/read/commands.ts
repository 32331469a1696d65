import { type Move, reorder } from '../../../../running/forms/moves.ts';
import { commandsOf, textsOf } from '../../../../running/forms/words.ts';
import { addLines, allOf, type ConfigNode, childOf, newNode, ownChildren } from '../../../../running/tree.ts';
import { Clones } from './clones.ts';

/** Told of each line that is with no table: a comment, a prompt, or what nobody understands. */
type Told = (line: number, isSilent: boolean) => void;

/**
 * Reads `config … edit … set … next end` as the device takes it, one command after the other. A table is one node by all of its words
 * (`firewall policy`), with an entry below it for each `edit`, and the values of a setting below that.
 */
export function readConfig(lines: readonly string[], told: Told): ConfigNode {
  const root = newNode('', 1);
  const moves: Move[] = [];
  const clones = new Clones(lines.length);
  let open: { node: ConfigNode; isTable: boolean }[] = [];
  for (const { line, last, words } of commandsOf(lines, false)) {
    let texts = words.flatMap(textsOf);
    // A prompt says where one is, `fw (policy) #`; a sign by itself begins a comment.
    const prompt = texts.findIndex((text) => /^[#$]$/.test(text) || (/[#$]$/.test(text) && !/^#/.test(text)));
    const isTyped = prompt < 3 && (prompt > 0 || (texts[prompt] ?? '').length > 1) && COMMANDS.has(texts[prompt + 1] ?? '');
    if (isTyped) texts = texts.slice(prompt + 1);
    const [verb = '', ...rest] = texts;
    const here = open.at(-1);
    const node = here?.node ?? root;
    const own = (to: ConfigNode): void => {
      addLines(to, line, last);
    };
    const name = rest.join(' ');
    const changed = verb === 'config' || verb === 'edit' ? name : SETTERS.has(verb) ? rest[0] : undefined;
    if (changed !== undefined && verb !== 'set' && !clones.isOwn(node, changed)) {
      // What is changed is not what it is taken for from here on.
      told(line, false);
      continue;
    }
    if (verb === 'config' && rest.length) {
      const table = childOf(node, name, line);
      own(table);
      open.push({ node: table, isTable: true });
    } else if (verb === 'edit' && here && rest.length === 1) {
      const entry = childOf(node, rest[0] ?? '', line);
      own(entry);
      open.push({ node: entry, isTable: false });
    } else if (verb === 'next' && here) {
      own(node);
      if (!here.isTable) open.pop();
    } else if ((verb === 'end' || verb === 'abort') && here) {
      // What is typed before it in this table is discarded by the device, and has been taken in here.
      if (verb === 'abort') told(line, false);
      else own(node);
      // An end leaves the entry as well as its table.
      const at = open.findLastIndex(({ isTable }) => isTable);
      open = open.slice(0, Math.max(at, 0));
    } else if (here && SETTERS.has(verb) && isSetting(rest) && !(here.isTable && LISTS.test(node.word))) {
      own(node);
      setting(node, verb, rest, line);
    } else if (here && EDITORS.has(verb) && isEdit(node, verb, rest)) {
      own(node);
      const done = edited(node, verb, rest, moves, clones);
      if (!done) told(line, false);
      for (const gone of done ?? []) for (const each of allOf(gone)) for (const n of each.lines) told(n, true);
    } else
      for (let n = line; n <= last; n++) told(n, /^[#!-]/.test(verb) || isTyped || prompt >= 0 || /^(end|exit|next)$/.test(verb));
  }
  reorder(moves);
  // Tables are written whole: what is missing behind the last line are rules, or parts of one.
  if (open.length) told(lines.length, false);
  return root;
}

/** Tables of entries, in which a setting without `edit` before it belongs to none. */
const LISTS =
  /^(firewall (policy6?|consolidated policy|address6?|addrgrp6?|service (custom|group|category)|vip6?|vipgrp6?|schedule (onetime|recurring|group))|system zone|router static6?)$/;

/** Whether a setting has a name that can be one. */
function isSetting([key = '']: readonly string[]): boolean {
  return /^[\w-]+$/.test(key);
}

/** Whether a command about entries names such as there are. To delete what is not there changes nothing. */
function isEdit({ children }: ConfigNode, verb: string, [name = '', where = '', other = '']: readonly string[]): boolean {
  if (verb === 'move') return children.has(name) && (where === 'before' || where === 'after') && children.has(other);
  return verb === 'purge' || verb === 'delete' || (children.has(name) && where === 'to' && other !== '');
}

const SETTERS = new Set(['set', 'append', 'unset', 'select', 'unselect', 'clear']);
const EDITORS = new Set(['delete', 'purge', 'rename', 'clone', 'move']);
const COMMANDS = new Set(['config', 'edit', 'next', 'end', 'show', 'get', ...SETTERS, ...EDITORS]);

function setting(node: ConfigNode, verb: string, [key = '', ...values]: readonly string[], line: number): void {
  const known = node.children.get(key);
  if (verb === 'unset' || verb === 'clear') ownChildren(node).delete(key);
  else if (verb === 'unselect') {
    if (known) for (const value of values) ownChildren(known).delete(value);
  } else {
    // The same setting of an entry that this one was cloned from stays.
    if (verb !== 'append' && known) ownChildren(node).set(key, { ...newNode(key, known.line), lines: known.lines });
    // What is said of a setting has its place in the order of values, and may be said twice.
    const at = childOf(node, key, line);
    if (values.length) {
      const own = ownChildren(at);
      for (const value of values) own.set(own.has(value) ? `${value}\n${own.size}` : value, newNode(value, line));
    }
  }
  // What kind of object it is decides what its other settings are.
  if (key === 'protocol' && verb === 'set')
    for (const other of ['protocol-number', 'icmptype', 'icmpcode', 'tcp-portrange', 'udp-portrange', 'sctp-portrange'])
      ownChildren(node).delete(other);
  if (key === 'icmptype' && verb === 'unset') ownChildren(node).delete('icmpcode');
}

/** @returns what is no longer there; nothing where that is more than goes with the length of the file */
function edited(
  table: ConfigNode,
  verb: string,
  [name = '', where = '', other = '']: readonly string[],
  moves: Move[],
  clones: Clones,
): ConfigNode[] | undefined {
  const children = ownChildren(table);
  const entry = children.get(name);
  if (verb === 'purge') {
    const all = [...children.values()];
    children.clear();
    return all;
  }
  if (!entry) return [];
  if (verb === 'delete') {
    children.delete(name);
    return [entry];
  }
  if (verb === 'move') moves.push({ container: table, name, where, beside: other });
  else if (where === 'to' && verb === 'clone') return clones.clone(table, entry, other) ? [] : undefined;
  else if (where === 'to') {
    children.delete(name);
    children.set(other, { ...entry, word: other });
  }
  return [];
}

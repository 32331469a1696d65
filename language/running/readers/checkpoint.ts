import { append } from '../../model/lists.ts';
import { noteLines, noteMisread, readJson } from '../forms/json.ts';
import { LineBook, linesOf } from '../lines.ts';
import type { RunningDevice, RunningReader } from '../running.ts';
import { Estate } from './checkpoint/estate.ts';
import { Policies, type Policy } from './checkpoint/policies.ts';

/** What the management of Check Point answers about access rules, one answer after the other, with objects, layers, packages and gateways where the file has them. */
export const reader: RunningReader = {
  name: 'checkpoint',
  title: 'Check Point, mgmt_cli show access-rulebase --format json',
  recognizes(head) {
    if (!/^\s*[[{]/.test(head)) return 0;
    if (/"type"\s*:\s*"(access-rule|access-section|access-layer)"/.test(head)) return 0.97;
    if (/"objects-dictionary"\s*:/.test(head)) return 0.95;
    return /"domain-type"\s*:/.test(head) ? 0.8 : 0;
  },
  read(text, file) {
    const lines = linesOf(text);
    const book = new LineBook(lines);
    const json = readJson(lines.join('\n'));
    noteLines(json, lines.length, book);
    const estate = new Estate(book);
    for (const root of json.roots) if (root.kind === 'object' || root.kind === 'list') estate.add(root);
    const policies: Policy[] = [];
    if (estate.layers.size) append(policies, new Policies(estate, lines.length).all());
    else book.unknown(1, 'no access rule', 'the file holds no answer of show-access-rulebase');
    if (!policies.length) policies.push({ name: undefined, places: [], lists: new Map(), stages: [] });
    noteMisread(json, book);
    const result = book.result();
    return policies.map(
      (policy): RunningDevice => ({ format: 'checkpoint', file, replies: 'tracked', families: [4, 6], ...policy, ...result }),
    );
  },
};

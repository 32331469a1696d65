import { NO_ADDRESSES } from '../../../model/addresses.ts';
import { IntervalSet } from '../../../model/interval-set.ts';
import { noteLines, noteMisread, readJson } from '../../../running/forms/json.ts';
import { LineBook, linesOf, shorten } from '../../../running/lines.ts';
import type { RuleList, RunningDevice, RunningReader } from '../../../running/running.ts';
import { Project } from './read/project.ts';
import { NetworkRules } from './read/rules.ts';

/** `gcloud compute firewall-rules list --format json`, with the subnets and instances of the networks where the file has them. */
export const reader: RunningReader = {
  name: 'gcp',
  title: 'Google Cloud, firewall-rules list',
  recognizes(head) {
    if (!/^\s*[[{]/.test(head)) return 0;
    if (/"compute#firewall"/.test(head)) return 0.97;
    if (/"IPProtocol"\s*:/.test(head) && /"(allowed|denied)"\s*:/.test(head)) return 0.95;
    return /"compute#(subnetwork|instance)"/.test(head) ? 0.6 : 0;
  },
  read(text, file) {
    const lines = linesOf(text);
    const book = new LineBook(lines);
    const json = readJson(lines.join('\n'));
    noteLines(json, lines.length, book);
    const project = new Project(book, json.brokenAt !== undefined);
    for (const root of json.roots) project.add(root);
    const made: Part[] = [...project.rules].map(([network, rules]) => {
      const read = new NetworkRules(network, project);
      for (const rule of rules) read.add(rule);
      const { line } = rules[0]!;
      const subnets = project.subnetsOf(network);
      const list = (name: 'ingress' | 'egress'): [string, RuleList] => [
        name,
        // What networks have behind all rules: nothing comes in, and everything goes out.
        { name, rules: read.of(name), otherwise: name === 'ingress' ? 'deny' : 'permit', line },
      ];
      return {
        name: shorten(project.nameOf(network)) || undefined,
        places: read.places,
        lists: new Map([list('ingress'), list('egress')]),
        stages: ['ingress'],
        outbound: ['egress'],
        host: IntervalSet.unionAll(subnets.map(({ addresses }) => addresses)),
        ...(subnets.length && { subnets }),
        named: { addresses: project.namesIn(network), services: new Map() },
      };
    });
    if (!made.length) {
      book.unknown(1, 'no firewall rule', 'the file holds no rules');
      made.push({ name: undefined, places: [], lists: new Map(), stages: [], host: NO_ADDRESSES });
    }
    noteMisread(json, book);
    const result = book.result();
    return made.map((part): RunningDevice => ({ format: 'gcp', file, replies: 'tracked', families: [4, 6], ...part, ...result }));
  },
};

type Part = Pick<RunningDevice, 'name' | 'places' | 'lists' | 'stages' | 'outbound' | 'host' | 'subnets' | 'named'>;

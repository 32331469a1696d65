import { parse } from 'csv-parse/sync';
import { csv } from '../../language/rulesets/targets/csv/csv.ts';
import { json } from '../../language/rulesets/targets/json/json.ts';
import { markdown } from '../../language/rulesets/targets/markdown/markdown.ts';
import { nftables } from '../../language/rulesets/targets/nftables/nftables.ts';
import { provesHosts } from './host-proof.ts';
import { proves } from './proof.ts';
import { decides, type ReadRequest, readBack } from './readers/change-request.ts';
import { readJson, readNft } from './readers.ts';

proves({ target: nftables, read: (files) => readNft(files[0]!.text) });
provesHosts({ target: nftables, read: (files) => readNft(files[0]!.text) });
proves({ target: json, read: (files) => readJson(files[0]!.text) });

const table = readBack(csv, ({ text }): ReadRequest => {
  const rows = parse(text, { columns: true }) as Record<string, string>[];
  return {
    rules: rows.map((row) => ({
      ...(row.Host === undefined ? {} : { host: row.Host }),
      action: row.Action!,
      from: row['Source addresses']!,
      to: row['Destination addresses']!,
      services: row.Services!,
    })),
    zones: [],
  };
});
proves({ target: table, read: decides, beyondPorts: true, inside: 'none' });
provesHosts({ target: table, read: decides, beyondPorts: true });

/** What stands in a cell, as a reader of the page sees it. */
function shown(cell: string): string {
  return cell
    .replace(/&#8203;/g, '')
    .replace(/\\(.)/g, '$1')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&');
}

/** The addresses behind the labels of an end: `vbr, repo (10.0.0.1, 10.0.0.2)`. */
function addressesIn(end: string): string {
  const [, addresses] = / \(([^()]*)\)$/.exec(end.replace(/ \(own [^()]*\)/g, '')) ?? [];
  if (addresses === undefined) throw new Error(`No addresses: ${end}`);
  return addresses;
}

const page = readBack(markdown, ({ text }): ReadRequest => {
  let [host, denied] = ['', false];
  const rules: ReadRequest['rules'][number][] = [];
  const [zones = '', afterZones = ''] = [/^## Zones\n\n([\s\S]*?)\n\n/m.exec(text)?.[1], text.slice(text.indexOf('\n## Rules'))];
  for (const line of afterZones.split('\n')) {
    const [, title] = /^### (.*)$/.exec(line) ?? [];
    if (title !== undefined) [host, denied] = [shown(title).replace(/ in [^ ]+$/, ''), /^Deny: /.test(title)];
    else if (line === 'Denied, whatever is allowed:') denied = true;
    else if (line === 'Allowed:') denied = false;
    const cells = /^\| (?!Rule \||---)/.test(line)
      ? line
          .slice(2, -2)
          .split(/ (?<!\\)\| /)
          .map(shown)
      : [];
    if (cells.length)
      rules.push({
        host,
        action: denied ? 'deny' : 'allow',
        from: addressesIn(cells[1]!),
        to: addressesIn(cells[2]!),
        services: cells[3]!,
      });
  }
  const [titles = [], , ...rows] = zones
    .split('\n')
    .map((row) => row.slice(2, -2).split(/ (?<!\\)\| /))
    .map((cells) => cells.map((cell) => shown(cell).trim()));
  const columnOf = (title: string): string[] => rows.map((cells) => cells[titles.indexOf(title)] ?? '');
  return { rules, zones: columnOf('Addresses'), inside: columnOf('Networks reach each other') };
});
proves({ target: page, read: decides, beyondPorts: true });
provesHosts({ target: page, read: decides, beyondPorts: true });

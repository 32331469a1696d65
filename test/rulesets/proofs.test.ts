import { parse } from 'csv-parse/sync';
import { csv } from '../../language/rulesets/targets/csv.ts';
import { json } from '../../language/rulesets/targets/json.ts';
import { nftables } from '../../language/rulesets/targets/nftables.ts';
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
proves({ target: table, read: decides });
provesHosts({ target: table, read: decides });

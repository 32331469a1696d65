import { json } from '../../language/rulesets/targets/json.ts';
import { nftables } from '../../language/rulesets/targets/nftables.ts';
import { proves } from './proof.ts';
import { readJson, readNft } from './readers.ts';

proves({ target: nftables, read: (files) => readNft(files[0]!.text) });
proves({ target: json, read: (files) => readJson(files[0]!.text) });

import { iptables } from '../../language/rulesets/targets/iptables.ts';
import { provesHosts } from './host-proof.ts';
import { proves } from './proof.ts';
import { readIptables } from './readers/iptables.ts';

proves({ target: iptables, read: (files) => readIptables(files) });

provesHosts({ target: iptables, read: (files) => readIptables(files, 'INPUT') });

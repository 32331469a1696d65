import { iptables } from '../../language/rulesets/targets/iptables/iptables.ts';
import { readIptables } from '../rulesets/readers/iptables.ts';
import { provesDrift } from './drift-proof.ts';
import { isRule, MUTATIONS } from './mutants.ts';

provesDrift({ target: iptables, read: readIptables, mutations: MUTATIONS, isRule });

import { junos } from '../../language/rulesets/targets/junos.ts';
import { proves } from './proof.ts';
import { readJunos } from './readers/junos.ts';
import { withTopology } from './readers/topology.ts';

const { target, zoneOf } = withTopology(junos);
proves({ target, read: (files) => readJunos(files, zoneOf()) });

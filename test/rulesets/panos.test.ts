import { panos } from '../../language/rulesets/targets/panos.ts';
import { proves } from './proof.ts';
import { readPanos } from './readers/panos.ts';
import { withTopology } from './readers/topology.ts';

const { target, zoneOf } = withTopology(panos);
proves({ target, read: (files) => readPanos(files, zoneOf()) });

// An ASA with two interfaces, as tests of its words need it.
import { readRunning } from '../../language/running/detect.ts';
import type { RunningDevice } from '../../language/running/running.ts';

/** `a` is outside, `b` inside and of both families. */
export const INTERFACES = `interface g0
 nameif a
 security-level 0
 ip address 10.1.0.1 255.255.255.0
interface g1
 nameif b
 security-level 100
 ip address 10.2.0.1 255.255.255.0
 ipv6 address fd00:2::1/64
`;
/** The device of a configuration that has more than the interfaces. */
export const read = (rest: string): RunningDevice =>
  readRunning(`ASA Version 9.12(4)\n!\n${INTERFACES}${rest}`, 'edge.txt', 'asa')[0]!;

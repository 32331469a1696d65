// Installs what the packet lab needs, where this machine may: before its files run side by side and each would want to.
import { labFault } from './available.ts';

const fault = labFault('iptables-restore', 'fwb_ipt');
if (fault) console.log(`The packet lab: ${fault}`);

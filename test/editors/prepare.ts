// Installs the editors that tests run, where this machine may.
import { neovimFault } from './available.ts';

const fault = neovimFault();
if (fault) console.log(`Neovim: ${fault}`);

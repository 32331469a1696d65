#!/usr/bin/env node
// The hooks of pre-commit: `check` for the plans of the folders that the other arguments name, or of the whole repository, and `format` for the
// files that they name.
import { spawnSync } from 'node:child_process';
import { builtCli } from './built.mjs';

const [command, ...given] = process.argv.slice(2);
/** Options whose value is a word of its own, which names no folder. */
const VALUED = ['--phase', '--format'];
const named = given.some((each, n) => !each.startsWith('-') && !VALUED.includes(given[n - 1]));
const paths = named ? [] : ['.'];
const { status } = spawnSync(process.execPath, [await builtCli(), command, ...given, ...paths], { stdio: 'inherit' });
process.exitCode = status ?? 2;

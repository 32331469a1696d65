#!/usr/bin/env node
// The hook of pre-commit: checks the plans of the folders that its arguments name, or of the whole repository.
import { spawnSync } from 'node:child_process';
import { builtCli } from './built.mjs';

const given = process.argv.slice(2);
/** Options whose value is a word of its own, which names no folder. */
const VALUED = ['--phase', '--format'];
const named = given.some((each, n) => !each.startsWith('-') && !VALUED.includes(given[n - 1]));
const paths = named ? [] : ['.'];
const { status } = spawnSync(process.execPath, [await builtCli(), 'check', ...given, ...paths], { stdio: 'inherit' });
process.exitCode = status ?? 2;

import { readRunning, UnknownForm } from './detect.ts';
import type { RunningFile } from './drift.ts';

/** A running file from its text; one in no form that is known says why nothing is known of it. @param file its name, as the plan writes it */
export function runningFile(text: string, file: string, uri: string): RunningFile {
  try {
    return { file, uri, devices: readRunning(text, file) };
  } catch (error) {
    if (!(error instanceof UnknownForm)) throw error;
    return { file, uri, devices: [], why: error.message };
  }
}

export interface ImportOptions {
  /** The form of the files, such as `asa`, where their content doesn't tell it. */
  readonly form?: string;
}

export interface ImportReport {
  /** The new plan; its comments say what of the files it doesn't hold. */
  readonly text: string;
  /** The same, a sentence each. */
  readonly notes: readonly string[];
  /** Whether an audit of the new plan against the files finds nothing. */
  readonly inStep: boolean;
}

export interface InventoryOptions {
  /** The plan that machines are put into; a new one, if nothing is said. */
  readonly into?: string;
  /** Whether roles that are guessed by names are taken; else they stand in comments. */
  readonly roles?: boolean;
}

export interface InventoryReport {
  /** The plan with the machines in it. */
  readonly text: string;
  /** What was left out and what to do next, a sentence each. */
  readonly notes: readonly string[];
  /** How many components it has more. */
  readonly added: number;
}

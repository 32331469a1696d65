/** A plan, and what one check finds in it. */
export interface Case {
  readonly code: string;
  /** What the case is about, in a few words; no other case of this code has it. */
  readonly title: string;
  /** The plan. `<|…|>` stands around what each finding of this code underlines, unless `finds` says it. */
  readonly text: string;
  /** In place of marks: the underlined texts of all findings of this code, where each occurs once; none for a near miss. */
  readonly finds?: readonly string[];
  readonly says?: RegExp;
  /** The files that the plan imports, by their names. */
  readonly files?: Readonly<Record<string, string>>;
  /** What its firewalls run: texts of files by their names, as the plan writes them. */
  readonly running?: Readonly<Record<string, string>>;
  /** What the preferred fix, or the first, makes of the text; `false` where no fix may be offered. */
  readonly fixed?: RegExp | false;
}

/** One statement about a port in a source document, copied by reading the document and not the catalog. */
export interface SourceRow {
  /**
   * The heading that the statement stands under, as the document writes it (its number alone where it has one), and the row's own
   * number or mark behind a comma where it has one: `2.2.1`, `Firewall Considerations in AWS Environments`, `Appendix A, 6`.
   */
  readonly section: string;
  /** The statement's own words for its two ends. `from` connects, unless `direction` is `unstated`. */
  readonly from: string;
  readonly to: string;
  /** `unstated` where the words ("between", "communication with") leave open which side connects. */
  readonly direction: 'stated' | 'unstated';
  readonly protocols: readonly ('tcp' | 'udp')[];
  /** As written: `443`, `2500-3300`, `9082+` for "9082 and up". */
  readonly ports: readonly string[];
  /** Of these ports any one is enough (`25, 465, 587, etc`). */
  readonly anyOne?: true;
  /** What limits the statement; keys are left out where the document doesn't say. */
  readonly condition?: {
    /** `deployment`, `installation` … where the port is needed only for as long as that takes. */
    readonly phase?: string;
    /** `>= 8.0`, `>= update 2` */
    readonly version?: string;
    /** The feature or function that alone needs the port, in the document's words. */
    readonly feature?: string;
    /** Both ends in one site, or in two sites that are paired. */
    readonly sites?: 'same' | 'paired';
    /** The port stays inside of one machine. */
    readonly internal?: true;
    /** The document says that the port is not needed, should be blocked, or should be disabled. */
    readonly closed?: true;
    /** The port can be changed at installation or by configuration. */
    readonly configurable?: true;
    /** How many ports, in the document's words: `two for each VRA`. */
    readonly counted?: string;
    /** Assigned from the range by the operating system. */
    readonly dynamic?: true;
    /** Any other limit, in a few words of your own. */
    readonly other?: string;
  };
  /** How the document says the traffic is protected, in its words: `TLS`, `mutual TLS`, `CurveZMQ`. */
  readonly protection?: string;
  /** What it is for, in a few words of your own. */
  readonly text: string;
}

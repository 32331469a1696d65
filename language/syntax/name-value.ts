import { DefaultValueConverter, type GrammarAST } from 'langium';

const PLAIN = /^[\0-\x7f]*$/;

/** A name as it is compared: an `é` is the same letter whether it was typed as one or as an `e` with a mark behind it. */
export function composed(written: string): string {
  return PLAIN.test(written) ? written : written.normalize('NFC');
}

/** What words of a text stand for. */
export class SegplanValueConverter extends DefaultValueConverter {
  protected override runConverter(
    rule: GrammarAST.AbstractRule,
    ...rest: [string, Parameters<DefaultValueConverter['convert']>[1]]
  ): ReturnType<DefaultValueConverter['convert']> {
    return rule.name === 'ID' ? composed(rest[0]) : super.runConverter(rule, ...rest);
  }
}

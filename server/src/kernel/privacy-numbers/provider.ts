/** What is asked of a privacy-number service: that one number leads to another for a while. */
export interface NumberWanted {
  /** Ours, the same however often it is asked: asking twice lends one number. */
  reference: string
  /** To whom it leads: the phone of the person who asked. It goes to the service and nowhere else. */
  callee: string
  /** The phone of who will call, where known: some services let that one alone through. */
  caller: string | null
  until: Date
}

export interface LentNumber {
  /** The service's own name for it, by which it is given back. */
  bindingId: string
  number: string
  extension: string | null
  /** The service may lend it for a shorter time than was wanted. */
  until: Date
}

/** A privacy-number service (隐私号、虚拟中间号): who calls sees a temporary number, never the person's. */
export interface PrivacyNumberProvider {
  /** True where its numbers lead nowhere, which the pages say. */
  demonstration: boolean
  /** Rejects where no number is to be had now. */
  lend(wanted: NumberWanted): Promise<LentNumber>
  /** From now on it leads nowhere. To give back twice is no fault; rejects where the service did not answer. */
  giveBack(bindingId: string): Promise<void>
}

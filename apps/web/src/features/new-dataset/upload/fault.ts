/** Says to people what happened while something was sent, and what to do. */
export class SendingFault extends Error {
  constructor(
    message: string,
    readonly remedy: string | null = 'Try again: what has arrived is not sent twice.',
  ) {
    super(message)
  }
}

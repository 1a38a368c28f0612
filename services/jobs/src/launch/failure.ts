/** A failure of a run as people see it. */
export interface Failure {
  failure: string
  reason: string
  remedy: string
}

/** Exit codes of the worker that mean: another try would end the same. */
const BY_EXIT: Record<number, [failure: string, remedy: string]> = {
  2: ['internal', 'The spec and the worker must be of the same version: restart the platform so that both are.'],
  10: ['bad-network', 'Change the network so that it fits the dataset, then start a new run.'],
  11: ['bad-data', 'Build the dataset again; its files are not what its manifest says.'],
  12: ['out-of-memory', 'Choose a smaller batch size or a smaller network.'],
  13: ['diverged', 'Lower the learning rate, or subtract the mean and scale the pixels.'],
  14: ['user-code', 'Mend the layer module named in the message.'],
}

/** Losses in a row, without a new saved state, after which a run fails. */
export const MOST_LOSSES = 5

/** Seconds of rest before the next try. */
export const backOffSeconds = (losses: number): number => Math.min(60, 2 ** losses)

/** What a process said last, in one line. */
export function lastLine(words: string): string {
  const lines = words.split('\n').filter(line => line.trim() !== '')
  return messageIn((lines.at(-1) ?? '').trim()).slice(0, 500)
}

/** The worker's own lines are JSON objects; Python's and the system's are plain. */
function messageIn(line: string): string {
  try {
    const { msg } = JSON.parse(line)
    return typeof msg === 'string' ? msg : line
  } catch {
    return line
  }
}

/** The failure of a process that ended without reporting it, or undefined when trying again can help. */
export function failureOfExit(exitCode: number | undefined, words: string): Failure | undefined {
  const [failure, remedy] = (exitCode !== undefined && BY_EXIT[exitCode]) || []
  if (!failure || !remedy) return undefined
  return { failure, remedy, reason: lastLine(words) || `The worker ended with code ${exitCode}.` }
}

/** The failure of a run whose attempts were lost too often. */
export function lostForGood(losses: number, reason: string, words: string): Failure {
  const last = lastLine(words)
  return {
    failure: 'lost',
    reason: `${losses} attempts in a row were lost without progress${reason ? `: ${reason}` : ''}${last ? ` (${last})` : ''}.`,
    remedy: 'Look at the log and at the memory of the machine, then start another run.',
  }
}

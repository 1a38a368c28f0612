import { status } from '@grpc/grpc-js'

export type ErrorCode =
  | 'invalid'
  | 'not-found'
  | 'conflict'
  | 'forbidden'
  | 'unauthenticated'
  | 'unavailable'
  | 'internal'

const STATUS: Record<ErrorCode, status> = {
  invalid: status.INVALID_ARGUMENT,
  'not-found': status.NOT_FOUND,
  conflict: status.FAILED_PRECONDITION,
  forbidden: status.PERMISSION_DENIED,
  unauthenticated: status.UNAUTHENTICATED,
  unavailable: status.UNAVAILABLE,
  internal: status.INTERNAL,
}

/** A failure with a sentence for people: what happened (message) and what to do next (hint). */
export class AppError extends Error {
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly hint = '',
    options?: { cause?: unknown },
  ) {
    super(message, options)
    this.name = 'AppError'
  }
}

export const toStatus = (code: ErrorCode): status => STATUS[code]

export function fromStatus(grpcStatus: status | undefined): ErrorCode {
  if (grpcStatus === status.DEADLINE_EXCEEDED) return 'unavailable'
  const found = Object.entries(STATUS).find(([, value]) => value === grpcStatus)
  return (found?.[0] as ErrorCode | undefined) ?? 'internal'
}

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

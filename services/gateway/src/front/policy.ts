import { randomBytes } from 'node:crypto'

/** What every answer carries, whoever made it. */
export const securityHeaders = (isHttps: boolean): Record<string, string> => ({
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  // Addresses of guests and invitations hold a secret: no page elsewhere is told them.
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'geolocation=(), microphone=(), payment=(), usb=()',
  ...(isHttps ? { 'strict-transport-security': 'max-age=31536000' } : {}),
})

/** Answers that are no page: a file that somebody uploaded must not run here, even when it is opened by its address. */
export const NO_PAGE = "default-src 'none'; frame-ancestors 'none'; sandbox"

export const makeNonce = () => randomBytes(16).toString('base64')

/**
 * What a page of the console may load: its own scripts alone, known by the nonce of this answer. Style attributes are allowed, since React renders
 * positions and sizes with them on the server; they can load and run nothing.
 */
export const pagePolicy = (nonce: string, host: string): string =>
  [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' blob: data:",
    `connect-src 'self' ws://${host} wss://${host}`,
    "font-src 'self'",
    "media-src 'self' blob:",
    "worker-src 'self' blob:",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')

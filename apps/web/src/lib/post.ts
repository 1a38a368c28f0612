/** What one of the calls of /auth says when it does not do what was asked. */
export interface Refused {
  code: string
  field?: 'name' | 'password' | 'current'
  message: string
}

/** Signing in and out is no GraphQL: only these calls set a cookie. */
export async function post<T = undefined>(
  path: string,
  body: object,
): Promise<{ data: T; refused?: undefined } | { refused: Refused }> {
  try {
    const response = await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    if (response.status === 204) return { data: undefined as T }
    const text = await response.text()
    const isJson = response.headers.get('content-type')?.includes('json')
    if (response.ok && isJson) return { data: JSON.parse(text) as T }
    return { refused: isJson ? (JSON.parse(text) as Refused) : { code: 'failed', message: text.trim() } }
  } catch {
    return { refused: { code: 'unreachable', message: 'The platform does not answer. Try again in a moment.' } }
  }
}

export type Route = 'graphql' | 'media' | 'objects' | 'auth' | 'health' | 'console'

/** Which part answers a path of the one origin. */
export function routeOf(path: string): Route {
  if (path === '/graphql' || path.startsWith('/graphql?')) return 'graphql'
  if (path.startsWith('/media/')) return 'media'
  if (path.startsWith('/objects/')) return 'objects'
  if (path.startsWith('/auth/')) return 'auth'
  if (path === '/health') return 'health'
  return 'console'
}

/** Pages that show a project; the others (sign-in, invitation, guest) and the console's own files are for everybody. */
export const isProjectPage = (path: string) => /^\/(p\/.*)?(\?.*)?$/.test(path)

/** Project in the path of a picture: its id. */
export const mediaProject = (path: string) => /^\/media\/([^/?]+)\//.exec(path)?.[1] ?? ''

export type Route = 'graphql' | 'media' | 'objects' | 'health' | 'console'

/** Which part answers a path of the one origin. */
export function routeOf(path: string): Route {
  if (path === '/graphql' || path.startsWith('/graphql?')) return 'graphql'
  if (path.startsWith('/media/')) return 'media'
  if (path.startsWith('/objects/')) return 'objects'
  if (path === '/health') return 'health'
  return 'console'
}

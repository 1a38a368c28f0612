/** Names under which `KitModule` provides what is not a class. */
export const LOGGER = Symbol('logger')
export const ACTOR_KEY = Symbol('actor key')
export const REDIS = Symbol('redis')

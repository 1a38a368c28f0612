const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** Whether a text is an id at all; PostgreSQL fails on anything else. */
export const isUuid = (text: string) => UUID.test(text)

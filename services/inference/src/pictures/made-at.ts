/** Milliseconds since 1970 at which a UUIDv7 was made: its first 48 bits. Not a number for other texts. */
export const madeAt = (id: string): number => Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)

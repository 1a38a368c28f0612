/** What a role opens beside looking: making and training, and deciding who may. */
export type Deed = 'edit' | 'manage'

const ROLES: Record<Deed, readonly string[]> = { edit: ['editor', 'admin'], manage: ['admin'] }

/** Whether a role opens a deed; the platform itself checks again. */
export const mayDo = (role: string, deed: Deed): boolean => ROLES[deed].includes(role)

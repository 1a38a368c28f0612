import { documents } from '../../src/lib/documents'

export const dynamic = 'force-static'

/** The gateway asks for it, and answers what a page names by its hash. */
export const GET = () => Response.json(documents)

import texts from '../gql/persisted-documents.json'

/** Texts of all documents of this build by their SHA-256. */
export const documents: Record<string, string> = texts

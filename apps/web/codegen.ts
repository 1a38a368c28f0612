import { createHash } from 'node:crypto'
import type { CodegenConfig } from '@graphql-codegen/cli'
import { addTypenameSelectionDocumentTransform } from '@graphql-codegen/client-preset'

/** Typed documents: each lives in a `*.graphql.ts` beside the component that draws it. */
const config: CodegenConfig = {
  schema: '../../services/gateway/schema/*.graphql',
  documents: 'src/**/*.graphql.ts',
  ignoreNoDocuments: true,
  generates: {
    'src/gql/': {
      preset: 'client',
      presetConfig: {
        fragmentMasking: { unmaskFunctionName: 'readFragment' },
        // What the gateway knows by its hash must be what the cache asks for: with every __typename.
        persistedDocuments: { hashAlgorithm: (text: string) => createHash('sha256').update(text).digest('hex') },
      },
      documentTransforms: [addTypenameSelectionDocumentTransform],
      config: {
        useTypeImports: true,
        enumsAsTypes: true,
        strictScalars: true,
        scalars: { ID: 'string', Long: 'number', DateTime: 'string' },
      },
    },
  },
}

export default config

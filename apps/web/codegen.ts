import type { CodegenConfig } from '@graphql-codegen/cli'

/** Typed documents: each lives in a `*.graphql.ts` beside the component that draws it. */
const config: CodegenConfig = {
  schema: '../../services/gateway/schema/*.graphql',
  documents: 'src/**/*.graphql.ts',
  ignoreNoDocuments: true,
  generates: {
    'src/gql/': {
      preset: 'client',
      presetConfig: { fragmentMasking: { unmaskFunctionName: 'readFragment' } },
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

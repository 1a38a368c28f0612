import type { CodegenConfig } from '@graphql-codegen/cli'

/** Typed documents of the command line: a client like the console. */
const config: CodegenConfig = {
  schema: '../../services/gateway/schema/*.graphql',
  emitLegacyCommonJSImports: false,
  importExtension: '.js',
  documents: 'src/**/*.graphql.ts',
  generates: {
    'src/gen/': {
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      config: {
        useTypeImports: true,
        enumsAsTypes: true,
        strictScalars: true,
        documentMode: 'string',
        scalars: { ID: 'string', Long: 'number', DateTime: 'string' },
      },
    },
  },
}

export default config

/** How TypeScript becomes JavaScript, in the build and in the tests. Nest injects by the types that the decorators' metadata tell. */
export const typescript = {
  swcrc: false,
  configFile: false,
  tsconfigFile: false,
  jsc: {
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true },
    target: 'es2023',
    keepClassNames: true,
  },
  module: { type: 'es6' },
}

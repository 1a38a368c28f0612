import swc from 'unplugin-swc'
import { defineConfig } from 'vitest/config'

const jsc = {
  parser: { syntax: 'typescript', decorators: true },
  transform: { legacyDecorator: true, decoratorMetadata: true },
  target: 'es2023',
  keepClassNames: true,
} as const

export default defineConfig({
  // Not .swcrc: that one leaves tests out of a build.
  plugins: [swc.vite({ swcrc: false, configFile: false, jsc, module: { type: 'es6' } })],
  resolve: { conditions: ['source'] },
  ssr: { resolve: { conditions: ['source'] } },
  test: {
    include: [
      'packages/**/*.test.ts',
      'services/**/*.test.ts',
      'apps/**/*.test.ts',
      'tests/**/*.test.ts',
      'infra/**/*.test.mjs',
    ],
    exclude: ['**/node_modules/**', '**/dist/**'],
    // Two cores: more files at once only wait for each other.
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 120_000,
  },
})

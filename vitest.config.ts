import swc from 'unplugin-swc'
import { defineConfig } from 'vitest/config'

const jsc = {
  parser: { syntax: 'typescript', decorators: true },
  transform: { legacyDecorator: true, decoratorMetadata: true },
  target: 'es2023',
  keepClassNames: true,
} as const

const exclude = ['**/node_modules/**', '**/dist/**']

export default defineConfig({
  // Not .swcrc: that one leaves tests out of a build.
  plugins: [swc.vite({ swcrc: false, configFile: false, jsc, module: { type: 'es6' } })],
  resolve: { conditions: ['source'] },
  ssr: { resolve: { conditions: ['source'] } },
  test: {
    // Two cores: more files at once only wait for each other.
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 120_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: [
            'packages/**/*.test.ts',
            'services/**/*.test.ts',
            'apps/**/*.test.ts',
            'tests/{support,integration,contract,kills,rights}/**/*.test.ts',
            'infra/**/*.test.mjs',
          ],
          exclude,
        },
      },
      {
        extends: true,
        test: {
          // Share one running platform, which is started for them alone.
          name: 'platform',
          include: ['tests/{e2e,inputs,counts,platform}/**/*.test.ts'],
          exclude,
          globalSetup: 'tests/support/one-platform.ts',
          // One after the other: what one of them leaves behind is told by looking at all that is there.
          fileParallelism: false,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})

import swc from 'unplugin-swc'
import { defineConfig } from 'vitest/config'
import { typescript } from './swc.config.ts'

const exclude = ['**/node_modules/**', '**/dist/**']

export default defineConfig({
  plugins: [swc.vite(typescript as never)],
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
          include: ['{packages,services,apps}/**/*.test.ts', 'tests/{support,contract}/**/*.test.ts'],
          exclude,
          // To read the same modules anew for each file takes three times as long as all of their tests.
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          // Start processes and servers of their own, or a service within, which reads its environment once.
          name: 'servers',
          include: ['tests/{integration,kills,rights}/**/*.test.ts', 'infra/**/*.test.mjs'],
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
          isolate: false,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})

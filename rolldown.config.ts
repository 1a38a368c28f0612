import { defineConfig } from 'rolldown'
import swc from 'unplugin-swc'
import { typescript } from './swc.config.ts'

const main = (folder: string) => `${folder}/src/main.ts`

/** Each service and the command line as one file beside the chunks that they share: a process that opens a thousand files starts slowly. */
export default defineConfig({
  input: {
    cli: main('apps/cli'),
    datasets: main('services/datasets'),
    gateway: main('services/gateway'),
    inference: main('services/inference'),
    jobs: main('services/jobs'),
    models: main('services/models'),
  },
  platform: 'node',
  // They load a compiled library that lies beside their own files.
  external: ['@node-rs/argon2', 'onnxruntime-node'],
  plugins: [swc.rolldown(typescript)],
  output: { dir: 'dist', format: 'esm', keepNames: true, cleanDir: true },
})

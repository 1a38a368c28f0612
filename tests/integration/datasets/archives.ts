import { execFileSync } from 'node:child_process'
import { dirname } from 'node:path'
import type { Source } from '@fovea/proto/datasets/v1/datasets'
import { tools } from '../../support/tools.js'

export const run = (command: string, args: string[], cwd: string) => execFileSync(command, args, { cwd })
export const inArchive = (path: string): Source => ({ from: { $case: 'archive', value: { path } } })

const written = (path: string, opened: string, script: string) =>
  run(
    tools().python,
    ['-c', `import zipfile, tarfile, io\nwith ${opened.replace('PATH', JSON.stringify(path))}:\n${script}`],
    dirname(path),
  )

/** Members of a zip (`z`) as a script writes them: names that no folder could hold. */
export const zip = (path: string, script: string) =>
  written(path, "zipfile.ZipFile(PATH, 'w', zipfile.ZIP_DEFLATED) as z", script)

/** Members of a tar (`t`). */
export const tar = (path: string, script: string) => written(path, "tarfile.open(PATH, 'w') as t", script)

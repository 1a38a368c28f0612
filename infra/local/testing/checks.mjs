/**
 * Commands that must succeed, each counted as one test.
 * @returns {{name: string, command: string, args: string[], cwd?: string}[]} cwd below the clone
 */
export function checks({ python }) {
  const pnpm = (name, ...args) => ({ name, command: 'pnpm', args })
  const module = (name, ...args) => ({ name, command: python, args: ['-m', ...args], cwd: 'gpu-worker' })
  return [
    pnpm('types', 'types'),
    pnpm('lint', 'lint'),
    pnpm('imports', 'imports'),
    pnpm('dead code', 'dead'),
    pnpm('duplicates', 'exec', 'jscpd', '--config', 'infra/local/testing/jscpd.json', '.'),
    pnpm('proto lint', '--filter', '@fovea/proto', 'exec', 'buf', 'lint'),
    module('ruff', 'ruff', 'check', '--config', 'pyproject.toml', '.', '../tests', '../infra'),
    module('ruff format', 'ruff', 'format', '--check', '--config', 'pyproject.toml', '.', '../tests', '../infra'),
    module('mypy', 'mypy', '.'),
    { name: 'Python imports', command: python.replace(/python$/, 'lint-imports'), args: [], cwd: 'gpu-worker' },
  ]
}

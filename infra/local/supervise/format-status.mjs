/** 3725000 → "1 h 2 min" */
export function duration(ms) {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  if (seconds < 60) return `${seconds} s`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return `${minutes} min`
  const hours = Math.floor(minutes / 60)
  return hours < 48 ? `${hours} h ${minutes % 60} min` : `${Math.floor(hours / 24)} days`
}

/** The table that `status` prints. */
export function formatStatus({ running, phase, url, parts, worker }, now) {
  if (!running) return `Fovea is not running.\nworker  ${worker.state}: ${worker.message}`
  const head = ['part', 'state', 'pid', 'port', 'restarts', 'for', 'last end']
  const rows = parts.map(part => [
    part.name,
    part.state,
    part.pid ?? '–',
    part.port ?? '–',
    part.restarts,
    part.startedAt ? duration(now - Date.parse(part.startedAt)) : '–',
    part.lastExit ?? '–',
  ])
  const table = [head, ...rows].map(row => row.map(String))
  const widths = head.map((_, column) => Math.max(...table.map(row => row[column].length)))
  const lines = table.map(row =>
    row
      .map((cell, column) => cell.padEnd(widths[column]))
      .join('  ')
      .trimEnd(),
  )
  return [`Fovea is ${phase} at ${url}`, '', ...lines, '', `worker  ${worker.state}: ${worker.message}`].join('\n')
}

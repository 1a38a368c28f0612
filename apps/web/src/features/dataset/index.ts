export function DatasetPage(_: Record<string, unknown>) {
  return null
}

export function NewModel(_: Record<string, unknown>) {
  return null
}

export function NewDataset(_: Record<string, unknown>) {
  return null
}

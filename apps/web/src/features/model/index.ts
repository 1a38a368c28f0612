export function ModelPage(_: { id: string }) {
  return null
}
export function RunRedirect(_: { id: string }) {
  return null
}

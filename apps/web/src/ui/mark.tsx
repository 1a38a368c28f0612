/** The sign of Fovea: an eye that looks at one place. */
export function Mark() {
  return (
    <svg width="20" height="20" viewBox="0 0 32 32" aria-hidden>
      <circle cx="16" cy="16" r="12.5" fill="none" stroke="currentColor" strokeWidth="3.5" />
      <circle cx="19" cy="13" r="5" fill="currentColor" />
    </svg>
  )
}

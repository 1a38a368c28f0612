/** A browser that was started under the POSIX locale names a language that Intl refuses, and uPlot asks Intl for it while it is loaded. */
try {
  new Intl.NumberFormat(typeof navigator === 'undefined' ? 'en' : navigator.language)
} catch {
  Object.defineProperty(navigator, 'language', { value: 'en' })
}

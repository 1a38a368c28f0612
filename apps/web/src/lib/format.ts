const LOCALE = 'en-GB'
const whole = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 0 })
const short = new Intl.NumberFormat(LOCALE, { maximumSignificantDigits: 3 })

/** 1,910 */
export const count = (value: number) => whole.format(value)

/** `1 image`, `1,910 images` */
export const counted = (value: number, one: string, many = `${one}s`) => `${count(value)} ${value === 1 ? one : many}`

/** 0.9412 → 94.1 %; a share that is not whole never reads as 100 %. */
export function percent(share: number, digits = 1): string {
  const limit = 10 ** -digits
  const value = share * 100
  const kept = share < 1 ? Math.min(value, 100 - limit) : value
  return `${kept.toFixed(digits)} %`
}

/** Loss and the like: four digits behind the point, fewer for large values. */
export function loss(value: number): string {
  if (!Number.isFinite(value)) return 'not a number'
  if (Math.abs(value) >= 1000) return value.toExponential(2)
  return value.toFixed(value >= 10 ? 2 : 4)
}

/** A learning rate as people write it: 0.01, 0.00001, 3.2e-7. */
export function rate(value: number): string {
  if (value === 0) return '0'
  if (value < 1e-5) return value.toExponential(1).replace('.0e', 'e')
  return String(Number(value.toPrecision(3)))
}

const UNITS = ['B', 'kB', 'MB', 'GB', 'TB']

export function bytes(value: number): string {
  const step = value < 1000 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log10(value) / 3))
  return `${step === 0 ? whole.format(value) : short.format(value / 1000 ** step)} ${UNITS[step]}`
}

/** Two units at most: 42 s, 4 min, 1 h 12 min, 2 d 3 h. */
export function duration(seconds: number): string {
  const s = Math.max(0, Math.round(seconds))
  if (s < 60) return `${s} s`
  const minutes = Math.round(s / 60)
  if (minutes < 60)
    return minutes < 10 && s % 60 !== 0 && s < 600 ? `${Math.floor(s / 60)} min ${s % 60} s` : `${minutes} min`
  const hours = Math.floor(minutes / 60)
  if (hours < 24) return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`
  const days = Math.floor(hours / 24)
  return hours % 24 === 0 ? `${days} d` : `${days} d ${hours % 24} h`
}

/** What is left, coarse enough not to flicker. */
export function remaining(seconds: number): string {
  if (seconds < 10) return 'a few seconds left'
  if (seconds < 60) return `${Math.ceil(seconds / 10) * 10} s left`
  return `${duration(Math.ceil(seconds / 60) * 60)} left`
}

export function ago(time: string, now: number): string {
  const seconds = (now - Date.parse(time)) / 1000
  if (seconds < 10) return 'just now'
  if (seconds < 60) return `${Math.floor(seconds / 10) * 10} s ago`
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ago`
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)} h ago`
  if (seconds < 7 * 86_400) return `${Math.floor(seconds / 86_400)} d ago`
  return new Intl.DateTimeFormat(LOCALE, { dateStyle: 'medium' }).format(new Date(time))
}

export const moment = (time: string) =>
  new Intl.DateTimeFormat(LOCALE, { dateStyle: 'medium', timeStyle: 'medium' }).format(new Date(time))

export const clock = (time: string) => new Intl.DateTimeFormat(LOCALE, { timeStyle: 'medium' }).format(new Date(time))

/** Epochs are fractions between validations: 12, 12.4. */
export const epoch = (value: number) => (Number.isInteger(value) ? String(value) : value.toFixed(1))

/** 64×64 colour */
export const pictureSize = ({ width, height, channels }: { width: number; height: number; channels: number }) =>
  `${width}×${height} ${channels === 1 ? 'grey' : 'colour'}`

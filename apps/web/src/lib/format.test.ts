import { describe, expect, it } from 'vitest'
import { ago, bytes, counted, duration, epoch, loss, percent, rate, remaining } from './format'

describe('numbers as people read them', () => {
  it('never rounds a share up to all', () => {
    expect(percent(0.9412)).toBe('94.1 %')
    expect(percent(0.99999)).toBe('99.9 %')
    expect(percent(1)).toBe('100.0 %')
    expect(percent(0.63, 0)).toBe('63 %')
  })

  it('gives losses and rates their digits', () => {
    expect(loss(0.21344)).toBe('0.2134')
    expect(loss(123.456)).toBe('123.46')
    expect(loss(Number.NaN)).toBe('not a number')
    expect(rate(0.01)).toBe('0.01')
    expect(rate(0.00001)).toBe('0.00001')
    expect(rate(3.2e-7)).toBe('3.2e-7')
    expect(rate(0)).toBe('0')
  })

  it('uses human units', () => {
    expect(bytes(12)).toBe('12 B')
    expect(bytes(24_590_112)).toBe('24.6 MB')
    expect(bytes(0)).toBe('0 B')
    expect(counted(1, 'image')).toBe('1 image')
    expect(counted(1910, 'image')).toBe('1,910 images')
    expect(counted(2, 'class', 'classes')).toBe('2 classes')
  })

  it('says times in two units at most', () => {
    expect(duration(42)).toBe('42 s')
    expect(duration(90)).toBe('1 min 30 s')
    expect(duration(812)).toBe('14 min')
    expect(duration(4320)).toBe('1 h 12 min')
    expect(duration(183_600)).toBe('2 d 3 h')
    expect(remaining(4)).toBe('a few seconds left')
    expect(remaining(42)).toBe('50 s left')
    expect(remaining(200)).toBe('4 min left')
  })

  it('says how long ago', () => {
    const now = Date.parse('2026-03-01T12:00:00Z')
    expect(ago('2026-03-01T11:59:58Z', now)).toBe('just now')
    expect(ago('2026-03-01T11:59:20Z', now)).toBe('40 s ago')
    expect(ago('2026-03-01T09:00:00Z', now)).toBe('3 h ago')
    expect(ago('2025-12-24T09:00:00Z', now)).toBe('24 Dec 2025')
  })

  it('shows fractions of epochs only where there are any', () => {
    expect(epoch(12)).toBe('12')
    expect(epoch(12.4166)).toBe('12.4')
  })
})

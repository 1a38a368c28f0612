import { describe, expect, it } from 'vitest'
import { readView, writeView } from './view'

describe('the address of Home', () => {
  it.each([
    [''],
    ['?q=ships'],
    ['?models=-name'],
    ['?models=-activity&datasets=newest'],
    ['?q=a+%26+b&models=accuracy&closed=old+ones&closed='],
  ])('%s says what is shown', address => expect(writeView(readView(new URLSearchParams(address)))).toBe(address))

  it.each([
    ['?models=size&datasets=-accuracy', ''],
    ['?models=activity', ''],
    ['?page=2', ''],
  ])('%s says nothing that is known', (address, known) =>
    expect(writeView(readView(new URLSearchParams(address)))).toBe(known),
  )
})

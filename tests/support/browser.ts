import { type Browser, chromium } from 'playwright-core'

/** The Chromium that set-up has found or brought. */
export const openBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: process.env['FOVEA_CHROMIUM'] || '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking'],
  })

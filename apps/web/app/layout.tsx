import '@mantine/core/styles.css'
import './globals.css'
import { ColorSchemeScript, mantineHtmlProps } from '@mantine/core'
import { headers } from 'next/headers'
import type { ReactNode } from 'react'
import { Theme } from '../src/ui/theme'

export const metadata = { title: 'Fovea', description: 'Train image classifiers' }

/** The gateway gives each page its own nonce, by which the browser knows our scripts and styles from anybody else's. */
export default async function Layout({ children }: { children: ReactNode }) {
  const nonce = (await headers()).get('x-nonce') ?? undefined
  return (
    <html lang="en" {...mantineHtmlProps}>
      <head>
        <ColorSchemeScript nonce={nonce} defaultColorScheme="auto" />
      </head>
      <body>
        <Theme nonce={nonce}>{children}</Theme>
      </body>
    </html>
  )
}

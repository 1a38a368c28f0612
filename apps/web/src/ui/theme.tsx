'use client'

import { Button, createTheme, Input, MantineProvider } from '@mantine/core'
import { setNonce } from 'get-nonce'
import type { ReactNode } from 'react'

const theme = createTheme({
  primaryColor: 'iris',
  primaryShade: { light: 6, dark: 6 },
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif',
  fontFamilyMonospace: 'var(--fv-mono)',
  defaultRadius: 6,
  cursorType: 'pointer',
  colors: {
    iris: [
      '#f0f1fe',
      '#e0e1fb',
      '#c4c5f6',
      '#a5a6f0',
      '#8a8be9',
      '#7273e2',
      '#5b5bd6',
      '#4f4fc4',
      '#4343ad',
      '#363690',
    ],
    dark: [
      '#eceef0',
      '#b7bbc2',
      '#9a9fa7',
      '#70757e',
      '#41454c',
      '#2f3238',
      '#1c1e21',
      '#111214',
      '#0d0e10',
      '#090a0b',
    ],
  },
  components: {
    Button: Button.extend({
      vars: () => ({ root: { '--button-height': '32px', '--button-fz': '13px', '--button-padding-x': '12px' } }),
    }),
    Input: Input.extend({
      vars: () => ({ wrapper: { '--input-height': '34px', '--input-fz': '14px' } }),
    }),
    InputWrapper: {
      styles: { label: { fontSize: 13, fontWeight: 550 }, error: { fontSize: 13 }, description: { fontSize: 12 } },
    },
    // Without extend(), which would bring them to pages that have none.
    SegmentedControl: { defaultProps: { size: 'xs', transitionDuration: 120 } },
    Modal: { defaultProps: { centered: true, transitionProps: { duration: 120 } } },
  },
})

export function Theme({ nonce, children }: { nonce: string | undefined; children: ReactNode }) {
  // For the styles that an open dialog puts into the page, which Mantine leaves to another package.
  if (nonce && typeof document !== 'undefined') setNonce(nonce)
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto" getStyleNonce={() => nonce ?? ''}>
      {children}
    </MantineProvider>
  )
}

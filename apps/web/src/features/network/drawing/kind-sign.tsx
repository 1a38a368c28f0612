import type { LayerKind } from './layer-kinds'

const PATHS: Record<LayerKind, string> = {
  data: 'M1 2h8v6H1z',
  convolution: 'M1 1h8v8H1z',
  pooling: 'M1 1h8L5 9z',
  dense: 'M5 1a4 4 0 1 1 0 8 4 4 0 0 1 0-8z',
  norm: 'M5 0l5 5-5 5-5-5z',
  activation: 'M1 9V7h3l4-6h2L6 9z',
  join: 'M4 1h2v3h3v2H6v3H4V6H1V4h3z',
  shape: 'M1 3h8v1.5H1zM1 6h8v1.5H1z',
  output: 'M5 0l1.5 3.4 3.5.4-2.6 2.4.7 3.6L5 8 1.9 9.8l.7-3.6L0 3.8l3.5-.4z',
  other: 'M2 2h6v6H2z',
}

/** The sign of what a layer does. */
export const KindSign = ({ kind, className }: { kind: LayerKind; className: string | undefined }) => (
  <svg viewBox="0 0 10 10" width={10} height={10} className={className} aria-hidden>
    <path d={PATHS[kind]} />
  </svg>
)

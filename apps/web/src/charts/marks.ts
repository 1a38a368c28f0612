import type uPlot from 'uplot'

/** Something at a moment: a snapshot is a tick at the foot, the best value a line with a word. */
export interface Mark {
  x: number
  label?: string
}

export interface Baseline {
  y: number
  label: string
}

const FONT_PX = 11

export function drawMarks(plot: uPlot, marks: readonly Mark[], color: (name: string) => string) {
  const { ctx, bbox } = plot
  const ratio = devicePixelRatio
  ctx.save()
  ctx.font = `${FONT_PX * ratio}px system-ui, sans-serif`
  for (const { x, label } of marks) {
    const px = Math.round(plot.valToPos(x, 'x', true)) + 0.5
    ctx.beginPath()
    ctx.lineWidth = ratio
    ctx.strokeStyle = color(label ? '--fv-text-3' : '--fv-line-strong')
    if (label) ctx.setLineDash([2 * ratio, 3 * ratio])
    ctx.moveTo(px, bbox.top + bbox.height)
    ctx.lineTo(px, label ? bbox.top : bbox.top + bbox.height - 5 * ratio)
    ctx.stroke()
    ctx.setLineDash([])
    if (!label) continue
    const isLeft = px > bbox.left + bbox.width * 0.6
    ctx.textAlign = isLeft ? 'right' : 'left'
    ctx.textBaseline = 'bottom'
    ctx.fillStyle = color('--fv-text-2')
    ctx.fillText(label, px + (isLeft ? -5 : 5) * ratio, bbox.top + bbox.height / 2)
  }
  ctx.restore()
}

export function drawBaselines(plot: uPlot, baselines: readonly Baseline[], color: (name: string) => string) {
  const { ctx, bbox } = plot
  const ratio = devicePixelRatio
  ctx.save()
  ctx.font = `${FONT_PX * ratio}px system-ui, sans-serif`
  for (const { y, label } of baselines) {
    const py = Math.round(plot.valToPos(y, 'y', true)) + 0.5
    if (py < bbox.top || py > bbox.top + bbox.height) continue
    ctx.beginPath()
    ctx.setLineDash([4 * ratio, 4 * ratio])
    ctx.lineWidth = ratio
    ctx.strokeStyle = color('--fv-text-3')
    ctx.globalAlpha = 0.6
    ctx.moveTo(bbox.left, py)
    ctx.lineTo(bbox.left + bbox.width, py)
    ctx.stroke()
    ctx.globalAlpha = 1
    ctx.textAlign = 'right'
    ctx.textBaseline = 'top'
    ctx.fillStyle = color('--fv-text-3')
    ctx.fillText(label, bbox.left + bbox.width - 4 * ratio, py + 3 * ratio)
  }
  ctx.restore()
}

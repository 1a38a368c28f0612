import type uPlot from 'uplot'

/** Something at a moment: the best value is a line with a word; what can be chosen is a diamond at the foot. */
export interface Mark {
  x: number
  /** A line up through the chart, with this word. */
  label?: string
  /** What can be chosen, by its id, and what is said of it where one points. */
  choice?: { id: string; hint: string; isChosen: boolean }
}

export interface Baseline {
  y: number
  label: string
}

const FONT_PX = 11

/** Half the height of a diamond. */
const DIAMOND_PX = 5
const NEAR_PX = 9

export function drawMarks(plot: uPlot, marks: readonly Mark[], color: (name: string) => string) {
  const { ctx, bbox } = plot
  const ratio = devicePixelRatio
  ctx.save()
  ctx.font = `${FONT_PX * ratio}px system-ui, sans-serif`
  for (const mark of marks) {
    const px = Math.round(plot.valToPos(mark.x, 'x', true)) + 0.5
    if (px < bbox.left - 1 || px > bbox.left + bbox.width + 1) continue
    if (mark.label) drawLine(plot, px, mark.label, color)
    else if (mark.choice) drawDiamond(plot, px, mark.choice.isChosen, color)
  }
  ctx.restore()
}

function drawLine({ ctx, bbox }: uPlot, px: number, label: string, color: (name: string) => string) {
  const ratio = devicePixelRatio
  ctx.beginPath()
  ctx.lineWidth = ratio
  ctx.strokeStyle = color('--fv-text-3')
  ctx.setLineDash([2 * ratio, 3 * ratio])
  ctx.moveTo(px, bbox.top + bbox.height)
  ctx.lineTo(px, bbox.top)
  ctx.stroke()
  ctx.setLineDash([])
  const isLeft = px > bbox.left + bbox.width * 0.6
  ctx.textAlign = isLeft ? 'right' : 'left'
  ctx.textBaseline = 'bottom'
  ctx.fillStyle = color('--fv-text-2')
  ctx.fillText(label, px + (isLeft ? -5 : 5) * ratio, bbox.top + bbox.height / 2)
}

function drawDiamond({ ctx, bbox }: uPlot, px: number, isChosen: boolean, color: (name: string) => string) {
  const half = DIAMOND_PX * devicePixelRatio
  const foot = bbox.top + bbox.height - half
  ctx.beginPath()
  ctx.moveTo(px, foot - half)
  ctx.lineTo(px + half * 0.7, foot)
  ctx.lineTo(px, foot + half)
  ctx.lineTo(px - half * 0.7, foot)
  ctx.closePath()
  ctx.fillStyle = color(isChosen ? '--fv-accent' : '--fv-bg')
  ctx.strokeStyle = color(isChosen ? '--fv-accent' : '--fv-line-strong')
  ctx.lineWidth = 1.25 * devicePixelRatio
  ctx.fill()
  ctx.stroke()
}

/** The choice under the cursor, and where it lies in CSS pixels. */
export function choiceAt(plot: uPlot, left: number, marks: readonly Mark[]) {
  const near = marks
    .flatMap(({ x, choice }) => (choice ? [{ choice, left: plot.valToPos(x, 'x') }] : []))
    .sort((a, b) => Math.abs(a.left - left) - Math.abs(b.left - left))[0]
  return near && Math.abs(near.left - left) <= NEAR_PX ? near : undefined
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

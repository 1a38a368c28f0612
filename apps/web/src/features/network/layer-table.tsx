import type { Figures } from '@fovea/netspec'
import { bytes, count } from '../../lib/format'
import { Fold } from '../../ui/fold'
import classes from './layer-table.module.css'

const short = new Intl.NumberFormat('en-GB', {
  notation: 'compact',
  compactDisplay: 'long',
  maximumSignificantDigits: 3,
})

/** Each layer with the shape that leaves it, its parameters and its work for one image. */
export function LayerTable({ figures }: { figures: Figures }) {
  const { layers, parameters, flops, activationBytes } = figures
  const summary = `${count(parameters)} parameters · ${short.format(flops)} operations and ${bytes(activationBytes)} an image`
  return (
    <Fold title={`${layers.length} layers`} summary={summary}>
      <p className={classes.quiet}>{summary}</p>
      <div className={classes.scroll}>
        <table className={classes.layers} aria-label="Layers of the network">
          <thead>
            <tr>
              <th scope="col">Layer</th>
              <th scope="col">Type</th>
              <th scope="col">Shape</th>
              <th scope="col">Parameters</th>
            </tr>
          </thead>
          <tbody>
            {layers.map(({ name, type, shapes, parameters }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>{type}</td>
                <td>{shapes[0]?.join('×')}</td>
                <td>{parameters > 0 ? count(parameters) : ''}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Fold>
  )
}

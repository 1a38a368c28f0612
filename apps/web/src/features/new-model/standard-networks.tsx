import { Button } from '@mantine/core'
import { IconAlertTriangleFilled } from '@tabler/icons-react'
import type { NewModelChoicesQuery } from '../../gql/graphql'
import { counted, pictureSize } from '../../lib/format'
import type { Checker, DatasetShape, Fit } from '../network'
import classes from './new-model.module.css'
import { useFits } from './use-fits'

type Network = NewModelChoicesQuery['standardNetworks'][number]

interface Props {
  checker: Checker | undefined
  networks: readonly Network[]
  shape: DatasetShape
  crop: number | undefined
  selected: string
  onSelect: (name: string) => void
  onCustomize: (text: string) => void
}

const usual = ({ input, crop }: Network) => `usually ${pictureSize(input)}${crop ? `, cropped to ${crop}×${crop}` : ''}`

function FitLine({ fit }: { fit: Fit | undefined }) {
  if (!fit) return <span className={classes.quiet}>&nbsp;</span>
  if (!fit.fault) return <span className={classes.quiet}>{counted(fit.parameters, 'parameter')} here</span>
  return (
    <span className={classes.misfit}>
      <IconAlertTriangleFilled size={13} aria-hidden /> {fit.fault.message}
    </span>
  )
}

/** Networks that come with the platform: what each is for, and how it would do on this dataset. */
export function StandardNetworks({ checker, networks, shape, crop, selected, onSelect, onCustomize }: Props) {
  const fits = useFits(checker, networks, shape, crop)
  const chosen = networks.find(({ name }) => name === selected)
  return (
    <>
      <div className={classes.cards}>
        {networks.map(network => (
          <label key={network.name} className={classes.card} data-checked={network.name === selected || undefined}>
            <input
              type="radio"
              name="standard"
              value={network.name}
              checked={network.name === selected}
              onChange={() => onSelect(network.name)}
            />
            <span className={classes.cardText}>
              <span className={classes.cardHead}>
                <span className={classes.cardName}>{network.title}</span>
                <span className={classes.quiet}>{usual(network)}</span>
              </span>
              <span className={classes.quiet}>{network.summary}</span>
              <FitLine fit={fits.get(network.name)} />
            </span>
          </label>
        ))}
      </div>
      {chosen && (
        <div>
          <Button variant="default" onClick={() => onCustomize(chosen.text)}>
            Customize {chosen.title}
          </Button>
        </div>
      )}
    </>
  )
}

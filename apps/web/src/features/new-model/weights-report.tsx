import { useQuery } from 'urql'
import type { InitialWeightsQueryVariables } from '../../gql/graphql'
import { counted, epoch } from '../../lib/format'
import type { Weights } from './draft'
import classes from './new-model.module.css'
import { initialWeightsDocument } from './previous.graphql'

const MOST = 4

interface Props {
  weights: Weights
  /** What would be made; undefined while it has errors. */
  asked: Omit<InitialWeightsQueryVariables, 'snapshot'> | undefined
  onFresh: () => void
}

/** With whose weights it begins, and what is filled afresh all the same. */
export function WeightsReport({ weights, asked, onFresh }: Props) {
  const [{ data, error }] = useQuery({
    query: initialWeightsDocument,
    variables: { dataset: '', network: {}, ...asked, snapshot: weights.snapshot },
    pause: !asked,
  })
  const found = asked ? data?.checkNetwork.initialWeights : undefined
  return (
    <div className={classes.weights} role="status">
      <p>
        Begins with the weights of <b>{weights.run}</b>, epoch {epoch(weights.epoch)}.{' '}
        <button type="button" className={classes.linkButton} onClick={onFresh}>
          Begin afresh
        </button>
      </p>
      {error && <p className={classes.misfit}>What would be taken could not be found out: {error.message}</p>}
      {found && (
        <ul className={classes.refilled}>
          <li>
            {found.taken.length > 0
              ? `${counted(found.taken.length, 'layer')} ${found.taken.length === 1 ? 'goes' : 'go'} on with what ${found.taken.length === 1 ? 'it has' : 'they have'} learnt.`
              : 'No layer of it fits: choose fresh weights, or a network that is closer to it.'}
          </li>
          {found.refilled.slice(0, MOST).map(({ name, reason }) => (
            <li key={name}>
              {name} is re-initialised: {reason}
            </li>
          ))}
          {found.refilled.length > MOST && <li>and {counted(found.refilled.length - MOST, 'layer')} more</li>}
        </ul>
      )}
    </div>
  )
}

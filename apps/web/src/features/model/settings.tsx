import { readFragment } from '../../gql'
import type { ModelRunFragment, SolverType } from '../../gql/graphql'
import { counted, moment, rate } from '../../lib/format'
import { Facts } from '../../ui/facts'
import { bestNames, meanNames, numberNames, policyNames, precisionNames, solverFields, solverNames } from '../solver'
import { Beginning } from './beginning'
import classes from './details.module.css'
import type { Model } from './types'

const hasMomentum = (type: SolverType) => type !== 'ADAGRAD' && type !== 'RMSPROP'
const every = (epochs: number) => (epochs === 1 ? 'every epoch' : `every ${epochs} epochs`)

/** What the run was started with, all defaults filled in. */
export function Settings({ model, row }: { model: Model; row: ModelRunFragment }) {
  const { policy, preprocessing, ...solver } = readFragment(solverFields, row.solver)
  const parameters = [
    policy.stepPercent > 0 && `step ${policy.stepPercent} %`,
    policy.values.length > 0 && `at ${policy.values.join(', ')} %`,
    policy.gamma > 0 && `gamma ${policy.gamma}`,
    policy.power > 0 && `power ${policy.power}`,
    policy.warmupPercent > 0 && `warm-up ${policy.warmupPercent} %`,
  ].filter(Boolean)
  const numbers = (['momentum', 'momentum2', 'rmsDecay', 'delta'] as const).filter(
    name => solver[name] !== null && (name !== 'momentum' || hasMomentum(solver.type)),
  )
  const options = [
    { name: 'Batches a step', value: solver.accumulation, isOn: solver.accumulation > 1 },
    { name: 'Longest gradient', value: solver.clip, isOn: solver.clip > 0 },
    { name: 'Precision', value: precisionNames[solver.precision], isOn: solver.precision !== 'FLOAT32' },
    {
      name: 'Stops early after',
      value: `${counted(solver.earlyStop, 'validation')} without a better one`,
      isOn: solver.earlyStop > 0,
    },
    { name: 'Best by', value: bestNames[solver.bestBy].toLowerCase(), isOn: solver.bestBy !== 'BALANCED_ACCURACY' },
  ].filter(({ isOn }) => isOn)
  return (
    <>
      {model.initialWeights && <Beginning weights={model.initialWeights} />}
      <div className={classes.settings}>
        <Facts
          facts={[
            { name: 'Epochs', value: solver.epochs },
            { name: 'Batch size', value: solver.batchSize },
            { name: 'Learning rate', value: rate(solver.baseRate) },
            { name: 'Policy', value: [policyNames[policy.type], ...parameters].join(', ') },
            { name: 'Solver', value: solverNames[solver.type] },
            ...numbers.map(name => ({ name: numberNames[name], value: solver[name] })),
            {
              name: 'Weight decay',
              value: `${rate(solver.weightDecay)}${solver.regularization === 'L1' ? ' (L1)' : ''}`,
            },
            ...options,
          ]}
        />
        <Facts
          facts={[
            {
              name: 'Snapshot',
              value: solver.snapshotInterval ? every(solver.snapshotInterval) : 'only at the end',
            },
            {
              name: 'Validation',
              value: solver.validationInterval ? every(solver.validationInterval) : 'never',
            },
            { name: 'Subtract', value: meanNames[preprocessing.mean] },
            { name: 'Scale', value: preprocessing.scale },
            { name: 'Crop', value: preprocessing.crop ? `${preprocessing.crop}×${preprocessing.crop}` : 'none' },
            { name: 'Mirror', value: preprocessing.mirror ? 'at random' : 'no' },
            { name: 'Seed', value: solver.seed },
            { name: 'Started by', value: `${row.createdBy}, ${moment(row.createdAt)}` },
          ]}
        />
      </div>
    </>
  )
}
